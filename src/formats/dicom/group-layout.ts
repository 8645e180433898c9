// What one item of the Waveform Sequence (a multiplex group: channels sampled together; PS3.3 C.10.9) says of
// itself, checked against the bytes that it has. Nothing is allocated yet.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_SIGNALS } from "../limits.ts";
import { quote } from "../quote.ts";
import { rateWarnings, settledRate } from "../sampling-rate.ts";
import { type Channel, readChannel } from "./channels.ts";
import type { DataElement, DataItem } from "./data-elements.ts";
import {
  asciiValue,
  type DecodeText,
  decimalValue,
  itemsOf,
  unsignedValues,
  viewOf,
} from "./element-values.ts";
import { type SampleFormat, sampleFormat } from "./sample-formats.ts";

export interface GroupLayout {
  /** From 1 on, as annotations refer to it. */
  readonly number: number;
  readonly kind: "rhythm" | "median";
  readonly samplingRateHz: number;
  /** On the clock of the object. */
  readonly offsetMs: number;
  readonly sampleCount: number;
  /** Of all interleaved channels. */
  readonly channelCount: number;
  /** Those that are voltages. */
  readonly channels: readonly Channel[];
  readonly format: SampleFormat;
  readonly data: DataView;
  /** The raw value that stands for no sample. */
  readonly padding: number | null;
  readonly warnings: readonly string[];
}

export interface GroupContext {
  /** From 1 on. */
  readonly number: number;
  readonly where: string;
  /** What the caller says of files that do not tell. */
  readonly samplingRateHz: number | undefined;
  readonly unit: string | undefined;
  /** Of the texts of the file. */
  readonly decode: DecodeText;
}

/** A beat with what surrounds it; a longer signal that was derived is a filtered rhythm. */
const LONGEST_MEDIAN_S = 3;

/** Some converters state it, and every crossing of the zero line would be a gap. */
const ZERO_PADDING = "note: padding value 0 is a voltage and was not taken for missing samples";

/** Throws FormatError for contradictions, UsageError where only the caller can tell, UnsupportedError for audio. */
export function groupLayout(group: DataItem, context: GroupContext): GroupLayout {
  const channelCount = countOf(group, { tag: "003A0005", byteCount: 2, of: "waveform channels" }, context);
  const sampleCount = countOf(group, { tag: "003A0010", byteCount: 4, of: "waveform samples" }, context);
  if (channelCount > MAX_SIGNALS) {
    throw fault(group, context, [
      "003A0005",
      "number of waveform channels",
      channelCount,
      `at most ${MAX_SIGNALS}`,
    ]);
  }
  const rate = samplingRate(group, context);
  const definitions = itemsOf(group, "003A0200");
  if (definitions.length !== channelCount) {
    throw fault(group, context, [
      "003A0200",
      "channel definitions",
      definitions.length,
      String(channelCount),
    ]);
  }
  const channels = definitions.map((definition, index) =>
    readChannel(definition, { ...context, index, samplingRateHz: rate.hz }),
  );
  const notes = channels
    .filter((channel) => channel.scale === null)
    .map(
      ({ index, unit }) =>
        `note: channel ${index + 1} in ${quote(unit ?? "")} is no voltage and was left out`,
    );
  const element = waveformData(group, context);
  const format = sampleFormat({
    bitsAllocated: unsignedValues(group, "54001004", 2)[0] ?? 0,
    interpretation: asciiValue(group, "54001006") ?? "",
    littleEndian: group.littleEndian,
    vr: element.vr,
    where: context.where,
  });
  const sampleBytes = channelCount * sampleCount * format.byteCount;
  // in big endian an odd last sample is the second byte of its word
  const wantedBytes = group.littleEndian ? sampleBytes : sampleBytes + (sampleBytes % 2);
  if (element.length < wantedBytes) {
    throw fault(group, context, [
      "54001010",
      "waveform data",
      `${element.length} bytes`,
      `${wantedBytes} bytes`,
    ]);
  }
  const offsetMs = decimalValue(group, "00181068") ?? 0;
  if (!(Math.abs(offsetMs) <= Number.MAX_SAFE_INTEGER)) {
    throw fault(group, context, ["00181068", "multiplex group time offset", offsetMs, "milliseconds"]);
  }
  const padding = paddingValue(group, format);
  return {
    number: context.number,
    kind: groupKind(group, sampleCount / rate.hz),
    samplingRateHz: rate.hz,
    offsetMs,
    sampleCount,
    channelCount,
    channels: channels.filter((channel) => channel.scale !== null),
    format,
    data: viewOf(group, element),
    padding: padding === 0 && format.isSigned ? null : padding,
    warnings: [...rate.warnings, ...notes, ...(padding === 0 && format.isSigned ? [ZERO_PADDING] : [])],
  };
}

interface Count {
  readonly tag: string;
  readonly byteCount: 2 | 4;
  readonly of: string;
}

function countOf(group: DataItem, { tag, byteCount, of }: Count, context: GroupContext): number {
  const count = unsignedValues(group, tag, byteCount)[0] ?? 0;
  if (count === 0) throw fault(group, context, [tag, `number of ${of}`, count, "at least 1"]);
  return count;
}

function samplingRate(group: DataItem, context: GroupContext): { hz: number; warnings: string[] } {
  const hz = settledRate({
    file: context.where,
    byteOffset: group.elements.get("003A001A")?.offset ?? 0,
    field: `sampling frequency of multiplex group ${context.number}`,
    statedHz: decimalValue(group, "003A001A"),
    givenHz: context.samplingRateHz,
  });
  return { hz, warnings: rateWarnings(`multiplex group ${context.number}`, hz, context.samplingRateHz) };
}

function waveformData(group: DataItem, context: GroupContext): DataElement {
  const element = group.elements.get("54001010");
  if (element === undefined || element.items !== null) {
    throw fault(group, context, ["54001010", "waveform data", "none", "samples"]);
  }
  return element;
}

/** Devices tell their median beat by the label; DERIVED alone is also said of filtered rhythms. */
function groupKind(group: DataItem, durationS: number): "rhythm" | "median" {
  if (/median|average|represent|template/i.test(asciiValue(group, "003A0020") ?? "")) return "median";
  const isDerived = asciiValue(group, "003A0004") === "DERIVED";
  return isDerived && durationS <= LONGEST_MEDIAN_S ? "median" : "rhythm";
}

/** Stands in the format of the samples, so that it compares with them before any scale. */
function paddingValue(group: DataItem, format: SampleFormat): number | null {
  const element = group.elements.get("5400100A");
  if (element === undefined || element.items !== null || element.length < 2) return null;
  return element.length < format.byteCount ? null : format.read(viewOf(group, element), 0);
}

type Fault = readonly [tag: string, field: string, got: string | number, wanted: string];

function fault(
  group: DataItem,
  { number, where }: GroupContext,
  [tag, field, got, wanted]: Fault,
): FormatError {
  return new FormatError({
    file: where,
    byteOffset: group.elements.get(tag)?.offset ?? 0,
    field: `${field} of multiplex group ${number}`,
    got,
    wanted,
  });
}
