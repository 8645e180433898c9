// Names of leads and lists of numbers as a reader would say them.
import { PRECORDIAL_LEADS, STANDARD_LEADS } from "../../ecg/lead-names.ts";

/** Standard order; "II, III, aVF and V2-V4": three or more neighbouring chest leads become a range. */
export function leadList(leads: readonly string[], conjunction: "and" | "or" = "and"): string {
  return joinWords(foldChestLeads(leads), conjunction);
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

function foldChestLeads(leads: readonly string[]): string[] {
  const limb = STANDARD_LEADS.filter((lead) => leads.includes(lead) && !lead.startsWith("V"));
  const folded: string[] = [...limb];
  let run: string[] = [];
  const close = () => {
    if (run.length >= 3) folded.push(`${run[0]}-${run.at(-1)}`);
    else folded.push(...run);
    run = [];
  };
  for (const lead of PRECORDIAL_LEADS) {
    if (leads.includes(lead)) run.push(lead);
    else close();
  }
  close();
  return folded;
}
