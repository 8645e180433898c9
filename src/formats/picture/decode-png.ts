// PNG (ISO/IEC 15948) to RGB: every colour type, depth and interlacing; of an animation the default image. Our own
// because the libraries inflate without a bound: fast-png 8.0 takes 1.8 GB for 580 KB that promise 10 x 10 pixels.
// Sixteen bits are cut to eight; what is transparent is laid on white.

import { FormatError } from "../../ecg/errors.ts";
import { crc32 } from "../crc32.ts";
import { inflateBounded } from "../inflate-bounded.ts";
import { checkPictureSize } from "./check-picture-size.ts";
import type { Picture } from "./picture.ts";
import { type PngPixels, pngRowToRgb } from "./png-row-to-rgb.ts";

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** First column and row, column and row step of the seven passes of Adam7. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Header extends PngPixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isInterlaced: boolean;
}

/** Throws FormatError where the bytes are no sound PNG, UnsupportedError where the picture is too large. */
export function decodePng(bytes: Uint8Array, where: string): Picture {
  const chunks = readChunks(bytes, where);
  const header = readHeader(chunks, where);
  const { widthPx, heightPx } = header;
  checkPictureSize(where, widthPx, heightPx);
  const passes = passesOf(header);
  const wantedBytes = passes.reduce((sum, pass) => sum + pass.rows * (1 + pass.rowBytes), 0);
  const lines = inflateBounded(zlibBody(chunks, where), wantedBytes);
  if (typeof lines === "string") {
    throw new FormatError({
      file: where,
      field: "PNG image data",
      got: lines,
      wanted: `${wantedBytes} bytes when inflated`,
    });
  }
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const bytesPerPixel = Math.max(1, (header.channels * header.depth) >> 3);
  let at = 0;
  for (const { rows, rowBytes, columns, firstColumn, firstRow, columnStep, rowStep } of passes) {
    let above: Uint8Array | null = null;
    for (let row = 0; row < rows; row++) {
      const line: Uint8Array = lines.subarray(at + 1, at + 1 + rowBytes);
      unfilter({ filter: lines[at]!, line, above, bytesPerPixel, where });
      const y = firstRow + row * rowStep;
      pngRowToRgb(line, header, {
        rgb,
        count: columns,
        start: (y * widthPx + firstColumn) * 3,
        step: columnStep * 3,
      });
      above = line;
      at += 1 + rowBytes;
    }
  }
  return { widthPx, heightPx, rgb };
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Up to and with IEND. A chunk that is cut off, or damaged, is an error: half a page must not pass for one. */
function readChunks(bytes: Uint8Array, where: string): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + CHUNK_FRAME_BYTES > bytes.length) {
      throw new FormatError({
        file: where,
        byteOffset: at,
        field: "PNG",
        got: "the end of the file",
        wanted: "a further chunk",
      });
    }
    const length = view.getUint32(at);
    const end = at + CHUNK_FRAME_BYTES + length;
    if (end > bytes.length) {
      throw new FormatError({
        file: where,
        byteOffset: at,
        field: "PNG chunk length",
        got: length,
        wanted: "one within the file",
      });
    }
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw new FormatError({
        file: where,
        byteOffset: at,
        field: "PNG chunk",
        got: "a checksum that differs",
        wanted: "a sound chunk",
      });
    }
    if (type === "IEND") return chunks;
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
}

function readHeader(chunks: readonly Chunk[], where: string): Header {
  const [first] = chunks;
  if (first?.type !== "IHDR" || first.data.length !== 13) {
    throw new FormatError({ file: where, field: "PNG", got: "no header", wanted: "IHDR first" });
  }
  const view = new DataView(first.data.buffer, first.data.byteOffset, 13);
  const [depth, colourType] = [view.getUint8(8), view.getUint8(9)];
  const channels = CHANNELS[colourType];
  const isInterlaced = view.getUint8(12) === 1;
  if (
    channels === undefined ||
    !DEPTHS[colourType]!.includes(depth) ||
    view.getUint16(10) !== 0 ||
    view.getUint8(12) > 1
  ) {
    throw new FormatError({
      file: where,
      field: "PNG header",
      got: [...first.data.subarray(8)].join(" "),
      wanted: "a colour type, depth and methods of the standard",
    });
  }
  const palette = chunks.find((chunk) => chunk.type === "PLTE")?.data ?? null;
  if (colourType === 3 && (palette === null || palette.length % 3 !== 0 || palette.length === 0)) {
    throw new FormatError({
      file: where,
      field: "PNG palette",
      got: palette === null ? "none" : palette.length,
      wanted: "3 bytes a colour",
    });
  }
  const transparency = chunks.find((chunk) => chunk.type === "tRNS")?.data ?? null;
  return {
    widthPx: view.getUint32(0),
    heightPx: view.getUint32(4),
    depth,
    colourType,
    channels,
    palette,
    transparency,
    isInterlaced,
  };
}

/** The image data without zlib's header and checksum: each chunk has a checksum of its own. */
function zlibBody(chunks: readonly Chunk[], where: string): Uint8Array {
  const parts = chunks.filter((chunk) => chunk.type === "IDAT").map((chunk) => chunk.data);
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  if (joined.length < 6 || (joined[0]! & 15) !== 8 || (joined[1]! & 32) !== 0) {
    throw new FormatError({
      file: where,
      field: "PNG image data",
      got: `${joined.length} bytes`,
      wanted: "a zlib stream",
    });
  }
  return joined.subarray(2, joined.length - 4);
}

function passesOf(header: Header) {
  const { widthPx, heightPx, channels, depth } = header;
  const passes = header.isInterlaced ? ADAM7 : [[0, 0, 1, 1] as const];
  return passes
    .map(([firstColumn, firstRow, columnStep, rowStep]) => {
      const columns = Math.ceil((widthPx - firstColumn) / columnStep);
      const rows = Math.ceil((heightPx - firstRow) / rowStep);
      return {
        firstColumn,
        firstRow,
        columnStep,
        rowStep,
        columns,
        rows,
        rowBytes: Math.ceil((columns * channels * depth) / 8),
      };
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

interface FilteredLine {
  readonly filter: number;
  readonly line: Uint8Array;
  readonly above: Uint8Array | null;
  readonly bytesPerPixel: number;
  readonly where: string;
}

/** Undoes a row's filter in place. */
function unfilter({ filter, line, above, bytesPerPixel: back, where }: FilteredLine): void {
  const { length } = line;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = back; i < length; i++) line[i] = line[i]! + line[i - back]!;
      return;
    case 2:
      if (above !== null) for (let i = 0; i < length; i++) line[i] = line[i]! + above[i]!;
      return;
    case 3:
      for (let i = 0; i < length; i++) {
        line[i] = line[i]! + (((i < back ? 0 : line[i - back]!) + (above?.[i] ?? 0)) >> 1);
      }
      return;
    case 4:
      for (let i = 0; i < length; i++) {
        const left = i < back ? 0 : line[i - back]!;
        line[i] = line[i]! + paeth(left, above?.[i] ?? 0, i < back ? 0 : (above?.[i - back] ?? 0));
      }
      return;
    default:
      throw new FormatError({ file: where, field: "PNG row filter", got: filter, wanted: "0 to 4" });
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
