// A Digitised as a Recording: every lead at its true time, invalid where the page does not show it, and every doubt in
// words. A 2.5 s lead stays one; a lead that could not be traced is there and all invalid.

import { FROM_PAPER } from "../../ecg/from-paper.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Patient, type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { type Digitised, type DigitisedLead, SAMPLING_RATE_HZ } from "./digitised.ts";

export interface DigitisedRecordingOptions {
  readonly name: string;
  /** Of the picture's file. */
  readonly sha256: string;
  readonly patient?: Partial<Patient>;
}

export function digitisedRecording(
  digitised: Digitised,
  { name, sha256, patient }: DigitisedRecordingOptions,
): Recording {
  const ends = digitised.leads.map((lead) => firstSample(lead) + lead.samplesMv.length);
  const count = Math.max(...ends, 0);
  const shown = longestOfEach(digitised.leads);
  const leads = [...shown].map(([lead, trace]) => {
    const samplesMv = new Float64Array(count).fill(Number.NaN);
    if (trace.quality.usable) samplesMv.set(trace.samplesMv, firstSample(trace));
    return { name: lead, samplesMv };
  });
  leads.sort((a, b) => rank(a.name) - rank(b.name));
  const unusable = [...shown.values()].filter((trace) => !trace.quality.usable);
  const { speedMmPerS, gainMmPerMv, pxPerMm } = digitised;
  const assumed = [
    ...(speedMmPerS.source === "assumed" ? [`a speed of ${speedMmPerS.value} mm/s`] : []),
    ...(gainMmPerMv.source === "assumed" ? [`a gain of ${gainMmPerMv.value} mm/mV`] : []),
    ...digitised.assumptions,
  ];
  return {
    name,
    leads,
    samplingRateHz: SAMPLING_RATE_HZ,
    patient: {
      ageYears: patient?.ageYears ?? UNKNOWN_PATIENT.ageYears,
      sex: patient?.sex ?? UNKNOWN_PATIENT.sex,
      context: patient?.context ?? UNKNOWN_PATIENT.context,
    },
    source: {
      format: "picture",
      sha256,
      paper: { msPerPx: 1000 / (speedMmPerS.value * pxPerMm), mvPerPx: 1 / (gainMmPerMv.value * pxPerMm) },
      warnings: [
        `${FROM_PAPER}: ${digitised.layout}, ${speedMmPerS.value} mm/s and ${gainMmPerMv.value} mm/mV ${sourceText(digitised)}, ${pxPerMm.toFixed(1)} pixels a millimetre`,
        ...assumed.map((what) => `read from paper, taken for granted: ${what}`),
        ...misfit(leads),
        ...unusable.map(
          ({ lead, quality }) => `lead ${lead} could not be traced: ${quality.reasons.join("; ")}`,
        ),
      ],
    },
  };
}

function sourceText({ speedMmPerS: { source: speed }, gainMmPerMv: { source: gain } }: Digitised): string {
  const words = {
    "calibration pulse": "by its calibration pulse",
    given: "as given",
    assumed: "assumed",
  } as const;
  return speed === gain ? `(${words[speed]})` : `(speed ${words[speed]}, gain ${words[gain]})`;
}

/** Of the limb leads' own size: noise of tracing stays far below, a wrong name or another lead's trace does not. */
const MOST_MISFIT = 0.5;

/** Einthoven's law, I + III = II, where the three are shown at the same time: it holds for no other three leads. */
function misfit(leads: readonly { readonly name: string; readonly samplesMv: Float64Array }[]): string[] {
  const samplesOf = (name: string) => leads.find((lead) => lead.name === name)?.samplesMv;
  const [one, two, three] = [samplesOf("I"), samplesOf("II"), samplesOf("III")];
  if (one === undefined || two === undefined || three === undefined) return [];
  const times = [...one.keys()].filter((i) => !Number.isNaN(one[i]! + two[i]! + three[i]!));
  if (times.length < SAMPLING_RATE_HZ) return [];
  const deviation = (value: (i: number) => number) => {
    const mean = times.reduce((sum, i) => sum + value(i), 0) / times.length;
    return Math.sqrt(times.reduce((sum, i) => sum + (value(i) - mean) ** 2, 0) / times.length);
  };
  const size = Math.max(
    deviation((i) => one[i]!),
    deviation((i) => two[i]!),
    deviation((i) => three[i]!),
  );
  const fault = deviation((i) => one[i]! + three[i]! - two[i]!);
  return fault <= MOST_MISFIT * size
    ? []
    : ["the limb leads do not fit together: a lead's name or trace may be misread"];
}

/** A lead that the page shows twice is taken where it shows most of it. */
function longestOfEach(leads: readonly DigitisedLead[]): Map<string, DigitisedLead> {
  const longest = new Map<string, DigitisedLead>();
  for (const trace of leads) {
    const known = longest.get(trace.lead);
    const better =
      known === undefined ||
      (trace.quality.usable && !known.quality.usable) ||
      (trace.quality.usable === known.quality.usable && trace.samplesMv.length > known.samplesMv.length);
    if (better) longest.set(trace.lead, trace);
  }
  return longest;
}

const firstSample = (lead: DigitisedLead) => Math.round((lead.startMs * SAMPLING_RATE_HZ) / 1000);

function rank(lead: string): number {
  const index = (STANDARD_LEADS as readonly string[]).indexOf(lead);
  return index < 0 ? STANDARD_LEADS.length : index;
}
