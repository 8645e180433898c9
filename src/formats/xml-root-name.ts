// What an XML document is and how its characters are coded, from its beginning alone: recognising a file must not
// wait for an XML parser.

/** How much is looked at for the declaration, which comes first. */
const DECLARATION_BYTES = 200;

/** The name of the root element of what may be the beginning of a document, without prefix, or null. */
export function xmlRootName(beginning: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder(xmlEncoding(beginning)).decode(beginning);
  } catch {
    return null;
  }
  const bare = text.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>/gi, "");
  return /^[\s\ufeff]*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(bare)?.[1] ?? null;
}

/** By byte order mark, pattern of zero bytes (XML 1.0, appendix F), or declaration; UTF-8 where nothing tells. */
export function xmlEncoding(bytes: Uint8Array): string {
  const [first, second, , fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0x3c && second === 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second === 0x3c) return "utf-16be";
  const declaration = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1];
  // a UTF-16 declaration in 8-bit characters was left by a program that converted the text and not its head
  return encoding === undefined || /^utf-?16/i.test(encoding) ? "utf-8" : encoding;
}
