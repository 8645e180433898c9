// LUDB (Lobachevsky University Electrocardiography Database, Kalyakulina et al. 2020) states gains that are
// not ADC units per millivolt: read by its header, I + III misses II by about half of II, whereas its raw
// integers obey Einthoven's law exactly and are microvolts. Its headers are known by their conventions, and the
// raw integers are asked before they are believed, so a corrected edition would be read by its own gains.
import type { WfdbHeader } from "./header.ts";

const LEADS = ["i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6"];
const COMMENTS = ["<age>:", "<sex>:", "<diagnoses>:"];

export const LUDB_NOTE = "note: LUDB header gains are not in mV; its raw values were read as microvolts";

/** Does the header have LUDB's comments, its lower-case lead names in order, its rate, length and odd gains? */
export function hasLudbHeader(header: WfdbHeader): boolean {
  return (
    header.frameRateHz === 500 &&
    header.frameCount === 5000 &&
    header.signals.length === LEADS.length &&
    header.signals.every(
      (s, index) => s.description === LEADS[index] && s.format === 16 && s.unit === "mV",
    ) &&
    COMMENTS.every((key) => header.comments.some((comment) => comment.startsWith(key))) &&
    header.signals.some((s) => s.gain !== header.signals[0]!.gain)
  );
}

/** The same header with raw values as microvolts. */
export function withMicrovoltGains(header: WfdbHeader): WfdbHeader {
  return { ...header, signals: header.signals.map((signal) => ({ ...signal, gain: 1000, baseline: 0 })) };
}

/** I + III = II at every sample, to the rounding of one microvolt in each lead. */
export function obeysEinthoven(leadI: Float64Array, leadII: Float64Array, leadIII: Float64Array): boolean {
  for (let i = 0; i < leadI.length; i++) {
    if (!(Math.abs(leadI[i]! + leadIII[i]! - leadII[i]!) < 0.0025)) return false;
  }
  return true;
}
