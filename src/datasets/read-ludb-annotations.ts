import { readFile } from "node:fs/promises";
import { FileAccessError } from "../ecg/errors.ts";
import { decodeLudbAnnotations, type LeadWaveMarks, LUDB_LEADS } from "./ludb-annotations.ts";

export type LudbLead = (typeof LUDB_LEADS)[number];

/**
 * The manual wave marks of one LUDB record, lead by lead; `recordPath` without extension. Throws FileAccessError
 * where a lead's file is missing and FormatError where it is not an annotation file.
 */
export async function readLudbAnnotations(recordPath: string): Promise<Record<LudbLead, LeadWaveMarks>> {
  const leads = LUDB_LEADS.map(async (lead): Promise<[string, LeadWaveMarks]> => {
    const where = `${recordPath}.${lead}`;
    const bytes = await readFile(where).catch((error: NodeJS.ErrnoException) => {
      throw new FileAccessError(
        `${where} cannot be read (${error.code}), wanted LUDB's marks of lead ${lead}`,
        {
          cause: error,
        },
      );
    });
    return [lead, decodeLudbAnnotations(bytes, where)];
  });
  return Object.fromEntries(await Promise.all(leads)) as Record<LudbLead, LeadWaveMarks>;
}
