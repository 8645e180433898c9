// From residuals to samples, in place: RFC 9639, sections 9.2.5 and 9.2.6. Sums are exact, either as 32-bit
// integers or, where those would wrap, as doubles: 33-bit samples times 15-bit coefficients, 32 of them, need
// 53 bits at most.

/** Adds the prediction of a fixed polynomial; the first `order` samples are there already. */
export function addFixedPrediction(out: Int32Array | Float64Array, order: number): void {
  const { length } = out;
  switch (order) {
    case 1:
      for (let i = 1; i < length; i++) out[i] = out[i]! + out[i - 1]!;
      break;
    case 2:
      for (let i = 2; i < length; i++) out[i] = out[i]! + 2 * out[i - 1]! - out[i - 2]!;
      break;
    case 3:
      for (let i = 3; i < length; i++) out[i] = out[i]! + 3 * (out[i - 1]! - out[i - 2]!) + out[i - 3]!;
      break;
    case 4:
      for (let i = 4; i < length; i++)
        out[i] = out[i]! + 4 * (out[i - 1]! + out[i - 3]!) - 6 * out[i - 2]! - out[i - 4]!;
      break;
  }
}

export interface LinearPredictor {
  /** The first belongs to the sample just before. */
  readonly coefficients: Int32Array;
  readonly shift: number;
  /** Whether no sum can leave 32 bits. */
  readonly fitsInt32: boolean;
}

/** Adds the prediction from as many samples before as there are coefficients. */
export function addLinearPrediction(out: Int32Array | Float64Array, predictor: LinearPredictor): void {
  const { coefficients, shift, fitsInt32 } = predictor;
  const order = coefficients.length;
  if (fitsInt32) {
    for (let i = order; i < out.length; i++) {
      let sum = 0;
      for (let k = 0; k < order; k++) sum = (sum + Math.imul(coefficients[k]!, out[i - 1 - k]!)) | 0;
      out[i] = out[i]! + (sum >> shift);
    }
  } else {
    const scale = 2 ** shift;
    for (let i = order; i < out.length; i++) {
      let sum = 0;
      for (let k = 0; k < order; k++) sum += coefficients[k]! * out[i - 1 - k]!;
      out[i] = out[i]! + Math.floor(sum / scale);
    }
  }
}
