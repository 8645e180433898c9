// Lead names: the twelve of the standard ECG, and how files in the wild spell them.

/** The twelve standard leads in the conventional order (I..aVF, V1..V6). */
export const STANDARD_LEADS = [
  "I",
  "II",
  "III",
  "aVR",
  "aVL",
  "aVF",
  "V1",
  "V2",
  "V3",
  "V4",
  "V5",
  "V6",
] as const;

export const LIMB_LEADS = ["I", "II", "III", "aVR", "aVL", "aVF"] as const;
export const PRECORDIAL_LEADS = ["V1", "V2", "V3", "V4", "V5", "V6"] as const;

export type StandardLead = (typeof STANDARD_LEADS)[number];

const byLowerCase = new Map<string, StandardLead>(STANDARD_LEADS.map((lead) => [lead.toLowerCase(), lead]));

const numerals = new Map([
  ["1", "i"],
  ["2", "ii"],
  ["3", "iii"],
]);

/**
 * The standard spelling of a lead name ("AVR", "Lead II", "MDC_ECG_LEAD_aVF", "DI", "D2", "MLII"), or the trimmed
 * input where it is none of the twelve ("vx", "MCL1"): such leads are kept under their own name. A number without
 * "lead" or "D" before it ("ECG 1", "Ch 2", "3") counts channels and names no lead, and neither does "-aVR", which is
 * upside down.
 */
export function normaliseLeadName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.startsWith("-")) return trimmed;
  const lower = trimmed.toLowerCase();
  const bare = lower
    .replace(/^mdc_ecg_lead_/, "")
    .replace(/^(lead|ecg|ekg|channel|ch)[\s_:-]+/, "")
    .replace(/^ml(?=i{1,3}$)/, "")
    .replace(/^d(?=i{1,3}$|[123]$)/, "")
    .replace(/[\s_.-]/g, "");
  const isNumbered = /^lead|^(?:mdc_ecg_lead_)?d[123]$/.test(lower);
  const lead = isNumbered ? (numerals.get(bare) ?? bare) : bare;
  return byLowerCase.get(lead) ?? trimmed;
}

export function isStandardLead(name: string): name is StandardLead {
  return (STANDARD_LEADS as readonly string[]).includes(name);
}
