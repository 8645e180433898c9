// The container of a PDF (ISO 32000-1): numbered objects, their offsets, a trailer. Nothing in it depends on the clock or
// on chance: no dates, no file identifier, so the same pages give the same bytes.

export interface PdfDocument {
  /** Number of an object whose body comes later, for references that run in a circle. */
  readonly reserve: () => number;
  /** Adds an object, or the body of a reserved one, and returns its number. */
  readonly add: (body: string, reserved?: number) => number;
  /** Adds a stream; `dictionary` without its /Length. */
  readonly addStream: (dictionary: string, bytes: Uint8Array) => number;
  /** The finished file. */
  readonly finish: (references: { readonly root: number; readonly info: number }) => Uint8Array;
}

/** Characters up to U+00FF as bytes. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function pdfDocument(): PdfDocument {
  const parts: Uint8Array[] = [];
  let size = 0;
  const offsets: number[] = [];
  const write = (...pieces: readonly (string | Uint8Array)[]) => {
    for (const piece of pieces) {
      const bytes = typeof piece === "string" ? latin1(piece) : piece;
      parts.push(bytes);
      size += bytes.length;
    }
  };
  const reserve = () => offsets.push(-1);
  const begin = (number: number) => {
    offsets[number - 1] = size;
    write(`${number} 0 obj\n`);
    return number;
  };
  // Four bytes above 127 in a comment tell programs that the file is binary (7.5.2).
  write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
  return {
    reserve,
    add: (body, reserved = reserve()) => {
      const number = begin(reserved);
      write(body, "\nendobj\n");
      return number;
    },
    addStream: (dictionary, bytes) => {
      const number = begin(reserve());
      write(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`, bytes, "\nendstream\nendobj\n");
      return number;
    },
    finish: ({ root, info }) => {
      const start = size;
      const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
      write(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join("")}`);
      write(
        `trailer\n<< /Size ${rows.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
      );
      const file = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        file.set(part, at);
        at += part.length;
      }
      return file;
    },
  };
}
