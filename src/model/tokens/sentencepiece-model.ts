// Reads a sentencepiece model (`tokenizer.model`): a protocol buffer whose pieces have a text, a score and a kind, and
// whose settings say how text becomes pieces (field numbers: sentencepiece_model.proto of github.com/google/sentencepiece).
// Read by hand because three messages of it are needed; the bytes are treated as hostile.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { type ProtoField, protoFields } from "./protocol-buffer.ts";

export type PieceKind = "normal" | "unknown" | "control" | "user-defined" | "unused" | "byte";

export interface SentencePiece {
  readonly text: string;
  readonly score: number;
  readonly kind: PieceKind;
}

export interface SentencePieceModel {
  /** A piece's place is its token id. */
  readonly pieces: readonly SentencePiece[];
  readonly unknownId: number;
  /** null where the model has none. */
  readonly beginId: number | null;
  readonly endId: number | null;
}

const KINDS: Readonly<Record<number, PieceKind>> = {
  1: "normal",
  2: "unknown",
  3: "control",
  4: "user-defined",
  5: "unused",
  6: "byte",
};
const BYTE_PAIR_ENCODING = 2;
const MAX_PIECES = 1_000_000;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Throws FormatError where the bytes are no such model, UnsupportedError where it is of another kind than Llama's. */
export function readSentencePieceModel(bytes: Uint8Array, where: string): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  let trainer: readonly ProtoField[] = [];
  let normaliser: readonly ProtoField[] = [];
  for (const field of protoFields(bytes, where)) {
    if (field.number === 1) pieces.push(readPiece(field, where));
    else if (field.number === 2) trainer = protoFields(field.bytes, where);
    else if (field.number === 3) normaliser = protoFields(field.bytes, where);
    if (pieces.length > MAX_PIECES) {
      throw new FormatError({ file: where, field: "pieces", got: `over ${MAX_PIECES}`, wanted: "fewer" });
    }
  }
  if (pieces.length === 0) {
    throw new FormatError({ file: where, field: "pieces", got: "none", wanted: "a sentencepiece model" });
  }
  checkKind(pieces, { trainer, normaliser, where });
  const id = (number: number, otherwise: number) => {
    const value = numberOf(trainer, number, otherwise) | 0;
    return value >= 0 && value < pieces.length ? value : null;
  };
  return {
    pieces,
    unknownId: id(40, 0) ?? 0,
    beginId: id(41, 1),
    endId: id(42, 2),
  };
}

interface Settings {
  readonly trainer: readonly ProtoField[];
  readonly normaliser: readonly ProtoField[];
  readonly where: string;
}

function checkKind(pieces: readonly SentencePiece[], { trainer, normaliser, where }: Settings): void {
  const type = numberOf(trainer, 3, 1);
  if (type !== BYTE_PAIR_ENCODING) {
    throw new UnsupportedError(
      `${where}: sentencepiece model of type ${type}, wanted byte pair encoding (2)`,
    );
  }
  if ((normaliser.find(({ number }) => number === 2)?.bytes.length ?? 0) > 0) {
    throw new UnsupportedError(
      `${where}: a sentencepiece model with a table of normalised characters, wanted one without`,
    );
  }
  // remove_extra_whitespaces and escape_whitespaces, both true where they are left out
  if (numberOf(normaliser, 4, 1) !== 0 || numberOf(normaliser, 5, 1) !== 1) {
    throw new UnsupportedError(
      `${where}: a sentencepiece model that drops or keeps spaces otherwise than Llama's`,
    );
  }
  if (pieces.some(({ kind }) => kind === "unused")) {
    throw new UnsupportedError(`${where}: a sentencepiece model with unused pieces, wanted one without`);
  }
}

function readPiece({ bytes }: ProtoField, where: string): SentencePiece {
  const fields = protoFields(bytes, where);
  const text = fields.find(({ number }) => number === 1);
  const score = fields.find(({ number }) => number === 2);
  const kind = KINDS[numberOf(fields, 3, 1)];
  if (text === undefined || kind === undefined || (score !== undefined && score.bytes.length !== 4)) {
    throw new FormatError({
      file: where,
      field: "piece",
      got: "one without text or of no known kind",
      wanted: "text, score and kind",
    });
  }
  return {
    text: UTF8.decode(text.bytes),
    score: score === undefined ? 0 : floatOf(score.bytes),
    kind,
  };
}

function floatOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
}

/** The last value counts, as in every reader of protocol buffers. */
function numberOf(fields: readonly ProtoField[], number: number, otherwise: number): number {
  const field = fields.findLast((each) => each.number === number && each.bytes.length === 0);
  return field?.value ?? otherwise;
}
