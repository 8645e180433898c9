// Text fields: bytes that a NUL ends, in the character set that the language support code of section 1 tag 14
// names (EN 1064:2005, annex A). Version 3 prescribes UTF-8; since bytes beyond ASCII are hardly ever UTF-8 by
// accident, they are tried as that first.

/** By language support code; what is missing is ISO 8859-1 or plain ASCII. */
const CHARACTER_SETS = new Map<number, string>([
  [0x03, "iso-8859-2"],
  [0x0b, "iso-8859-4"],
  [0x13, "iso-8859-5"],
  [0x1b, "iso-8859-6"],
  [0x23, "iso-8859-7"],
  [0x2b, "iso-8859-8"],
  [0x33, "windows-874"],
  [0x3b, "iso-8859-15"],
  [0x07, "utf-16le"],
  [0x0f, "shift_jis"],
  [0x17, "euc-jp"],
  [0x1f, "euc-jp"],
  [0x27, "gbk"],
  [0x2f, "euc-kr"],
]);

/** Reads a field; texts that NULs part are joined by a blank. */
export type ReadText = (bytes: Uint8Array) => string;

export function textReader(languageCode: number): ReadText {
  const characterSet = CHARACTER_SETS.get(languageCode) ?? "windows-1252";
  return (bytes) => {
    const text = characterSet === "utf-16le" ? decode(bytes, characterSet) : utf8OrElse(bytes, characterSet);
    return text
      .split(/[\0\r\n\t]+/)
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .join(" ");
  };
}

function utf8OrElse(bytes: Uint8Array, characterSet: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decode(bytes, characterSet);
  }
}

function decode(bytes: Uint8Array, characterSet: string): string {
  return new TextDecoder(characterSet).decode(bytes);
}
