// Bytes to data elements (PS3.5 section 7), by dicom-parser. The library trusts its input: the number of its
// reads, the depth of sequences and every length are bounded here, and what it throws becomes one FormatError
// with the place it had come to.
import dicomParser, { type ByteArrayParser, type DataSet, type Element } from "dicom-parser";
import { FormatError } from "../../ecg/errors.ts";
import type { BareEncoding } from "./bare-dicom.ts";
import { identityAttributes } from "./identity-attributes.ts";
import { technicalAttributes } from "./technical-attributes.ts";

export interface DataElement {
  /** Group and element in hexadecimal: "00100010". */
  readonly tag: string;
  /** null where the file does not tell it and no table here knows it. */
  readonly vr: string | null;
  /** Of the value, in the bytes of its item. */
  readonly offset: number;
  readonly length: number;
  /** null for all but sequences. */
  readonly items: readonly DataItem[] | null;
}

/** A data set, or one item of a sequence in it. */
export interface DataItem {
  readonly elements: ReadonlyMap<string, DataElement>;
  /** The file; where it was deflated, the inflated data set alone. */
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
}

/** In memory they take some 200 MB; a day of beats, each marked, is less. */
const MAX_ELEMENTS = 500_000;
const READS_PER_ELEMENT = 3;
/** ECG objects nest four levels. */
const MAX_DEPTH = 32;

/** Group 0002 from `start` on, and where it ends; always in explicit VR little endian (PS3.10 section 7.1). */
export function readMeta(
  bytes: Uint8Array,
  start: number,
  where: string,
): { meta: Map<string, DataElement>; end: number } {
  const { parser, lastPosition } = boundedParser(dicomParser.littleEndianByteArrayParser);
  const meta = new Map<string, DataElement>();
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, start);
    // looked at before it is read: what follows may be deflated
    while (bytes[stream.position] === 2 && bytes[stream.position + 1] === 0) {
      const element = convert(dicomParser.readDicomElementExplicit(stream), {
        bytes,
        littleEndian: true,
        where,
      });
      meta.set(element.tag, element);
    }
    return { meta, end: stream.position };
  } catch (error) {
    throw asFormatError(error, lastPosition(), where);
  }
}

export interface Body {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly encoding: BareEncoding;
  readonly where: string;
}

/** Everything from `start` on. Throws FormatError where the bytes are no data elements. */
export function readDataSet({ bytes, start, encoding, where }: Body): DataItem {
  const littleEndian = encoding !== "big endian";
  const { parser, lastPosition } = boundedParser(
    littleEndian ? dicomParser.littleEndianByteArrayParser : dicomParser.bigEndianByteArrayParser,
  );
  const dataSet = { elements: {}, warnings: [], byteArray: bytes } as unknown as DataSet;
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, start);
    if (encoding === "implicit") {
      // without a dictionary the library takes samples that look like an item tag for a sequence
      const vrCallback = (tag: string): string => dictionaryVr(plainTag(tag)) as string;
      dicomParser.parseDicomDataSetImplicit(dataSet, stream, bytes.length, { untilTag: "", vrCallback });
    } else {
      dicomParser.parseDicomDataSetExplicit(dataSet, stream, bytes.length);
    }
    return convertSet(dataSet, { bytes, littleEndian, where }, 0);
  } catch (error) {
    throw asFormatError(error, lastPosition(), where);
  }
}

/** What PS3.6 says of the tag; undefined for tags that are not in the tables. */
function dictionaryVr(tag: string): string | undefined {
  return identityAttributes.get(tag)?.vr ?? technicalAttributes.get(tag);
}

function plainTag(tag: string): string {
  return tag.slice(1).toUpperCase();
}

/** The library's reader of numbers, which gives up after too many of them and knows where it was. */
function boundedParser(parser: ByteArrayParser): { parser: ByteArrayParser; lastPosition: () => number } {
  let reads = 0;
  let last = 0;
  const counted = (position: number): number => {
    reads++;
    if (reads > MAX_ELEMENTS * READS_PER_ELEMENT) throw new Error("too many data elements");
    last = position;
    return position;
  };
  return {
    parser: {
      ...parser,
      readUint16: (bytes, position) => parser.readUint16(bytes, counted(position)),
      readUint32: (bytes, position) => parser.readUint32(bytes, counted(position)),
    },
    lastPosition: () => last,
  };
}

interface Conversion {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly where: string;
}

function convertSet(dataSet: DataSet, conversion: Conversion, depth: number): DataItem {
  const elements = new Map<string, DataElement>();
  for (const element of Object.values(dataSet.elements)) {
    const converted = convert(element, conversion, depth);
    elements.set(converted.tag, converted);
  }
  return { elements, bytes: conversion.bytes, littleEndian: conversion.littleEndian };
}

function convert(element: Element, conversion: Conversion, depth = 0): DataElement {
  const { tag: rawTag, vr, dataOffset, length, items } = element;
  const tag = plainTag(rawTag);
  if (depth > MAX_DEPTH || dataOffset + length > conversion.bytes.length) {
    throw new FormatError({
      file: conversion.where,
      byteOffset: dataOffset,
      field: `data element ${tag}`,
      got: depth > MAX_DEPTH ? `a sequence ${depth} levels deep` : `a length of ${length}`,
      wanted: `at most ${depth > MAX_DEPTH ? MAX_DEPTH : conversion.bytes.length - dataOffset}`,
    });
  }
  return {
    tag,
    vr: vr ?? dictionaryVr(tag) ?? null,
    offset: dataOffset,
    length,
    items:
      items?.map((item) =>
        convertSet(item.dataSet ?? ({ elements: {} } as DataSet), conversion, depth + 1),
      ) ?? null,
  };
}

function asFormatError(error: unknown, byteOffset: number, where: string): FormatError {
  if (error instanceof FormatError) return error;
  const isTooMany = error instanceof Error && error.message === "too many data elements";
  return new FormatError({
    file: where,
    byteOffset,
    field: "data elements",
    got: isTooMany ? `more than ${MAX_ELEMENTS}` : "one that cannot be read",
    wanted: isTooMany ? "an ECG" : "elements and sequences that end inside the file (PS3.5)",
  });
}
