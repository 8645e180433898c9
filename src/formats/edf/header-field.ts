// Text and numbers out of an EDF header, whose fields are ASCII of a fixed width, left-justified and padded with
// spaces (Kemp et al. 1992). In the wild: NUL padding, UTF-8 or Latin-1, decimal commas.
// Decimals are composed the way EDFlib does (whole part + decimals / 10^n), so that the scale is the same double.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";

export interface FieldPlace {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly width: number;
  /** Names the field in messages. */
  readonly field: string;
  readonly where: string;
}

/** Beyond it no double is finite; also bounds the loop that applies it. */
const MAX_EXPONENT = 308;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const latin1 = new TextDecoder("latin1");
const encoder = new TextEncoder();

/** UTF-8 where it is, else Latin-1. A fatal decoder would say which, but its exceptions take 15 us each. */
export function decodeEdfText(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  if (!text.includes("\ufffd")) return text;
  const encoded = encoder.encode(text);
  const isUtf8 = encoded.length === bytes.length && encoded.every((byte, index) => byte === bytes[index]);
  return isUtf8 ? text : latin1.decode(bytes);
}

/** The text of a field without its padding. */
export function fieldText({ bytes, offset, width }: Omit<FieldPlace, "field" | "where">): string {
  return decodeEdfText(bytes.subarray(offset, offset + width))
    .replace(/\0/g, " ")
    .trim();
}

/** A number such as "-3276.8", "1e3" or "0,5". */
export function fieldNumber(place: FieldPlace): number {
  const text = fieldText(place);
  const match = /^([+-]?)(\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,5}))?$/i.exec(text);
  const [, sign, whole = "", decimals = "", exponent = "0"] = match ?? [];
  // "1,000" may be one or a thousand
  const ambiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
  if (match === null || whole + decimals === "" || ambiguous || Math.abs(Number(exponent)) > MAX_EXPONENT) {
    throw fieldFault(place, quote(text), "a number with a decimal point");
  }
  let value = Number(whole);
  if (decimals !== "") value += Number(decimals) / 10 ** decimals.length;
  for (let power = Math.abs(Number(exponent)); power > 0; power--) {
    value = Number(exponent) > 0 ? value * 10 : value / 10;
  }
  if (!Number.isFinite(value)) throw fieldFault(place, quote(text), "a finite number");
  return sign === "-" ? -value : value;
}

/** A whole number within the bounds, or null for anything else. */
export function fieldInteger(
  place: Omit<FieldPlace, "field" | "where">,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  const text = fieldText(place);
  if (!/^[+-]?\d{1,8}(?:[.,]0*)?$/.test(text)) return null;
  const value = Number.parseInt(text, 10);
  return value >= min && value <= max ? value : null;
}

export function fieldFault(place: FieldPlace, got: string | number, wanted: string): FormatError {
  return new FormatError({ file: place.where, byteOffset: place.offset, field: place.field, got, wanted });
}
