// A message may repeat what a file holds ("sampling rate: got \"Jane Doe\", wanted a number of Hz"), and who filled
// in the wrong field may have written a name there. Decoders put such text between quotation marks; there its words and
// long numbers become asterisks, which still show the shape of what is wrong ("12,5", "*** Hz").
import { FileAccessError, FormatError, GemError, UnsupportedError, UsageError } from "../../ecg/errors.ts";

/** A last one may lack its end. */
const QUOTED = /"(?:[^"\\]|\\.)*"?/g;
/** What formats, units and names of leads are made of. */
const HARMLESS = new Set(
  (
    "i ii iii avr avl avf mlii v vr vl vf x y z mv uv nv \u00b5v \u03bcv mvolt uvolt volt volts millivolt millivolts " +
    "microvolt microvolts nanovolt nanovolts hz khz hertz s sec seconds ms msec us bpm mmhg kpa cm mm ohm adc bit bits " +
    "byte bytes counts lead leads channel channels signal signals ch ecg ekg eeg emg eog resp respiration pleth abp cvp " +
    "icp spo temperature pressure status time sample samples none nan inf infinity null true false unknown undefined " +
    "base xli huffman mdc dim micro milli nano potl elec slist glist pq ts continuous observation bundle descr fortran " +
    "order shape tracings hea dat mat atr csv xml dcm scp edf bdf json npy hdf zip txt"
  ).split(" "),
);
/** A date has eight digits, and numbers of patients have five and more. */
const MOST_DIGITS = 4;
const NUMBER =
  /^[-+]?(?:\d{1,5}(?:[.,]\d{1,9})?|[.,]\d{1,9}|\d[.,]\d{1,9}e[-+]?\d{1,3}|\d{1,3}e[-+]?\d{1,3})$/i;

/** What a header calls the files beside it. */
const FILE_NAME = /^[^\s,;:"/]+\.\w{1,4}$/;

export interface CallersWords {
  /** The file as messages name it, which is repeated as it is; names of files beside it may share its words. */
  readonly where: string;
  /** What the caller said of the file, which is repeated as well. */
  readonly options?: readonly string[];
}

/** The same failure in the program's and the caller's own words. What is no GemError comes back as it was. */
export function withoutFileText(error: unknown, { where, options = [] }: CallersWords): unknown {
  if (!(error instanceof GemError)) return error;
  const said = new Set(options.flatMap(wordsOf));
  const saidOfFiles = new Set([...said, ...wordsOf(where)]);
  const hidden = sameKind(error, (text) => {
    // a path may hold quotation marks of its own, which would turn inside and outside around
    const start = text.startsWith(where) ? where.length : 0;
    return (
      text.slice(0, start) +
      text.slice(start).replace(QUOTED, (quoted) => {
        const isClosed = quoted.length > 1 && quoted.endsWith('"');
        const inner = quoted.slice(1, isClosed ? -1 : undefined);
        return `"${withoutWords(inner, FILE_NAME.test(inner) ? saidOfFiles : said)}"`;
      })
    );
  });
  hidden.stack = error.stack?.replace(error.message, () => hidden.message) ?? "";
  return hidden;
}

function sameKind(error: GemError, hide: (text: string) => string): GemError {
  if (error instanceof FormatError && error.fault !== null) {
    const { field, got } = error.fault;
    return new FormatError({
      ...error.fault,
      field: hide(field),
      got: typeof got === "string" ? hide(got) : got,
    });
  }
  const message = hide(error.message);
  if (error instanceof FormatError) return new FormatError(message);
  if (error instanceof UnsupportedError) return new UnsupportedError(message);
  if (error instanceof UsageError) return new UsageError(message);
  if (error instanceof FileAccessError) return new FileAccessError(message);
  return new GemError(error.code, message);
}

function withoutWords(text: string, said: ReadonlySet<string>): string {
  if (NUMBER.test(text)) return text;
  const isHidden = (word: string) => !HARMLESS.has(word.toLowerCase()) && !said.has(word.toLowerCase());
  const hide = (word: string) => (isHidden(word) ? "*".repeat(word.length) : word);
  const digits = (text.match(/\p{N}+/gu) ?? []).filter(isHidden).join("");
  const shown = text.replace(/\p{L}[\p{L}\p{M}]*/gu, hide);
  return digits.length > MOST_DIGITS ? shown.replace(/\p{N}+/gu, hide) : shown;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu) ?? [];
}
