// Bytes that are read in parts: a file on disk, a Blob in a browser, an array in a test. What lets a day-long
// recording pass through little memory.

export interface ByteSource {
  readonly byteLength: number;
  /** Exactly `length` bytes from `offset` on; the caller stays within `byteLength`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export function bytesAsSource(bytes: Uint8Array): ByteSource {
  return {
    byteLength: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A file that a person dropped on a page; nothing is uploaded. */
export function blobAsSource(blob: Blob): ByteSource {
  return {
    byteLength: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

const PIECE_BYTES = 1_048_576;

/** All of a source from beginning to end. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.byteLength; offset += PIECE_BYTES) {
    yield await source.read(offset, Math.min(PIECE_BYTES, source.byteLength - offset));
  }
}
