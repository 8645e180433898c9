// One unfiltered row of a PNG to RGB, whatever its colour type and depth.

export interface PngPixels {
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  readonly colourType: number;
  /** Bits a channel. */
  readonly depth: number;
  readonly channels: number;
  readonly palette: Uint8Array | null;
  /** Data of tRNS: alpha of palette colours, or the one grey or colour that is transparent. */
  readonly transparency: Uint8Array | null;
}

interface Target {
  readonly rgb: Uint8Array;
  readonly count: number;
  /** Offset of the first pixel, and from one to the next. */
  readonly start: number;
  readonly step: number;
}

/** Writes `count` pixels of `line`; a palette index beyond the palette is black, as in other readers. */
export function pngRowToRgb(line: Uint8Array, pixels: PngPixels, { rgb, count, start, step }: Target): void {
  const { colourType, depth, channels, palette, transparency } = pixels;
  if (colourType === 2 && depth === 8 && transparency === null && step === 3) {
    rgb.set(line.subarray(0, count * 3), start);
    return;
  }
  const bytes = depth === 16 ? 2 : 1;
  const most = (1 << Math.min(depth, 8)) - 1;
  const isColour = colourType === 2 || colourType === 6;
  const key = colourType === 3 || colourType >= 4 ? null : transparency;
  for (let i = 0, to = start; i < count; i++, to += step) {
    let red: number;
    let green: number;
    let blue: number;
    let alpha = 255;
    if (depth < 8) {
      const bit = i * depth;
      red = (line[bit >> 3]! >> (8 - depth - (bit & 7))) & most;
      if (key !== null && red === (key[1] ?? -1)) alpha = 0;
      if (colourType === 0) red = (red * 255) / most;
      green = blue = red;
    } else {
      const at = i * channels * bytes;
      red = line[at]!;
      green = isColour ? line[at + bytes]! : red;
      blue = isColour ? line[at + 2 * bytes]! : red;
      if (colourType >= 4) alpha = line[at + (channels - 1) * bytes]!;
      if (key !== null && isKey(line, at, { key, depth, channels })) alpha = 0;
    }
    if (colourType === 3) {
      const index = red;
      red = palette![index * 3] ?? 0;
      green = palette![index * 3 + 1] ?? 0;
      blue = palette![index * 3 + 2] ?? 0;
      alpha = transparency?.[index] ?? 255;
    }
    if (alpha !== 255) {
      const white = 255 - alpha;
      red = (red * alpha) / 255 + white;
      green = (green * alpha) / 255 + white;
      blue = (blue * alpha) / 255 + white;
    }
    rgb[to] = red + 0.5;
    rgb[to + 1] = green + 0.5;
    rgb[to + 2] = blue + 0.5;
  }
}

/** Is the pixel the one that tRNS makes transparent? The key has 16 bits a channel. */
function isKey(
  line: Uint8Array,
  at: number,
  { key, depth, channels }: { readonly key: Uint8Array; readonly depth: number; readonly channels: number },
): boolean {
  for (let channel = 0; channel < channels; channel++) {
    const low = key[channel * 2 + 1];
    const same =
      depth === 16
        ? line[at + channel * 2] === key[channel * 2] && line[at + channel * 2 + 1] === low
        : line[at + channel] === low;
    if (!same) return false;
  }
  return true;
}
