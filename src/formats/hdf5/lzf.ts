// LZF, the fast compressor of h5py: runs of literals, and copies from at most 8 KB back. A control byte below
// 32 announces one more literals than it says; from 32 on its high three bits are the length of a copy less
// two (7: a byte more follows) and the rest the high part of the distance less one.

const FIRST_COPY = 32;
const LONG_COPY = 7;

/** Exactly `wantedBytes`, or null where the data is damaged. */
export function decompressLzf(packed: Uint8Array, wantedBytes: number): Uint8Array | null {
  const bytes = new Uint8Array(wantedBytes);
  let from = 0;
  let to = 0;
  while (from < packed.length) {
    const control = packed[from++]!;
    if (control < FIRST_COPY) {
      const end = from + control + 1;
      if (end > packed.length || to + control + 1 > wantedBytes) return null;
      bytes.set(packed.subarray(from, end), to);
      to += control + 1;
      from = end;
      continue;
    }
    let length = control >> 5;
    if (length === LONG_COPY) length += packed[from++] ?? 0;
    length += 2;
    const distance = ((control & 31) << 8) + (packed[from++] ?? 0) + 1;
    if (from > packed.length || distance > to || to + length > wantedBytes) return null;
    // byte by byte, since a copy may run into itself
    for (const end = to + length; to < end; to++) bytes[to] = bytes[to - distance]!;
  }
  return to === wantedBytes ? bytes : null;
}
