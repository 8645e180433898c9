// Unpacked chunks that were read last. HDF5's automatic chunks span some hundred exams, so that reading exam
// after exam would unpack each of them a hundred times.

/** One chunk of the largest size that is read. */
const MAX_CACHED_BYTES = 134_217_728;

export interface ChunkCache {
  /** By address. */
  get(address: number): Uint8Array | undefined;
  add(address: number, bytes: Uint8Array): void;
}

/** Keeps at most 128 MB; what was added first goes first. */
export function createChunkCache(): ChunkCache {
  const chunks = new Map<number, Uint8Array>();
  let cachedBytes = 0;
  return {
    get: (address) => chunks.get(address),
    add: (address, bytes) => {
      if (chunks.has(address) || bytes.length > MAX_CACHED_BYTES) return;
      chunks.set(address, bytes);
      cachedBytes += bytes.length;
      for (const [oldest, { length }] of chunks) {
        if (cachedBytes <= MAX_CACHED_BYTES) break;
        chunks.delete(oldest);
        cachedBytes -= length;
      }
    },
  };
}
