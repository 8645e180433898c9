// From what was measured on a lead to how much each of it counts against the lead: 0 up to a limit, then one for every
// doubling, and no more than three, because a lead cannot be worse than unreadable however large its artefacts are.
import type { LeadEvidence } from "../../signal/lead-evidence.ts";

export const CONCERNS = ["noise", "pulse", "agreement"] as const;
export type Concern = (typeof CONCERNS)[number];
/** In octaves beyond the limit, 0 to 3. */
export type LeadConcerns = Readonly<Record<Concern, number>>;

export const MOST_OCTAVES = 3;

/** The limits of `noisy` and of `flat`, and beats eight times what they differ by. */
export const CONCERN_LIMITS = { noiseMv: 0.05, pulseMv: 0.05, agreement: 8 } as const;

const UNREADABLE: LeadConcerns = {
  noise: 0,
  pulse: MOST_OCTAVES,
  agreement: MOST_OCTAVES,
};

/** `evidence` is null for a lead without samples, `agreement` where no beats repeat. */
export function leadConcerns(evidence: LeadEvidence | null, agreement: number | null): LeadConcerns {
  if (evidence === null) return UNREADABLE;
  return {
    noise: octaves(evidence.burstNoiseMv / CONCERN_LIMITS.noiseMv),
    pulse: octaves(CONCERN_LIMITS.pulseMv / evidence.pulseMv),
    agreement: octaves(CONCERN_LIMITS.agreement / (agreement ?? 0)),
  };
}

/** Division by 0 counts as the most there is. */
function octaves(ratio: number): number {
  return Math.min(Math.max(Math.log2(ratio), 0), MOST_OCTAVES);
}
