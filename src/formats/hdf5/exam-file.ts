// The ECGs of an HDF5 file: which dataset holds them, what they are called, what the file says about them.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { ByteSource } from "../byte-source.ts";
import { type FieldFacts, type LabelledField, labelledFacts } from "../csv/labelled-fields.ts";
import { fieldMeaning } from "../field-meaning.ts";
import { readNumbers, readNumberTexts } from "../npy/read-numbers.ts";
import { type AttributeValue, readAttributes, readValues } from "./attributes.ts";
import { createChunkCache } from "./chunk-cache.ts";
import { isCodeDataset, zeroPadding } from "./code-dataset.ts";
import { type Hdf5Dataset, readDataset } from "./dataset.ts";
import { type Hdf5File, rootAddress } from "./hdf5-file.ts";
import { readMessages } from "./object-header.ts";
import { readRows } from "./read-rows.ts";
import { readLinks } from "./root-links.ts";
import { typeBytes } from "./value-type.ts";

const SIGNAL_NAMES = ["tracings", "ecg", "ecgs", "signal", "signals", "data", "waveform", "waveforms"];
const ID_NAMES = ["exam_id", "exam_ids", "record_id", "id", "ids"];
/** CODE has 345,779 exams in 18 files. */
const MAX_EXAMS = 1_000_000;
const MAX_ID_LENGTH = 80;
/** An id takes 4 or 8 bytes as a number, some 40 as text. */
const MAX_ID_BYTES = 67_108_864;

export interface Hdf5Exam {
  /** Its id, a second one with "#2" behind it; its row where the file has no ids. */
  readonly id: string;
  readonly row: number;
}

/** What attributes of the file and of the dataset state; null where they do not. */
export interface StatedFacts extends FieldFacts {
  readonly samplingRateHz: number | null;
  readonly unit: string | null;
  readonly leadNames: readonly string[] | null;
}

export interface ExamFile {
  readonly file: Hdf5File;
  readonly dataset: Hdf5Dataset;
  readonly exams: readonly Hdf5Exam[];
  /** The ids are the file's own. */
  readonly hasIds: boolean;
  readonly facts: StatedFacts;
}

/** Throws FormatError where no dataset of ECGs is found, UnsupportedError for layouts that are not read. */
export async function openExamFile(source: ByteSource, where: string): Promise<ExamFile> {
  const file: Hdf5File = { source, where, chunkCache: createChunkCache() };
  const root = await readMessages(file, await rootAddress(file));
  const links = await readLinks(file, root);
  const dataset = await findDataset(file, links, SIGNAL_NAMES);
  if (dataset === null) {
    throw new FormatError({
      file: where,
      field: "datasets",
      got: "none of a known name",
      wanted: `one of ${SIGNAL_NAMES.join(", ")}`,
    });
  }
  if (dataset.type.kind !== "number" || dataset.shape.length < 1 || dataset.shape.length > 3) {
    throw new UnsupportedError(
      `${where}: dataset "${dataset.name}" is no array of numbers of one to three dimensions`,
    );
  }
  const examCount = dataset.shape.length === 3 ? dataset.shape[0]! : 1;
  if (examCount > MAX_EXAMS) {
    throw new FormatError({ file: where, field: "exams", got: examCount, wanted: `at most ${MAX_EXAMS}` });
  }
  const attributes = new Map([
    ...(await readAttributes(file, root)),
    ...(await readAttributes(file, dataset.messages)),
  ]);
  const ids = await readIds(file, await findDataset(file, links, ID_NAMES), examCount);
  const exams = numberedExams(ids ?? Array.from({ length: examCount }, (_, row) => String(row)));
  const withoutFiller = await dropFiller(file, dataset, exams);
  return { file, dataset, exams: withoutFiller, hasIds: ids !== null, facts: statedFacts(attributes) };
}

async function findDataset(
  file: Hdf5File,
  links: ReadonlyMap<string, number>,
  names: readonly string[],
): Promise<Hdf5Dataset | null> {
  for (const wanted of names) {
    for (const [name, address] of links) {
      if (name.toLowerCase() !== wanted) continue;
      const dataset = await readDataset(file, { name, address });
      if (dataset !== null) return dataset;
    }
  }
  return null;
}

/** null where the file has no ids, or another number of them. */
async function readIds(file: Hdf5File, dataset: Hdf5Dataset | null, count: number): Promise<string[] | null> {
  if (dataset === null || dataset.shape.reduce((product, size) => product * size, 1) !== count) return null;
  const byteLength = count * typeBytes(dataset.type);
  if (byteLength > MAX_ID_BYTES) {
    const field = `dataset "${dataset.name}"`;
    throw new FormatError({
      file: file.where,
      byteOffset: dataset.address,
      field,
      got: `${byteLength} bytes`,
      wanted: `at most ${MAX_ID_BYTES}`,
    });
  }
  const bytes = await readRows(file, dataset, { first: 0, count: dataset.shape[0] ?? 1 });
  const values =
    dataset.type.kind === "number"
      ? readNumberTexts(bytes, dataset.type.type)
      : await readValues(file, bytes, dataset.type);
  const ids = values.map((value) =>
    String(value)
      .replace(/[\p{Cc}/\\]/gu, "")
      .slice(0, MAX_ID_LENGTH),
  );
  return ids.some((id) => id === "") ? null : ids;
}

function numberedExams(ids: readonly string[]): Hdf5Exam[] {
  const copies = new Map<string, number>();
  return ids.map((id, row) => {
    const copy = (copies.get(id) ?? 0) + 1;
    copies.set(id, copy);
    return { id: copy === 1 ? id : `${id}#${copy}`, row };
  });
}

/** CODE's parts end with a row of zeros whose id is 0: room that was never used. */
async function dropFiller(
  file: Hdf5File,
  dataset: Hdf5Dataset,
  exams: readonly Hdf5Exam[],
): Promise<readonly Hdf5Exam[]> {
  const last = exams.at(-1);
  if (last === undefined || !isCodeDataset(dataset) || !/^0(?:#\d+)?$/.test(last.id)) return exams;
  const values = await readExam(file, dataset, last.row);
  return zeroPadding(values, 1).leading === values.length ? exams.slice(0, -1) : exams;
}

/** All values of one exam in C order. */
export async function readExam(file: Hdf5File, dataset: Hdf5Dataset, row: number): Promise<Float64Array> {
  const rows = dataset.shape.length === 3 ? { first: row, count: 1 } : { first: 0, count: dataset.shape[0]! };
  const bytes = await readRows(file, dataset, rows);
  return dataset.type.kind === "number" ? readNumbers(bytes, dataset.type.type) : new Float64Array(0);
}

function statedFacts(attributes: ReadonlyMap<string, readonly AttributeValue[]>): StatedFacts {
  let samplingRateHz: number | null = null;
  let unit: string | null = null;
  let leadNames: readonly string[] | null = null;
  const others: LabelledField[] = [];
  for (const [name, values] of attributes) {
    const meaning = fieldMeaning(name);
    const [value] = values;
    if (meaning === "sampling rate" && values.length === 1 && Number(value) > 0)
      samplingRateHz = Number(value);
    else if (meaning === "unit" && values.length === 1) unit = String(value);
    else if (meaning === "lead names" && values.every((item) => typeof item === "string")) {
      leadNames = values.length === 1 ? String(value).split(/[,;|]/) : values.map(String);
    } else {
      others.push({ label: name, value: values.join(", ") });
    }
  }
  return { samplingRateHz, unit, leadNames, ...labelledFacts(others, "private data") };
}
