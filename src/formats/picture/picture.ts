// A picture in colour: what an image file decodes to and what a photograph of a page is made of. Transparency has
// no meaning on paper; a reader lays transparent images on white.

export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue (sRGB, 0 to 255) of each pixel, row by row from the top left corner. */
  readonly rgb: Uint8Array;
}
