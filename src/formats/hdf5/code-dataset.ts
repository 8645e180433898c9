// What the publishers of the CODE files (CODE-15 %, CODE-test) say about them and the files do not: 400 Hz,
// leads in standard order, zeros on both sides up to 4096 samples (Zenodo 4916206 and 3765780, and their
// README files). On the unit they contradict themselves: "scale 1e-4 V", yet volts are to be multiplied by
// 1000. They compute with millivolts, and users find the amplitudes about twice those of other collections
// (antonior92/ecg-age-prediction issues 1 and 5). So: millivolts, with a warning.
import type { Hdf5Dataset } from "./dataset.ts";

export const CODE_SAMPLING_RATE_HZ = 400;
const CODE_DATASET_NAME = "tracings";
const CODE_SAMPLES = 4096;
const CODE_LEADS = 12;

export const CODE_UNIT_WARNING =
  "the unit is not certain: CODE's publishers contradict themselves; taken for millivolts, amplitudes may be about twice too large (--unit says otherwise)";
export const CODE_ORDER_WARNING =
  "the limb leads do not obey I + III = II and its kin in the order that CODE's publishers state";

/** Is this laid out as CODE's files are: exams x 4096 samples x 12 leads, named "tracings"? */
export function isCodeDataset({ name, shape }: Hdf5Dataset): boolean {
  return (
    name.toLowerCase() === CODE_DATASET_NAME &&
    shape.length === 3 &&
    shape[1] === CODE_SAMPLES &&
    shape[2] === CODE_LEADS
  );
}

export interface Padding {
  readonly leading: number;
  readonly trailing: number;
}

/** Rows at both ends that are exactly zero in all leads; all of them are "leading" where nothing else is there. */
export function zeroPadding(values: Float64Array, leadCount: number): Padding {
  const first = values.findIndex((value) => value !== 0);
  if (first === -1) return { leading: values.length / leadCount, trailing: 0 };
  const last = values.findLastIndex((value) => value !== 0);
  return {
    leading: Math.floor(first / leadCount),
    trailing: values.length / leadCount - 1 - Math.floor(last / leadCount),
  };
}
