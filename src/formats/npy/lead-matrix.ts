// A bare matrix of numbers as leads, for formats that say nothing but a shape: which axis is the leads, what
// they are called, what the unit is. Asks for what is not known; the only thing that is inferred is the
// standard order of twelve leads, from laws that their values must obey.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import { checkMillivolts } from "../csv/plausibility.ts";
import { deriveLimbLeads } from "../derive-limb-leads.ts";
import { MAX_SAMPLE_VALUE, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { nameLeads } from "../name-leads.ts";
import { givenUnitsPerMillivolt } from "../voltage-unit.ts";
import { inferStandardOrder } from "./standard-order.ts";

/** More leads than any ECG has; an axis longer than this is time. */
const MAX_MATRIX_LEADS = 32;
const EIGHT_LEADS = "I,II,V1,V2,V3,V4,V5,V6";

export interface LeadMatrix {
  /** In C order: the last index runs fastest. */
  readonly values: Float64Array;
  readonly shape: readonly [number, number];
  /** What the values are when no unit is stated: whole numbers are never taken for millivolts. */
  readonly wholeNumbers: boolean;
  readonly unit: string | null;
  readonly leadNames: readonly string[] | null;
  readonly where: string;
}

export interface MatrixLeads {
  readonly leads: readonly Lead[];
  readonly warnings: readonly string[];
  readonly derivedLeads: readonly string[];
}

/** Throws UsageError for what the caller must say, FormatError for what makes no sense. */
export function matrixLeads(matrix: LeadMatrix): MatrixLeads {
  const { values, shape, unit, where } = matrix;
  const perMillivolt = matrixUnit(matrix);
  const axis = leadAxis(shape, matrix.leadNames, where);
  const leadCount = shape[axis];
  const sampleCount = shape[1 - axis]!;
  if (leadCount * sampleCount > MAX_TOTAL_SAMPLES) {
    throw new FormatError({
      file: where,
      field: "number of samples",
      got: leadCount * sampleCount,
      wanted: `at most ${MAX_TOTAL_SAMPLES}`,
    });
  }
  let outside = 0;
  const columns = Array.from({ length: leadCount }, (_, lead) => {
    const samples = new Float64Array(sampleCount);
    for (let i = 0; i < sampleCount; i++) {
      const value = values[axis === 1 ? i * leadCount + lead : lead * sampleCount + i]!;
      const isVoltage = Math.abs(value) < MAX_SAMPLE_VALUE;
      if (!isVoltage && !Number.isNaN(value)) outside++;
      samples[i] = isVoltage ? value / perMillivolt : Number.NaN;
    }
    return samples;
  });
  const named = matrix.leadNames === null ? inferStandardOrder(columns, where) : nameLeads(matrix.leadNames);
  const leads = columns.map((samplesMv, index) => ({ name: named.names[index]!, samplesMv }));
  const warnings = [...named.warnings];
  if (outside > 0)
    warnings.push(`${outside} values are no voltages (infinite or beyond 1e15) and count as missing`);
  if (unit === null) {
    warnings.push("note: no unit is stated; the values were taken for millivolts, which their size allows");
    checkMillivolts(leads, where);
  }
  if (named.names.join() !== EIGHT_LEADS) return { leads, warnings, derivedLeads: [] };
  const completed = deriveLimbLeads(leads);
  return { leads: completed.leads, warnings, derivedLeads: completed.derived };
}

function matrixUnit({ unit, wholeNumbers, where }: LeadMatrix): number {
  if (unit === null) {
    if (!wholeNumbers) return 1;
    throw new UsageError(`${where} holds whole numbers of no stated unit; give it, for example --unit uV`);
  }
  return givenUnitsPerMillivolt(unit);
}

function leadAxis(shape: readonly [number, number], names: readonly string[] | null, where: string): 0 | 1 {
  const shown = shape.join(" x ");
  if (shape[0] === 0 || shape[1] === 0) {
    throw new FormatError({ file: where, field: "shape", got: shown, wanted: "at least one sample" });
  }
  const fits = ([0, 1] as const).filter((axis) =>
    names === null ? shape[axis] <= MAX_MATRIX_LEADS : shape[axis] === names.length,
  );
  if (fits.length === 1) return fits[0]!;
  if (names !== null && fits.length === 0) {
    throw new UsageError(`${where} is a matrix of ${shown}, and ${names.length} lead names are given`);
  }
  if (fits.length === 2 && names === null) {
    throw new UsageError(
      `${where} is a matrix of ${shown}, either of which may be the leads; give their names, for example --leads I,II,V1`,
    );
  }
  throw new FormatError({
    file: where,
    field: "shape",
    got: shown,
    wanted: `samples by leads, or leads by samples, of at most ${MAX_MATRIX_LEADS} leads`,
  });
}
