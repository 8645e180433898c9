// NPY, the array file of NumPy: numbers and a shape, and nothing of what they mean. The sampling rate must be
// given; unit and lead names too, where the values do not tell them.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { settledRate } from "../sampling-rate.ts";
import { parseNpyHeader } from "./header.ts";
import { matrixLeads } from "./lead-matrix.ts";
import { readNumbers } from "./read-numbers.ts";

/**
 * Reads samples x leads or leads x samples. Throws UsageError where rate, unit or lead names must be given,
 * UnsupportedError for arrays of other things than numbers, FormatError for what is broken.
 */
export function decodeNpy({ name, bytes, sha256, where, options }: DecodeInput): Recording {
  const header = parseNpyHeader(bytes, where);
  const samplingRateHz = settledRate({ file: where, statedHz: null, givenHz: options?.samplingRateHz });
  const shape = twoDimensions(header.shape, where);
  const count = shape[0] * shape[1];
  const available = bytes.length - header.dataOffset;
  const wanted = count * header.type.byteLength;
  if (count > MAX_TOTAL_SAMPLES) {
    const limit = `at most ${MAX_TOTAL_SAMPLES}`;
    throw new FormatError({
      file: where,
      byteOffset: 10,
      field: "number of values",
      got: count,
      wanted: limit,
    });
  }
  if (available < wanted) {
    throw new FormatError({
      file: where,
      byteOffset: bytes.length,
      field: "values",
      got: `${available} bytes`,
      wanted: `${wanted}`,
    });
  }
  const values = readNumbers(bytes.subarray(header.dataOffset, header.dataOffset + wanted), header.type);
  const { leads, warnings, derivedLeads } = matrixLeads({
    values,
    // in Fortran order the first index runs fastest: the same bytes are the transposed matrix in C order
    shape: header.fortranOrder ? [shape[1], shape[0]] : shape,
    wholeNumbers: header.type.kind !== "float",
    unit: options?.unit ?? null,
    leadNames: options?.leadNames ?? null,
    where,
  });
  const surplus = available > wanted ? [`${available - wanted} bytes behind the array were left out`] : [];
  return {
    name,
    leads,
    samplingRateHz,
    patient: UNKNOWN_PATIENT,
    source: {
      format: "npy",
      sha256,
      warnings: [...warnings, ...surplus],
      ...(derivedLeads.length > 0 && { derivedLeads }),
    },
  };
}

/** A single row of samples is a matrix of one lead, and dimensions of one around a matrix say nothing. */
function twoDimensions(shape: readonly number[], where: string): [number, number] {
  if (shape.length === 1) return [shape[0]!, 1];
  const firstReal = shape.findIndex((size) => size !== 1);
  const matrix =
    shape.length > 2 && (firstReal >= shape.length - 2 || firstReal === -1) ? shape.slice(-2) : shape;
  if (matrix.length === 2) return [matrix[0]!, matrix[1]!];
  if (shape.length === 0) {
    throw new FormatError({
      file: where,
      byteOffset: 10,
      field: "shape",
      got: "one value",
      wanted: "a matrix",
    });
  }
  throw new UnsupportedError(`${where} has ${shape.length} dimensions; arrays of one recording are read`);
}
