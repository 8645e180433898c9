// The input of a patch embedding as rows: what lies under the kernel of a convolution whose stride is its size, in
// the order of the kernel's weights. The convolution is then one product of matrices.

/** A picture [channel][row][column]; a signal [lead][sample] is a picture of one row. */
export interface PatchSource {
  readonly values: Float32Array;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly patchHeight: number;
  readonly patchWidth: number;
}

/**
 * Fills `rows` with a row for each patch, from left to right and then down: [channel][patch row][patch column].
 * What is left of the picture at the right and below is not used, as by a convolution without padding. Returns how
 * many patches there are.
 */
export function gatherPatches(
  { values, channels, height, width, patchHeight, patchWidth }: PatchSource,
  rows: Float32Array,
): number {
  const across = Math.floor(width / patchWidth);
  const down = Math.floor(height / patchHeight);
  let at = 0;
  for (let patch = 0; patch < across * down; patch++) {
    const corner = Math.floor(patch / across) * patchHeight * width + (patch % across) * patchWidth;
    for (let channel = 0; channel < channels; channel++) {
      for (let y = 0; y < patchHeight; y++) {
        const from = channel * height * width + corner + y * width;
        rows.set(values.subarray(from, from + patchWidth), at);
        at += patchWidth;
      }
    }
  }
  return across * down;
}
