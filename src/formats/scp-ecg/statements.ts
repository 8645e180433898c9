// What the record says about the person outside section 1: interpretations in sections 8 and 11 with their date,
// the manufacturer's section 9, and sections whose content is not read. Statements are free text, never findings.
import type { IdentityItem } from "../../ecg/identity.ts";
import { readDate, readTime, textOrHex } from "./patient-section.ts";
import type { ScpSection } from "./scp-record.ts";
import type { ReadText } from "./scp-text.ts";

const FULL_TEXT_SECTION = 8;
const UNIVERSAL_STATEMENT_SECTION = 11;
const LONG_TERM_SECTION = 12;
/** Leads and measurements: nothing in them names a person. */
const impersonalSections = new Set([2, 3, 4, 5, 6, 7, 10, LONG_TERM_SECTION]);

/** Identity items of all sections but the first. */
export function statementIdentity(
  sections: ReadonlyMap<number, ScpSection>,
  readText: ReadText,
): IdentityItem[] {
  return [...sections.values()]
    .flatMap((section) => {
      if (section.id <= 1 || impersonalSections.has(section.id)) return [];
      if (section.id === FULL_TEXT_SECTION || section.id === UNIVERSAL_STATEMENT_SECTION) {
        return readStatements(section, readText);
      }
      const value = textOrHex(bytesOf(section), readText);
      return [{ category: "private data" as const, field: `section ${section.id}`, value }];
    })
    .filter(({ value }) => value !== "");
}

function readStatements(section: ScpSection, readText: ReadText): IdentityItem[] {
  const bytes = bytesOf(section);
  const date = readDate(bytes.subarray(1, 5));
  const time = readTime(bytes.subarray(5, 8));
  const items: IdentityItem[] = [];
  if (date !== null) {
    const value = time === null ? date : `${date}T${time}`;
    items.push({ category: "date", field: `Date of the report in section ${section.id}`, value });
  }
  const field = `Statement in section ${section.id}`;
  let at = 9;
  for (let statement = 0; statement < (bytes[8] ?? 0) && at + 3 <= bytes.length; statement++) {
    const end = at + 3 + section.data.getUint16(at + 1, true);
    // a statement of section 11 begins with its type
    const start = at + 3 + (section.id === UNIVERSAL_STATEMENT_SECTION ? 1 : 0);
    items.push({ category: "free text", field, value: readText(bytes.subarray(start, end)) });
    at = end;
  }
  return items;
}

function bytesOf({ data }: ScpSection): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
