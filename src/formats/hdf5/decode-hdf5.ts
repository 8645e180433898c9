// HDF5 as the CODE-15 % collection ships it, thousands of exams in one file, and other arrays of ECGs whose
// attributes or whose caller say what the numbers are. Reads only the exam that is asked for, from memory or,
// with `decodeHdf5Exam`, from a file too large for it.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { bytesAsSource } from "../byte-source.ts";
import type { DecodeInput, DecodeOptions } from "../decode-input.ts";
import { matrixLeads } from "../npy/lead-matrix.ts";
import { obeysLimbLeadLaws } from "../npy/standard-order.ts";
import { quote } from "../quote.ts";
import { rateWarnings, settledRate } from "../sampling-rate.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import {
  CODE_ORDER_WARNING,
  CODE_SAMPLING_RATE_HZ,
  CODE_UNIT_WARNING,
  isCodeDataset,
  zeroPadding,
} from "./code-dataset.ts";
import { type ExamFile, openExamFile, readExam } from "./exam-file.ts";

/** Ids of the exams in the file, in its order; rows counted from 0 where it has no ids. */
export async function listHdf5Exams(input: DecodeInput): Promise<string[]> {
  const { exams } = await openExamFile(bytesAsSource(input.bytes), input.where);
  return exams.map((exam) => exam.id);
}

/** One exam, by an id of `listHdf5Exams`. Throws UsageError where there is none, or where facts must be given. */
export async function decodeHdf5(input: DecodeInput, exam: string): Promise<Recording> {
  const { bytes, where, ...context } = input;
  return decodeHdf5Exam(await openExamFile(bytesAsSource(bytes), where), exam, context);
}

export interface ExamContext {
  /** Of the file: names exams that have no id of their own. */
  readonly name: string;
  readonly sha256: string;
  readonly options?: DecodeOptions | undefined;
}

/** As `decodeHdf5`, for a file that was opened once to read many of its exams. */
export async function decodeHdf5Exam(
  examFile: ExamFile,
  exam: string,
  { name, sha256, options = {} }: ExamContext,
): Promise<Recording> {
  const { file, dataset, exams, hasIds, facts } = examFile;
  const { where } = file;
  const found = exams.find(({ id }) => id === exam);
  if (found === undefined) {
    throw new UsageError(`${where} holds ${exams.length} exams, none of them the one that was asked for`);
  }
  const isCode = isCodeDataset(dataset);
  const rate = samplingRate(examFile, options);
  const warnings = [...rate.warnings];
  let values = await readExam(file, dataset, found.row);
  const shape = matrixShape(dataset.shape);
  if (isCode) {
    const padding = zeroPadding(values, shape[1]);
    if (padding.leading === shape[0]) {
      throw new FormatError({
        file: where,
        field: "samples of the exam",
        got: "zeros only",
        wanted: "an ECG",
      });
    }
    if (Math.abs(padding.leading - padding.trailing) > 1) {
      warnings.push(
        `note: ${padding.leading} rows of zeros before and ${padding.trailing} behind the ECG were left out`,
      );
    }
    values = values.subarray(padding.leading * shape[1], (shape[0] - padding.trailing) * shape[1]);
    shape[0] -= padding.leading + padding.trailing;
  }
  if (facts.unit !== null && unitsPerMillivolt(facts.unit) === null) {
    throw new FormatError({ file: where, field: "unit", got: quote(facts.unit), wanted: "mV, uV or V" });
  }
  const statedUnit = facts.unit ?? options.unit ?? null;
  const leadNames = facts.leadNames ?? options.leadNames ?? (isCode ? STANDARD_LEADS : null);
  const isNumber = dataset.type.kind === "number";
  const matrix = matrixLeads({
    values,
    shape,
    wholeNumbers: isNumber && dataset.type.type.kind !== "float",
    unit: statedUnit ?? (isCode ? "mV" : null),
    leadNames,
    where,
  });
  if (isCode && statedUnit === null) warnings.push(CODE_UNIT_WARNING);
  const columns = matrix.leads.map((lead) => lead.samplesMv);
  if (leadNames === STANDARD_LEADS && !obeysLimbLeadLaws(columns)) warnings.push(CODE_ORDER_WARNING);
  const idItems = hasIds ? [{ category: "record id" as const, field: "exam_id", value: found.id }] : [];
  return {
    name: hasIds ? found.id : exams.length > 1 ? `${name}-${found.id}` : name,
    leads: matrix.leads,
    samplingRateHz: rate.rateHz,
    patient: facts.patient,
    source: {
      format: "hdf5",
      sha256,
      warnings: [...warnings, ...matrix.warnings],
      ...(matrix.derivedLeads.length > 0 && { derivedLeads: matrix.derivedLeads }),
    },
    recordedAt: facts.recordedAt,
    identity: [...idItems, ...facts.identity],
  };
}

function samplingRate(
  { file, dataset, facts }: ExamFile,
  { samplingRateHz: givenHz }: DecodeOptions,
): { rateHz: number; warnings: string[] } {
  const { samplingRateHz: statedHz } = facts;
  const usualHz = isCodeDataset(dataset) ? CODE_SAMPLING_RATE_HZ : undefined;
  const rateHz = settledRate({ file: file.where, statedHz, givenHz: givenHz ?? usualHz });
  return { rateHz, warnings: statedHz === null ? [] : rateWarnings("its attribute", statedHz, givenHz) };
}

/** Of one exam. */
function matrixShape(shape: readonly number[]): [number, number] {
  const matrix = shape.length === 3 ? shape.slice(1) : shape;
  return [matrix[0]!, matrix[1] ?? 1];
}
