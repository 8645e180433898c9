// The discrete Fourier transform of a square tile (Cooley and Tukey 1965, radix 2, in place).

export interface FourierTransform {
  readonly size: number;
  /** Transforms `size * size` complex numbers, row by row. */
  forward(real: Float64Array, imaginary: Float64Array): void;
}

/** `size`: a power of two. */
export function createFourierTransform(size: number): FourierTransform {
  const bits = Math.log2(size);
  const reversed = Uint32Array.from({ length: size }, (_, index) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) if (index & (1 << bit)) result |= 1 << (bits - 1 - bit);
    return result;
  });
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const lineReal = new Float64Array(size);
  const lineImaginary = new Float64Array(size);

  const transformLine = () => {
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [c, s] = [cosines[k * step]!, sines[k * step]!];
          const low = start + k;
          const high = low + half;
          const re = lineReal[high]! * c - lineImaginary[high]! * s;
          const im = lineReal[high]! * s + lineImaginary[high]! * c;
          lineReal[high] = lineReal[low]! - re;
          lineImaginary[high] = lineImaginary[low]! - im;
          lineReal[low] = lineReal[low]! + re;
          lineImaginary[low] = lineImaginary[low]! + im;
        }
      }
    }
  };

  const lines = (real: Float64Array, imaginary: Float64Array, lineStep: number, step: number) => {
    for (let line = 0; line < size; line++) {
      const start = line * lineStep;
      for (let i = 0; i < size; i++) {
        const at = start + reversed[i]! * step;
        lineReal[i] = real[at]!;
        lineImaginary[i] = imaginary[at]!;
      }
      transformLine();
      for (let i = 0, at = start; i < size; i++, at += step) {
        real[at] = lineReal[i]!;
        imaginary[at] = lineImaginary[i]!;
      }
    }
  };

  return {
    size,
    forward(real, imaginary) {
      lines(real, imaginary, size, 1);
      lines(real, imaginary, 1, size);
    },
  };
}
