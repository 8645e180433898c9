// What every decoder of a single file takes. Decoders are pure and run in a browser: the caller reads and
// hashes the bytes.

export interface DecodeOptions {
  /** For files that do not tell their sampling rate. */
  readonly samplingRateHz?: number | undefined;
  /** For files that do not tell their unit: "mV", "uV" or "V". */
  readonly unit?: string | undefined;
  /** For files that do not name their leads, one a column. */
  readonly leadNames?: readonly string[] | undefined;
}

export interface DecodeInput {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes` in hexadecimal. */
  readonly sha256: string;
  /** Names the file in messages. */
  readonly where: string;
  readonly options?: DecodeOptions | undefined;
}
