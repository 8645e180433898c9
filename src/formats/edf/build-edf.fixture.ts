// Small EDF files by the layout of Kemp et al. 1992, for tests of what real software gets wrong.
import assert from "node:assert/strict";
import type { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeEdf } from "./decode-edf.ts";

export interface SignalFields {
  label?: string | Uint8Array;
  dimension?: string | Uint8Array;
  physicalMin?: string;
  physicalMax?: string;
  digitalMin?: string;
  digitalMax?: string;
  samplesPerRecord?: string;
  reserved?: string;
}
export interface FileFields {
  patient?: string;
  recording?: string;
  date?: string;
  time?: string;
  headerBytes?: string;
  reserved?: string;
  records?: string;
  duration?: string;
  count?: string;
  signals?: SignalFields[];
  /** All samples in file order, or bytes. */
  data?: number[] | Uint8Array;
}

export const LEAD: SignalFields = { label: "II", dimension: "uV" };

/** One lead II in uV at 4 Hz with a step of 1 uV, two records of 1 s, unless told otherwise. */
export function buildEdf(fields: FileFields = {}): Uint8Array {
  const signals = fields.signals ?? [LEAD];
  const field = (value: string | Uint8Array, width: number) => {
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    return [...bytes, ...Array(width - bytes.length).fill(0x20)];
  };
  const each = (key: keyof SignalFields, fallback: string, width: number) =>
    signals.flatMap((signal) => field(signal[key] ?? fallback, width));
  const data = fields.data ?? [1, 2, 3, 4, 5, 6, 7, -8];
  return Uint8Array.from([
    ...field("0", 8),
    ...field(fields.patient ?? "", 80),
    ...field(fields.recording ?? "", 80),
    ...field(fields.date ?? "05.04.31", 8),
    ...field(fields.time ?? "06.07.08", 8),
    ...field(fields.headerBytes ?? String(256 * (1 + signals.length)), 8),
    ...field(fields.reserved ?? "", 44),
    ...field(fields.records ?? "2", 8),
    ...field(fields.duration ?? "1", 8),
    ...field(fields.count ?? String(signals.length), 4),
    ...each("label", "", 16),
    ...signals.flatMap(() => field("", 80)),
    ...each("dimension", "", 8),
    ...each("physicalMin", "-32768", 8),
    ...each("physicalMax", "32767", 8),
    ...each("digitalMin", "-32768", 8),
    ...each("digitalMax", "32767", 8),
    ...signals.flatMap(() => field("", 80)),
    ...each("samplesPerRecord", "4", 8),
    ...each("reserved", "", 32),
    ...(data instanceof Uint8Array ? data : new Uint8Array(Int16Array.from(data).buffer)),
  ]);
}

/** EDF+ with one lead of 4 samples and one annotation signal of 40 bytes a record. */
export function edfPlus(lists: string[], fields: FileFields = {}): FileFields {
  const area = lists.map((list) => new TextEncoder().encode(list.padEnd(40, "\0")));
  const data = area.flatMap((bytes, i) => [
    ...new Uint8Array(Int16Array.from([1, 2, 3, 4].map((v) => v + 4 * i)).buffer),
    ...bytes,
  ]);
  const signals = [LEAD, { label: "EDF Annotations", samplesPerRecord: "20" }];
  return {
    reserved: "EDF+C",
    records: String(lists.length),
    signals,
    data: Uint8Array.from(data),
    ...fields,
  };
}

export function decodeBuilt(fields: FileFields | Uint8Array, options?: DecodeOptions): Recording {
  const bytes = fields instanceof Uint8Array ? fields : buildEdf(fields);
  return decodeEdf({ name: "x", bytes, sha256: "", where: "x.edf", options });
}

export function refuses(
  fields: FileFields | Uint8Array,
  kind: new (...values: never[]) => GemError,
  message: RegExp,
  options?: DecodeOptions,
): void {
  assert.throws(
    () => decodeBuilt(fields, options),
    (error) => {
      assert.ok(error instanceof kind, String(error));
      assert.match(error.message, message);
      return true;
    },
  );
}
