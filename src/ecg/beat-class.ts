// What kind of beat it is, judged by shape, width, timing and P.
import { z } from "zod";

export const BeatClassSchema = z.enum(["normal", "pvc", "pac", "paced", "fusion", "other"]);

export type BeatClass = z.infer<typeof BeatClassSchema>;
