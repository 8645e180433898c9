// A file broken without regard to what it is: cut off, bits flipped, numbers made absurd, stretches zeroed or copied.
import { oneOf, type RandomNumbers } from "./random-numbers.ts";

export const ABSURD_NUMBERS = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

export function breakBytes(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const at = () => Math.floor(random() * (random() < 0.5 ? Math.min(bytes.length, 1024) : bytes.length));
  if (random() < 0.15) return bytes.slice(0, at());
  const copy = bytes.slice();
  for (let edits = 1 + Math.floor(random() * 6); edits > 0; edits--) {
    const place = at();
    const kind = random();
    if (kind < 0.4) copy[place]! ^= 1 << Math.floor(random() * 8);
    else if (kind < 0.7) setNumber(copy, { place, byteCount: 4, value: oneOf(ABSURD_NUMBERS, random) });
    else if (kind < 0.85) copy.fill(random() < 0.5 ? 0 : 0xff, place, place + Math.floor(random() * 64));
    else copy.copyWithin(place, at(), at());
  }
  return copy;
}

/** Little-endian; nothing where it would reach beyond the end. */
export function setNumber(
  bytes: Uint8Array,
  { place, byteCount, value }: { place: number; byteCount: number; value: number },
): void {
  if (place + byteCount > bytes.length) return;
  for (let i = 0; i < byteCount; i++) bytes[place + i] = Math.floor(value / 2 ** (8 * i)) % 256;
}
