// One channel of a multiplex group: which lead it is, and how its samples become millivolts (PS3.3 C.10.9.1.4).
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { MAX_SAMPLE_VALUE } from "../limits.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import type { DataItem } from "./data-elements.ts";
import { asciiValue, codeValue, type DecodeText, decimalValue } from "./element-values.ts";
import { leadName } from "./lead-codes.ts";

export interface Channel {
  /** Its place among the interleaved samples. */
  readonly index: number;
  /** null where the file does not tell. */
  readonly name: string | null;
  readonly isDerived: boolean;
  /** null for all that is no voltage. */
  readonly scale: ChannelScale | null;
  /** As the file states it, for the note on a channel that is left out. */
  readonly unit: string | null;
  /** How much later than the group its first sample was taken. */
  readonly skewSamples: number;
}

/** In the order of pydicom's multiplex_array: (raw * sensitivity * correction + baseline) / unitsPerMv. */
export interface ChannelScale {
  readonly sensitivity: number;
  readonly correction: number;
  readonly baseline: number;
  readonly unitsPerMv: number;
}

export interface ChannelContext {
  readonly index: number;
  readonly samplingRateHz: number;
  /** What the caller says of files that do not tell their unit. */
  readonly unit: string | undefined;
  /** Of the texts of the file. */
  readonly decode: DecodeText;
  readonly where: string;
}

/** Throws FormatError for a scale that cannot be, UsageError where only the caller can tell the unit. */
export function readChannel(definition: DataItem, context: ChannelContext): Channel {
  const source = leadName(
    codeValue(definition, "003A0208"),
    asciiValue(definition, "003A0203", context.decode),
  );
  const unitCode = codeValue(definition, "003A0211");
  // UCUM has "uV"; some write the meaning only
  const unit = unitCode === null ? null : unitCode.value || unitCode.meaning || null;
  return {
    index: context.index,
    name: source?.name ?? null,
    isDerived: source?.isDerived ?? false,
    scale: channelScale(definition, unit, context),
    unit,
    skewSamples: channelSkew(definition, context),
  };
}

function channelScale(
  definition: DataItem,
  unit: string | null,
  context: ChannelContext,
): ChannelScale | null {
  const known = unit ?? context.unit ?? null;
  if (known === null) {
    const missing =
      decimalValue(definition, "003A0210") === null ? "neither sensitivity nor unit" : "no unit";
    throw new UsageError(
      `${context.where}: channel ${context.index + 1} states ${missing}; give the unit of its values, for example --unit uV`,
    );
  }
  const unitsPerMv = unitsPerMillivolt(known);
  if (unitsPerMv === null) {
    if (unit !== null) return null;
    throw new UsageError(`${context.where}: unit ${quote(known)}, wanted mV, uV, nV or V`);
  }
  const isStated = decimalValue(definition, "003A0210") !== null;
  if (!isStated && (context.unit === undefined || unitsPerMillivolt(context.unit) !== unitsPerMv)) {
    throw new UsageError(
      `${context.where}: channel ${context.index + 1} states a unit and no sensitivity; if its values are whole ${unitName(unitsPerMv)}, say so: --unit ${unitName(unitsPerMv)}`,
    );
  }
  return {
    sensitivity: factor(definition, "003A0210", "channel sensitivity", context),
    correction: factor(definition, "003A0212", "channel sensitivity correction factor", context),
    baseline: finite(definition, "003A0213", "channel baseline", context) ?? 0,
    unitsPerMv,
  };
}

/** As the caller would write it; the file's own spelling may be any. */
function unitName(unitsPerMv: number): string {
  return ["V", "mV", "uV", "nV"].find((unit) => unitsPerMillivolt(unit) === unitsPerMv) ?? "mV";
}

/** 1 where it is absent: the correction by definition, the sensitivity because the caller has stated the unit. */
function factor(definition: DataItem, tag: string, field: string, context: ChannelContext): number {
  const value = finite(definition, tag, field, context) ?? 1;
  if (value === 0) throw scaleError(definition, { tag, field, value, context });
  return value;
}

function finite(definition: DataItem, tag: string, field: string, context: ChannelContext): number | null {
  const value = decimalValue(definition, tag);
  if (value !== null && !(Math.abs(value) <= MAX_SAMPLE_VALUE))
    throw scaleError(definition, { tag, field, value, context });
  return value;
}

interface BadScale {
  readonly tag: string;
  readonly field: string;
  readonly value: number;
  readonly context: ChannelContext;
}

function scaleError(definition: DataItem, { tag, field, value, context }: BadScale): FormatError {
  return new FormatError({
    file: context.where,
    byteOffset: definition.elements.get(tag)?.offset ?? 0,
    field: `${field} of channel ${context.index + 1}`,
    got: value,
    wanted: "a number that makes a scale",
  });
}

/** Channel Sample Skew or Channel Time Skew, and Channel Offset, together in whole samples. */
function channelSkew(definition: DataItem, context: ChannelContext): number {
  const sampleSkew = finite(definition, "003A0215", "channel sample skew", context);
  const timeSkewS = finite(definition, "003A0214", "channel time skew", context);
  const offsetS = finite(definition, "003A0218", "channel offset", context);
  const skew = sampleSkew ?? (timeSkewS ?? 0) * context.samplingRateHz;
  return Math.round(skew + (offsetS ?? 0) * context.samplingRateHz);
}
