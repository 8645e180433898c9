// Suspected electrode mix-ups, from the median beats (Sensors 2019;19:2920; REVERSE mnemonic, PMC10902517).
// A suspicion is reported, never corrected: only a new tracing settles it.
import type { MedianBeat } from "../../ecg/measurements.ts";
import { correlation } from "../../signal/statistics.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

const FLAT_LIMB_MV = 0.1;

/** What is suspected, in words, or null. */
export function suspectedReversal(medians: Medians): string | null {
  const [one, two, three, avr] = ["I", "II", "III", "aVR"].map((lead) => medians.get(lead));
  if (!one || !two || !three) return null;
  // the whole beat: an axis at right angles to a lead takes its QRS away, but not P and T with it
  const flat = [one, two, three].map(
    (lead) => Math.max(...lead.samplesMv) - Math.min(...lead.samplesMv) < FLAT_LIMB_MV,
  );
  if (flat.filter(Boolean).length === 1) {
    if (flat[1]) return "right arm and right leg electrodes may be swapped (lead II is flat)";
    if (flat[2]) return "left arm and right leg electrodes may be swapped (lead III is flat)";
  }
  const invertedI = one.qrsAreaMvMs < 0 && (one.p === null || one.p.amplitudeMv < 0) && negativeT(one);
  const uprightAvr = avr !== undefined && avr.qrsAreaMvMs > 0;
  const inverted = (lead: MedianBeat | undefined): boolean =>
    lead !== undefined && lead.p !== null && lead.p.amplitudeMv < 0 && lead.qrsAreaMvMs < 0;
  if (inverted(one) && inverted(two) && inverted(three) && uprightAvr) {
    return "right arm and left leg electrodes may be swapped (I, II and III inverted, aVR upright)";
  }
  if (invertedI && uprightAvr && one.p !== null) {
    const v6 = medians.get("V6");
    if (
      v6 &&
      correlation(Float64Array.from(one.samplesMv), Float64Array.from(v6.samplesMv), {
        length: one.samplesMv.length,
      }) < -0.5
    ) {
      return regularProgression(medians)
        ? "right and left arm electrodes may be swapped (lead I inverted, aVR upright)"
        : "dextrocardia, or swapped arm electrodes (lead I inverted, low R waves across V1-V6)";
    }
  }
  return null;
}

function negativeT(lead: MedianBeat): boolean {
  return lead.t === null || lead.t.amplitudeMv < 0;
}

/** R grows from V1 to V4 as it does in a heart on the left. */
function regularProgression(medians: Medians): boolean {
  const r = (lead: string): number => medians.get(lead)?.r?.amplitudeMv ?? 0;
  return r("V4") > r("V1") || r("V5") > r("V1");
}
