// The boxes of a batch in the form of COCO: images, annotations, categories. Ids of pictures are unique over the whole corpus
// and those of annotations follow from them, so the files of all batches can be put together as they are.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { type CocoAnnotation, cocoAnnotations, cocoCategories } from "../../page/truth/detection-boxes.ts";
import type { PictureTruth } from "../../page/truth/picture-truth-schema.ts";

export interface CocoPicture {
  /** From 1. */
  readonly id: number;
  readonly fileName: string;
  readonly truth: PictureTruth;
}

/** No page has as many objects: 15 leads with their names, as many pulses, and whatever effects put on it. */
const IDS_A_PICTURE = 1000;

export interface CocoFile {
  readonly info: { readonly description: string };
  readonly images: readonly { id: number; file_name: string; width: number; height: number }[];
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: ReturnType<typeof cocoCategories>;
}

export function cocoOf(pictures: readonly CocoPicture[]): CocoFile {
  return {
    info: { description: DISCLAIMER },
    images: pictures.map(({ id, fileName, truth }) => {
      return { id, file_name: fileName, width: truth.widthPx, height: truth.heightPx };
    }),
    annotations: pictures.flatMap(({ id, truth }) =>
      cocoAnnotations(truth, { imageId: id, firstId: id * IDS_A_PICTURE }),
    ),
    categories: cocoCategories(),
  };
}
