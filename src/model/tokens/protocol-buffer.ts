// One level of a protocol buffer's wire format (protobuf.dev, "Encoding"): numbered fields, each a number or bytes.
import { FormatError } from "../../ecg/errors.ts";

export interface ProtoField {
  readonly number: number;
  /** Of a varint, its low 32 bits; 0 for other kinds. */
  readonly value: number;
  /** What a field with a length or of fixed width holds; empty for a varint. */
  readonly bytes: Uint8Array;
}

const EMPTY = new Uint8Array(0);

/** All fields in order. Throws FormatError where the bytes end within one, or are of an unknown kind. */
export function protoFields(bytes: Uint8Array, where: string): readonly ProtoField[] {
  const fields: ProtoField[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw refused(where, at, "a number without an end");
  };
  const take = (length: number) => {
    if (length > bytes.length - at) throw refused(where, at, `${length} bytes, more than are left`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const number = key >>> 3;
    switch (key & 7) {
      case 0:
        fields.push({ number, value: varint(), bytes: EMPTY });
        break;
      case 1:
        fields.push({ number, value: 0, bytes: take(8) });
        break;
      case 2:
        fields.push({ number, value: 0, bytes: take(varint()) });
        break;
      case 5:
        fields.push({ number, value: 0, bytes: take(4) });
        break;
      default:
        throw refused(where, at, `a field of kind ${key & 7}`);
    }
  }
  return fields;
}

function refused(file: string, byteOffset: number, got: string): FormatError {
  return new FormatError({ file, byteOffset, field: "protocol buffer", got, wanted: "a sound field" });
}
