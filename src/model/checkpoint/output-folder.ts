// Where a model is written: a disk behind Node, memory in a test. Files are written at any place in them, because the
// scales of a quantised matrix lie far from its numbers, and hashed once they are whole.

export interface WrittenFile {
  readonly name: string;
  readonly byteLength: number;
  /** Of what was written, in hexadecimal digits. */
  readonly sha256: string;
}

export interface OutputFile {
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Once, after the last piece. */
  finish(): Promise<WrittenFile>;
}

export interface OutputFolder {
  /** A path with "/" within the folder; its own folders are made. */
  create(name: string): Promise<OutputFile>;
  /** Throws where so much does not fit. */
  reserve?(byteLength: number): Promise<void>;
}

export async function writeWhole(
  folder: OutputFolder,
  name: string,
  bytes: Uint8Array,
): Promise<WrittenFile> {
  const file = await folder.create(name);
  await file.write(0, bytes);
  return file.finish();
}
