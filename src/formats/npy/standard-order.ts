// Are twelve nameless columns I, II, III, aVR, aVL, aVF, V1..V6? The six limb leads are linked: I + III = II
// (Einthoven), aVR = -(I + II) / 2, aVL = I - II / 2, aVF = II - I / 2 (Goldberger), and no other order of
// them obeys all four unless leads are equal. The precordial leads have no such law: their order is taken on
// trust.
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { LIMB_LEAD_LAWS } from "../derive-limb-leads.ts";
import type { NamedLeads } from "../name-leads.ts";

/** Standard deviation of what is left of a law, as a share of the limb leads': resampling and rounding leave 0.04. */
const MAX_RESIDUE = 0.1;
/** How much more any other order must leave. */
const MIN_CONTRAST = 3;

const exchanges = [0, 1, 2, 3, 4].flatMap((one) =>
  Array.from({ length: 5 - one }, (_, index) => [one, one + 1 + index] as const),
);

/** The standard names where the columns obey the laws, with a warning; else throws UsageError that asks for them. */
export function inferStandardOrder(columns: readonly Float64Array[], where: string): NamedLeads {
  const count = columns.length;
  const ask = (why: string) =>
    new UsageError(
      `${where}: ${why}; give their names in order, for example --leads I,II,III,aVR,aVL,aVF,V1,...`,
    );
  if (count !== STANDARD_LEADS.length)
    throw ask(`the ${count === 1 ? "lead has" : `${count} leads have`} no name`);
  if (!obeysLimbLeadLaws(columns)) {
    throw ask("the 12 leads have no names and their values do not obey I + III = II and its kin");
  }
  return {
    names: STANDARD_LEADS,
    warnings: [
      "leads have no names; the limb leads obey I + III = II and Goldberger's definitions in standard order, the order of V1 to V6 is assumed",
    ],
  };
}

/** Do the first six columns obey the laws in standard order, and clearly worse with any two of them exchanged? */
export function obeysLimbLeadLaws(columns: readonly Float64Array[]): boolean {
  const limb = columns.slice(0, 6).map(sparse);
  const residue = lawResidue(limb);
  // written so that a NaN (no samples, a flat line) is no proof
  return (
    residue <= MAX_RESIDUE &&
    exchanges.every(([one, other]) => {
      const exchanged = limb.with(one, limb[other]!).with(other, limb[one]!);
      const worse = lawResidue(exchanged);
      return worse > 0 && worse >= MIN_CONTRAST * residue;
    })
  );
}

/** The laws hold at each moment, so that some of them are enough. */
const MAX_SAMPLES_LOOKED_AT = 2_000;

function sparse(samples: Float64Array): Float64Array {
  const stride = Math.ceil(samples.length / MAX_SAMPLES_LOOKED_AT);
  return samples.filter((_, index) => index % stride === 0);
}

/** The worst law's residue, relative to the limb leads; offsets do not count. */
function lawResidue(limb: readonly Float64Array[]): number {
  const [one, two] = limb as [Float64Array, Float64Array];
  const size = Math.max(...limb.map(deviation));
  const residues = LIMB_LEAD_LAWS.map(([, ofI, ofII], index) =>
    deviation(limb[2 + index]!.map((value, i) => value - ofI * one[i]! - ofII * two[i]!)),
  );
  return Math.max(...residues) / size;
}

function deviation(samples: Float64Array): number {
  const known = samples.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
}
