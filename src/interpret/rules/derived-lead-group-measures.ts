// Measures that compare several leads: voltages summed over leads, R progression, concordance, and the
// consistency of the lead set. All are null where a lead they need is missing or unusable.
import { paperReason } from "../../ecg/from-paper.ts";
import { LIMB_LEADS, PRECORDIAL_LEADS, STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import { netQrs, tallestR } from "./derived-lead-measures.ts";
import { median } from "./derived-rhythm-measures.ts";
import { negativeDepth } from "./lead-measures.ts";
import { type Part, type Quantity, type Reading, type RecordMeasure, usableMedian } from "./measure.ts";

/** Added to RaVL+SV3 of women in the Cornell product; 0.8 mV is in use too, the smaller is the milder. */
const CORNELL_WOMEN_MV = 0.6;
/** Share of the QRS that survives in the JT-like correction for wide QRS (Bogossian 2014). */
const BOGOSSIAN_SHARE = 0.485;
/** Framingham: ms per second of RR away from 1 s. */
const FRAMINGHAM_MS = 154;
const EINTHOVEN_MV = 0.05;
const EINTHOVEN_SHARE = 0.05;
/** Medians of noisy beats do not add up to the last sample, so the worst few are left out. */
const EINTHOVEN_QUANTILE = 0.95;
/** A limb lead flatter than this, while the other two are not, lies between two leg electrodes. */
const FLAT_MV = 0.1;
const NOT_FLAT_MV = 0.2;
/** Gain in summed correlation of neighbouring chest leads that makes an exchange plausible. */
const SWAP_GAIN = 0.5;

export const derivedLeadGroupMeasures = {
  "derived.usableLeadCount": measure("usable standard leads", "", "count", (m) => ({
    value: STANDARD_LEADS.filter(
      (lead) => m.quality.leads[lead]?.usable !== false && m.record.leads.includes(lead),
    ).length,
  })),
  "derived.rV1PlusSV56Mv": measure("R in V1 plus S in V5 or V6", "mV", "amplitude", (m) =>
    fromLeads(m, ["V1", "V5", "V6"], ([v1, v5, v6]) => tallestR(v1) + Math.max(depth(v5), depth(v6))),
  ),
  "derived.cornellProductMvMs": measure("Cornell product without sex term", "mV*ms", "product", (m) =>
    cornellProduct(m, 0),
  ),
  "derived.cornellProductBySexMvMs": measure("Cornell product", "mV*ms", "product", (m) =>
    cornellProduct(m, m.patient.sex === "female" ? CORNELL_WOMEN_MV : 0),
  ),
  "derived.stIIIMinusIIMv": measure("ST in III less ST in II", "mV", "amplitude", (m) =>
    difference(m, "III", "II", (lead) => lead.stJMv),
  ),
  "derived.stV1MinusV2Mv": measure("ST in V1 less ST in V2", "mV", "amplitude", (m) =>
    difference(m, "V1", "V2", (lead) => lead.stJMv),
  ),
  "derived.pIMinusPIIMv": measure("P in I less P in II", "mV", "amplitude", (m) =>
    difference(m, "I", "II", (lead) => lead.p?.amplitudeMv ?? null),
  ),
  "derived.rV6MinusRV1Mv": measure("R in V6 less R in V1", "mV", "amplitude", (m) =>
    difference(m, "V6", "V1", tallestR),
  ),
  "derived.precordialConcordance": measure("concordance of V1-V6", "", "category", (m) =>
    fromLeads(m, PRECORDIAL_LEADS, (leads) => {
      const net = leads.map(netQrs);
      if (net.every((value) => value > 0)) return "positive";
      return net.every((value) => value < 0) ? "negative" : "none";
    }),
  ),
  "derived.iV6Correlation": measure("correlation of I and V6", "", "irregularity", (m) =>
    fromLeads(m, ["I", "V6"], ([i, v6]) => correlation(i.samplesMv, v6.samplesMv)),
  ),
  "derived.precordialSwap": measure("chest leads that look exchanged", "", "category", (m) =>
    fromLeads(m, PRECORDIAL_LEADS, (leads) => exchangedPair(leads)),
  ),
  "derived.flatLimbLead": measure("flat limb lead", "", "category", (m) =>
    fromLeads(m, ["I", "II", "III"], (leads) => {
      const flat = leads.filter((lead) => lead.qrsPeakToPeakMv < FLAT_MV);
      const rest = leads.filter((lead) => lead.qrsPeakToPeakMv >= NOT_FLAT_MV);
      return flat.length === 1 && rest.length === 2
        ? (["I", "II", "III"][leads.indexOf(flat[0]!)] ?? "none")
        : "none";
    }),
  ),
  /** How far I + III - II and aVR + (I + II)/2 exceed max(0.05 mV, 5 % of the largest limb QRS); negative is fine. */
  "derived.einthovenExcessMv": measure("disagreement of the limb leads", "mV", "amplitude", (m) => {
    // on paper each was traced by itself, and columns show different beats: that says nothing about electrodes
    if (paperReason(m.quality) !== null) return { value: null };
    return fromLeads(m, LIMB_LEADS, (leads) => {
      const [i, ii, iii, avr] = leads.map((lead) => lead.samplesMv) as [
        number[],
        number[],
        number[],
        number[],
      ];
      const off = i.map((value, at) => {
        const one = Math.abs(value + (iii[at] ?? 0) - (ii[at] ?? 0));
        return Math.max(one, Math.abs((avr[at] ?? 0) + (value + (ii[at] ?? 0)) / 2));
      });
      off.sort((a, b) => a - b);
      const worst = off[Math.floor(EINTHOVEN_QUANTILE * (off.length - 1))] ?? 0;
      const largest = Math.max(...leads.map((lead) => lead.qrsPeakToPeakMv));
      return worst - Math.max(EINTHOVEN_MV, EINTHOVEN_SHARE * largest);
    });
  }),
  "derived.modifiedQtcMs": measure(
    "QTc corrected for wide QRS (Bogossian, Framingham)",
    "ms",
    "qt",
    ({ global: { qtMs, qrsDurationMs, rrMs } }) =>
      qtMs === null || qrsDurationMs === null || rrMs === null
        ? { value: null }
        : { value: qtMs - BOGOSSIAN_SHARE * qrsDurationMs + FRAMINGHAM_MS * (1 - rrMs / 1000) },
    "qt",
  ),
  "derived.stSegmentMs": measure(
    "ST segment duration",
    "ms",
    "interval",
    (m) => {
      const values = ["II", "V5"].flatMap((lead) => m.leads[lead]?.sequences.stDuration ?? []);
      const known = values.filter((value) => value !== null);
      return { value: known.length === 0 ? null : median(known) };
    },
    "st",
  ),
} as const satisfies Record<string, RecordMeasure>;

function depth(lead: MedianBeat): number {
  return negativeDepth(lead) ?? 0;
}

function cornellProduct(measurements: Measurements, addedMv: number): Reading {
  const { voltages, qrsDurationMs } = measurements.global;
  if (voltages.cornellMv === null || qrsDurationMs === null) return { value: null };
  return { value: (voltages.cornellMv + addedMv) * qrsDurationMs };
}

function difference(
  measurements: Measurements,
  lead: string,
  other: string,
  value: (lead: MedianBeat) => number | null,
): Reading {
  return fromLeads(measurements, [lead, other], ([a, b]) => {
    const [one, two] = [value(a), value(b)];
    return one === null || two === null ? null : one - two;
  });
}

type Medians<Leads extends readonly string[]> = { [K in keyof Leads]: MedianBeat };

function fromLeads<const Leads extends readonly string[]>(
  measurements: Measurements,
  leads: Leads,
  value: (medians: Medians<Leads>) => number | string | null,
): Reading {
  const medians = leads.map((lead) => usableMedian(measurements, lead));
  const lacking = leads.filter((_, i) => medians[i] === null);
  if (lacking.length > 0) return { value: null, unknown: `not usable: ${lacking.join(", ")}` };
  return { value: value(medians as Medians<Leads>) };
}

/** The exchange of two chest leads after which neighbours resemble each other clearly better, or "none". */
function exchangedPair(leads: readonly MedianBeat[]): string {
  const order = leads.map((_, i) => i);
  const pairs = leads.map((a) => leads.map((b) => correlation(a.samplesMv, b.samplesMv)));
  const likeness = (sequence: readonly number[]) =>
    sequence.slice(1).reduce((sum, lead, i) => sum + pairs[sequence[i]!]![lead]!, 0);
  const before = likeness(order);
  let best = { gain: SWAP_GAIN, name: "none" };
  for (const a of order) {
    for (const b of order.slice(a + 1)) {
      const exchanged = order.map((lead) => (lead === a ? b : lead === b ? a : lead));
      const gain = likeness(exchanged) - before;
      if (gain > best.gain) best = { gain, name: `${PRECORDIAL_LEADS[a]}/${PRECORDIAL_LEADS[b]}` };
    }
  }
  return best.name;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  const mean = (values: readonly number[]) =>
    values.slice(0, length).reduce((x, y) => x + y, 0) / (length || 1);
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function measure(
  label: string,
  unit: string,
  quantity: Quantity,
  read: (measurements: Measurements) => Reading,
  part: Part = "qrs",
): RecordMeasure {
  return { scope: "record", label, unit, quantity, part, read };
}
