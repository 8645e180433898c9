// The voltage criteria of hypertrophy as subjects.
import type { Subject } from "../extracted-claim.ts";

const CRITERIA = /^(?:sokolow-lyon|cornell|cornell product|peguero-lo presti|gubner)$/;

export const isCriterion = (subject: Subject | "other"): boolean => CRITERIA.test(subject);
