// Probability that readers would call a recording acceptable for diagnosis, as they did for the PhysioNet/CinC Challenge
// 2011 (Silva, Moody and Celi, Comput Cardiol 2011;38:273). One bad lead is enough to refuse a recording, and a recording
// has no labels for its leads: so every lead has a chance of being refused, a logistic curve of its concerns with weights
// shared by all leads, and a recording is accepted when no lead is refused (noisy-or). `gem train quality` fits it.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { LeadQualityReport } from "../../signal/lead-quality.ts";
import { beatAgreement } from "../confidence/beat-agreement.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { type AcceptabilityWeights, acceptabilityModel } from "./acceptability-model.ts";
import { CONCERNS, type Concern, type LeadConcerns, leadConcerns } from "./lead-concerns.ts";

/** Of equal errors on both sides, the fewest are made at the middle of a calibrated probability. */
export const ACCEPTABLE_FROM = 0.5;

export interface Acceptability {
  /** 0..1, to three places. */
  readonly probability: number;
  /** What speaks most against the recording, in words; empty where nothing does. */
  readonly concerns: readonly string[];
}

export interface NamedConcerns {
  readonly lead: string;
  /** By the limits of the lead alone. */
  readonly usable: boolean;
  readonly concerns: LeadConcerns;
}

/**
 * The standard leads among `waves`, or all of them where there is no standard one, with what counts against each. Beats
 * that repeat do not speak for a lead that its own limits refuse.
 */
export function recordingConcerns(
  reports: ReadonlyMap<string, LeadQualityReport>,
  waves: MeasuredWaves,
): NamedConcerns[] {
  const agreements = beatAgreement(waves);
  const all = waves.leads.map(({ name }, index) => {
    const { usable = false, evidence = null } = reports.get(name) ?? {};
    const concerns = leadConcerns(evidence, usable ? (agreements[index] ?? null) : null);
    return { lead: name, usable, concerns };
  });
  const standard = all.filter(({ lead }) => (STANDARD_LEADS as readonly string[]).includes(lead));
  return standard.length > 0 ? standard : all;
}

/** Logit of the chance that this lead is refused. */
export function refusalLogit(concerns: LeadConcerns, { intercept, weights }: AcceptabilityWeights): number {
  return CONCERNS.reduce((sum, concern) => sum + weights[concern] * concerns[concern], intercept);
}

/** Product of the leads' chances of being accepted. */
export function acceptedProbability(leads: readonly LeadConcerns[], model: AcceptabilityWeights): number {
  return leads.reduce((product, lead) => product / (1 + Math.exp(refusalLogit(lead, model))), 1);
}

/** null where there is no lead to judge. */
export function acceptability(
  leads: readonly NamedConcerns[],
  model: AcceptabilityWeights = acceptabilityModel,
): Acceptability | null {
  if (leads.length === 0) return null;
  const probability = acceptedProbability(
    leads.map(({ concerns }) => concerns),
    model,
  );
  return { probability: Math.round(probability * 1000) / 1000, concerns: mainConcerns(leads, model) };
}

const MOST_NAMED = 3;

const WORDS: Readonly<Record<Concern, string>> = {
  noise: "bursts of noise",
  pulse: "hardly any deflection",
  agreement: "beats that do not repeat",
};

/** What weighs most in the worst leads, leads of one concern together: "hardly any deflection (V2, V3)". */
function mainConcerns(leads: readonly NamedConcerns[], model: AcceptabilityWeights): string[] {
  const worst = leads
    .filter(({ concerns }) => refusalLogit(concerns, model) > model.intercept)
    .sort((a, b) => refusalLogit(b.concerns, model) - refusalLogit(a.concerns, model))
    .slice(0, MOST_NAMED);
  const named = new Map<string, string[]>();
  for (const { lead, usable, concerns } of worst) {
    const weight = (concern: Concern): number => model.weights[concern] * concerns[concern];
    const heaviest = CONCERNS.reduce((a, b) => (weight(b) > weight(a) ? b : a));
    const words = usable ? WORDS[heaviest] : "not usable";
    named.set(words, [...(named.get(words) ?? []), lead]);
  }
  return [...named].map(([words, names]) => `${words} (${names.join(", ")})`);
}
