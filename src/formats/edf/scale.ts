// From stored integers to millivolts: EDFlib's arithmetic in the signal's own unit, bit for bit, then the unit.
//   step = (physicalMax - physicalMin) / (digitalMax - digitalMin)
//   offset = physicalMax / step - digitalMax
//   value = step * (offset + stored)
import { quote } from "../quote.ts";
import type { EdfHeader, EdfSignal } from "./header.ts";
import { type FieldPlace, fieldFault, fieldInteger, fieldNumber, fieldText } from "./header-field.ts";

/** A megavolt is a wrong number; beyond, sums over leads could leave the range of doubles. */
const MAX_AMPLITUDE_MV = 1e9;

export interface SignalScale {
  readonly step: number;
  readonly offset: number;
  readonly unitsPerMillivolt: number;
}

interface ScaleInput {
  /** Of the header. */
  readonly bytes: Uint8Array;
  readonly signal: EdfSignal;
  readonly bytesPerSample: EdfHeader["bytesPerSample"];
  readonly unitsPerMillivolt: number;
  readonly where: string;
}

/** Reads the four range fields of a signal. Throws FormatError where they give no finite scale. */
export function parseScale({
  bytes,
  signal,
  bytesPerSample,
  unitsPerMillivolt,
  where,
}: ScaleInput): SignalScale {
  const place = (offset: number, what: string): FieldPlace => ({
    bytes,
    offset,
    width: 8,
    field: `${what} of signal ${quote(signal.label)}`,
    where,
  });
  const { rangeOffsets } = signal;
  const largest = 2 ** (8 * bytesPerSample - 1);
  const digital = (offset: number, what: string) => {
    const at = place(offset, what);
    // one more than the largest: some writers count to 2^15
    const value = fieldInteger(at, { min: -largest, max: largest });
    if (value === null)
      throw fieldFault(at, quote(fieldText(at)), `a whole number from ${-largest} to ${largest - 1}`);
    return value;
  };
  const digitalMin = digital(rangeOffsets.digitalMin, "digital minimum");
  const digitalMax = digital(rangeOffsets.digitalMax, "digital maximum");
  if (digitalMax <= digitalMin) {
    const at = place(rangeOffsets.digitalMax, "digital maximum");
    throw fieldFault(at, digitalMax, `more than the digital minimum ${digitalMin}`);
  }
  const physicalMin = fieldNumber(place(rangeOffsets.physicalMin, "physical minimum"));
  const physicalMaxPlace = place(rangeOffsets.physicalMax, "physical maximum");
  const physicalMax = fieldNumber(physicalMaxPlace);
  const step = (physicalMax - physicalMin) / (digitalMax - digitalMin);
  const scale = { step, offset: physicalMax / step - digitalMax, unitsPerMillivolt };
  const sane = [-largest, largest].every((stored) => Math.abs(millivolts(scale, stored)) <= MAX_AMPLITUDE_MV);
  if (physicalMin === physicalMax || !sane) {
    throw fieldFault(
      physicalMaxPlace,
      physicalMax,
      `another number than the physical minimum ${physicalMin}, and a scale below a megavolt`,
    );
  }
  return scale;
}

function millivolts({ step, offset, unitsPerMillivolt }: SignalScale, stored: number): number {
  return (step * (offset + stored)) / unitsPerMillivolt;
}

interface SampleRun {
  readonly bytes: Uint8Array;
  /** Of the first sample in `bytes`. */
  readonly byteOffset: number;
  readonly bytesPerSample: 2 | 3;
  readonly count: number;
  readonly scale: SignalScale;
}

/** Writes `count` consecutive samples in millivolts into `target` from `at` on. */
export function decodeSamples(run: SampleRun, target: Float64Array, at: number): void {
  const { bytes, byteOffset, bytesPerSample, count, scale } = run;
  let position = byteOffset;
  if (bytesPerSample === 2) {
    for (let i = 0; i < count; i++, position += 2) {
      target[at + i] = millivolts(scale, ((bytes[position + 1]! << 24) >> 16) | bytes[position]!);
    }
    return;
  }
  for (let i = 0; i < count; i++, position += 3) {
    const stored = ((bytes[position + 2]! << 24) >> 8) | (bytes[position + 1]! << 8) | bytes[position]!;
    target[at + i] = millivolts(scale, stored);
  }
}
