// A group of leads as an item of the Waveform Sequence (PS3.3 C.10.9): 16-bit samples, leads coded by CID 3001.
import type { Lead, SignalGroup } from "../../ecg/recording.ts";
import type { ElementSpec } from "./element-writer.ts";
import { leadCode } from "./lead-codes.ts";

const LARGEST = 32_767;
const PADDING = -32_768;
/** Microvolts a step; the first at which every sample is a whole number of steps, so that nothing is rounded. */
const STEPS_UV = [1, 1.25, 2.5, 4.88, 0.5, 0.25, 0.1];
/** Of a step; conversions between units leave less. */
const ROUNDING = 1e-6;

export function waveformItem(group: SignalGroup): ElementSpec[] {
  const { leads, samplingRateHz, kind, startMs } = group;
  const sampleCount = leads[0]?.samplesMv.length ?? 0;
  const steps = leads.map(stepUv);
  const hasGaps = leads.some(({ samplesMv }) => samplesMv.some((value) => !Number.isFinite(value)));
  return [
    // only where it tells something: it belongs to objects that are synchronised with a clock (C.10.9.1.1)
    ...(startMs === 0 ? [] : [["00181068", "DS", decimal(startMs)] as const]),
    ["003A0004", "CS", kind === "median" ? "DERIVED" : "ORIGINAL"],
    ["003A0005", "US", [leads.length]],
    ["003A0010", "UL", [sampleCount]],
    ["003A001A", "DS", decimal(samplingRateHz)],
    ["003A0020", "SH", kind === "median" ? "MEDIAN BEAT" : "RHYTHM"],
    ["003A0200", "SQ", leads.map((lead, index) => channelDefinition(lead, index, steps[index]!))],
    ["54001004", "US", [16]],
    ["54001006", "CS", "SS"],
    ...(hasGaps ? [["5400100A", "OW", int16Bytes([PADDING])] as const] : []),
    ["54001010", "OW", interleaved(leads, steps, sampleCount)],
  ];
}

function channelDefinition(lead: Lead, index: number, step: number): ElementSpec[] {
  const { value, meaning } = leadCode(lead.name);
  return [
    ["003A0202", "IS", String(index + 1)],
    ["003A0203", "SH", lead.name],
    ["003A0208", "SQ", [code(value, "MDC", meaning)]],
    ["003A0210", "DS", decimal(step)],
    ["003A0211", "SQ", [code("uV", "UCUM", "microvolt")]],
    ["003A0212", "DS", "1"],
    ["003A0213", "DS", "0"],
    ["003A0215", "DS", "0"],
    ["003A021A", "US", [16]],
  ];
}

function code(value: string, scheme: string, meaning: string): ElementSpec[] {
  return [
    ["00080100", "SH", value],
    ["00080102", "SH", scheme],
    ["00080104", "LO", meaning],
  ];
}

/** One that loses nothing, else 1 uV, else the smallest at which the lead fits into 16 bits. */
function stepUv({ samplesMv }: Lead): number {
  const largestUv =
    samplesMv.reduce(
      (most, value) => (Math.abs(value) > most && Number.isFinite(value) ? Math.abs(value) : most),
      0,
    ) * 1000;
  const fitting = STEPS_UV.filter((step) => Math.round(largestUv / step) <= LARGEST);
  const exact = fitting.find((step) =>
    samplesMv.every((value) => {
      const steps = (value * 1000) / step;
      return !Number.isFinite(steps) || Math.abs(steps - Math.round(steps)) < ROUNDING;
    }),
  );
  if (exact !== undefined) return exact;
  // what a decimal string cannot say must not make the largest sample overflow
  return fitting.includes(1) ? 1 : Number(decimal((largestUv / LARGEST) * (1 + 1e-8)));
}

/** A decimal string has 16 characters at most. */
function decimal(value: number): string {
  const plain = String(value);
  return plain.length <= 16 ? plain : String(Number(value.toPrecision(10)));
}

function interleaved(leads: readonly Lead[], steps: readonly number[], sampleCount: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * leads.length * sampleCount));
  leads.forEach(({ samplesMv }, index) => {
    const step = steps[index]!;
    for (let sample = 0; sample < sampleCount; sample++) {
      const value = samplesMv[sample]!;
      const raw = Number.isFinite(value) ? Math.round((value * 1000) / step) : PADDING;
      view.setInt16(2 * (sample * leads.length + index), raw, true);
    }
  });
  return new Uint8Array(view.buffer);
}

function int16Bytes(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, index) => {
    view.setInt16(2 * index, value, true);
  });
  return new Uint8Array(view.buffer);
}
