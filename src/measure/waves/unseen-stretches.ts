// Stretches in which no usable lead has valid samples, long enough to hide a beat: an interval across one is no RR.
import type { Recording } from "../../ecg/recording.ts";
import { isValid } from "../../signal/fill-gaps.ts";

/** As long as a narrow QRS. */
const LEAST_MS = 80;

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export function unseenStretches(recording: Recording, usable: (lead: string) => boolean): Stretch[] {
  const leads = recording.leads.filter((lead) => usable(lead.name));
  const [first, ...others] = leads;
  if (first === undefined) return [];
  const unseenAt = (i: number): boolean =>
    !isValid(first.samplesMv[i]!) && others.every(({ samplesMv }) => !isValid(samplesMv[i]!));
  const count = first.samplesMv.length;
  const ms = (samples: number): number => (samples / recording.samplingRateHz) * 1000;
  const stretches: Stretch[] = [];
  for (let i = 0; i < count; i++) {
    if (!unseenAt(i)) continue;
    const start = i;
    while (i < count && unseenAt(i)) i++;
    if (ms(i - start) >= LEAST_MS) stretches.push({ fromMs: ms(start), toMs: ms(i) });
  }
  return stretches;
}

/** Whether something between the two times was not seen. */
export function hidesBetween(stretches: readonly Stretch[], fromMs: number, toMs: number): boolean {
  return stretches.some((stretch) => stretch.fromMs < toMs && stretch.toMs > fromMs);
}
