// Labels of Philips channels (schema 1.04.01, TYPEleadname) to leads. Some channels are no voltages of the heart, and
// the Cabrera sequence knows -aVR, which must not come out as an inverted aVR.
import type { Lead } from "../../ecg/recording.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";

export interface LabelledLeads {
  readonly leads: readonly Lead[];
  readonly warnings: readonly string[];
}

const NO_VOLTAGE = /^(?:PACE|PLETH|RESP(?:-.*)?)$/i;

export function labelledLeads(
  channels: readonly { readonly label: string; readonly samplesMv: Float64Array }[],
): LabelledLeads {
  const kept = channels.filter(({ label }) => !NO_VOLTAGE.test(label));
  const leftOut = channels.filter(({ label }) => NO_VOLTAGE.test(label));
  const isTurned = (label: string) => label.toLowerCase() === "-avr";
  const { names, warnings } = nameLeads(kept.map(({ label }) => (isTurned(label) ? "aVR" : label)));
  return {
    leads: kept.map(({ label, samplesMv }, index) => ({
      name: names[index]!,
      // 0 - x, since -x would make negative zeros
      samplesMv: isTurned(label) ? samplesMv.map((value) => 0 - value) : samplesMv,
    })),
    warnings: [
      ...warnings,
      ...leftOut.map(({ label }) => `note: channel ${quote(label)} is no ECG lead and is left out`),
      ...kept.filter(({ label }) => isTurned(label)).map(() => "note: lead -aVR is turned round to aVR"),
    ],
  };
}
