// Knows an SCP-ECG record that lacks the letters "SCPECG" in the header of section 0, as some records of
// version 1 do: the first pointer of section 0 must describe section 0 itself (EN 1064, 5.3), which is ten
// bytes that no other format has in this place.

const SECTION_HEADER_BYTES = 16;
const POINTER_BYTES = 10;
/** Section 0 lists at least sections 0 to 11. */
const MIN_POINTERS = 12;

/** Whether these bytes, a whole file or its beginning, open like an SCP-ECG record. Never throws. */
export function looksLikeScpEcg(bytes: Uint8Array): boolean {
  if (bytes.length < 6 + SECTION_HEADER_BYTES + POINTER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const recordBytes = view.getUint32(2, true);
  const pointerSectionBytes = view.getUint32(10, true);
  return (
    view.getUint16(8, true) === 0 &&
    pointerSectionBytes >= SECTION_HEADER_BYTES + MIN_POINTERS * POINTER_BYTES &&
    recordBytes >= 6 + pointerSectionBytes &&
    view.getUint16(22, true) === 0 &&
    view.getUint32(24, true) === pointerSectionBytes &&
    view.getUint32(28, true) === 7
  );
}
