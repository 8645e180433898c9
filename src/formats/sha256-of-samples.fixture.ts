import { createHash } from "node:crypto";

/** Of the bytes of a Float64Array, little-endian, in hexadecimal: equal where every sample is equal to the last bit. */
export function sha256OfSamples(samples: Float64Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash("sha256").update(bytes).digest("hex");
}
