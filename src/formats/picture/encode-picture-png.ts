// A Picture as PNG. Photographs compress by what changes from pixel to pixel: each row goes out as the differences to the
// pixel on the left or to the row above, whichever are smaller in sum (the heuristic of ISO/IEC 15948, 12.8).
import type { Picture } from "./picture.ts";
import { type Deflate, pngFile } from "./png-file.ts";

const SUB = 1;
const UP = 2;

export async function encodePicturePng(
  picture: Picture,
  { pxPerMm, deflate }: { pxPerMm: number; deflate: Deflate },
): Promise<Uint8Array> {
  const { widthPx, heightPx } = picture;
  const data = await deflate(filteredRows(picture));
  return pngFile({ widthPx, heightPx, pxPerMm, palette: null, data });
}

function filteredRows({ widthPx, heightPx, rgb }: Picture): Uint8Array {
  const rowBytes = 3 * widthPx;
  const out = new Uint8Array((rowBytes + 1) * heightPx);
  const sub = new Uint8Array(rowBytes);
  const up = new Uint8Array(rowBytes);
  for (let y = 0; y < heightPx; y++) {
    const row = y * rowBytes;
    let [subSum, upSum] = [0, 0];
    for (let i = 0; i < rowBytes; i++) {
      const value = rgb[row + i]!;
      const left = (value - (i >= 3 ? rgb[row + i - 3]! : 0)) & 255;
      const above = (value - (y > 0 ? rgb[row + i - rowBytes]! : 0)) & 255;
      sub[i] = left;
      up[i] = above;
      subSum += left < 128 ? left : 256 - left;
      upSum += above < 128 ? above : 256 - above;
    }
    const at = y * (rowBytes + 1);
    out[at] = subSum <= upSum ? SUB : UP;
    out.set(subSum <= upSum ? sub : up, at + 1);
  }
  return out;
}
