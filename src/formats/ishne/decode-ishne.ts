// A whole ISHNE Holter file in memory: what is short enough. A day of 3 leads at 200 Hz has 52 million samples and
// is read with open-ishne.ts instead.
import { FormatError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { readHead } from "./recording-head.ts";
import { decodeSamples } from "./samples.ts";

export function decodeIshne({ bytes, ...input }: DecodeInput): Recording {
  const { head, dataOffset, resolutionsNv } = readHead({
    ...input,
    beginning: bytes,
    fileBytes: bytes.length,
  });
  const { leadNames, sampleCount, ...rest } = head;
  const total = sampleCount * leadNames.length;
  if (total > MAX_TOTAL_SAMPLES) {
    const wanted = `at most ${MAX_TOTAL_SAMPLES} for a recording read as a whole`;
    throw new FormatError({
      file: input.where,
      byteOffset: 14,
      field: "samples of all leads",
      got: total,
      wanted,
    });
  }
  const samples = decodeSamples({ bytes: bytes.subarray(dataOffset), resolutionsNv });
  return { ...rest, leads: leadNames.map((name, index) => ({ name, samplesMv: samples[index]! })) };
}
