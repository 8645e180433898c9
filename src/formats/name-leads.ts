// Names for the leads of one file: standard spelling, no two alike, nothing a terminal or an object key
// could trip over. The file's order is kept.
import { normaliseLeadName } from "../ecg/lead-names.ts";
import { MAX_LEAD_NAME_LENGTH } from "./limits.ts";

export interface NamedLeads {
  readonly names: readonly string[];
  readonly warnings: readonly string[];
}

/** One unique name for each raw name; a second "II" becomes "II (2)", a nameless one "signal 3". */
export function nameLeads(rawNames: readonly string[]): NamedLeads {
  const taken = new Set<string>();
  const warnings: string[] = [];
  const names = rawNames.map((raw, index) => {
    const printable = raw.slice(0, 4 * MAX_LEAD_NAME_LENGTH).replace(/\p{Cc}/gu, "");
    const normalised = normaliseLeadName(printable.trim().slice(0, MAX_LEAD_NAME_LENGTH));
    // "__proto__" as a key would replace an object's prototype instead of becoming an entry
    const name = normalised === "" || normalised === "__proto__" ? `signal ${index + 1}` : normalised;
    let unique = name;
    for (let copy = 2; taken.has(unique); copy++) unique = `${name} (${copy})`;
    if (unique !== name)
      warnings.push(`lead ${name} appears more than once; a later one is kept as ${unique}`);
    taken.add(unique);
    return unique;
  });
  return { names, warnings };
}
