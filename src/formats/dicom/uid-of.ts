// Unique identifiers without a registered root: "2.25." and the decimal form of a UUID (PS3.5 B.2). The UUID is a
// hash, so that the same recording gets the same identifiers however often it is written.

const FNV_PRIME = (1n << 88n) + 0x13bn;
const FNV_OFFSET_BASIS = 0x6c62272e07bb014262b821756295c58dn;
const MASK = (1n << 128n) - 1n;
// RFC 9562: version 8 is what is made by other means, variant "10"
const VERSION = 0x8000n << 64n;
const VERSION_MASK = 0xf000n << 64n;
const VARIANT = 1n << 63n;
const VARIANT_MASK = 3n << 62n;

/** FNV-1a with 128 bits (draft-eastlake-fnv) over all of `parts`. */
export function uidOf(...parts: readonly string[]): string {
  let hash = FNV_OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(parts.join("\0"))) {
    hash = ((hash ^ BigInt(byte)) * FNV_PRIME) & MASK;
  }
  const uuid = (hash & ~VERSION_MASK & ~VARIANT_MASK) | VERSION | VARIANT;
  return `2.25.${uuid}`;
}
