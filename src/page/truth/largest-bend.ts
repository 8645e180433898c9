// How far folds, wrinkles and lenses take points of a page from where the map's projective part alone would put them.

import { carry } from "../photo/geometry/homography.ts";
import type { PictureMap } from "../photo/geometry/picture-map.ts";

const PLACES = 60;

/** Largest distance in picture pixels, over 60 x 60 places of the page; 0 where nothing bends. */
export function largestBend(map: PictureMap): number {
  if (map.isProjective) return 0;
  const { widthPx, heightPx } = map.page;
  const places = Float64Array.from({ length: 2 * PLACES * PLACES }, (_, at) => {
    const place = Math.floor(at / 2);
    const column = (place % PLACES) + 0.5;
    const row = Math.floor(place / PLACES) + 0.5;
    return at % 2 === 0 ? (column * widthPx) / PLACES : (row * heightPx) / PLACES;
  });
  const straight = places.slice();
  carry(map.homography, straight);
  map.toPicture(places);
  let most = 0;
  for (let at = 0; at < places.length; at += 2) {
    const [dx, dy] = [places[at]! - straight[at]!, places[at + 1]! - straight[at + 1]!];
    most = Math.max(most, dx * dx + dy * dy);
  }
  return Math.round(Math.sqrt(most) * 100) / 100;
}
