// The codes of the ISHNE specification for leads and their quality (Badilini 1998, tables 1 and 2).

const leadNames = new Map<number, string>([
  ...["X", "Y", "Z", "I", "II", "III", "aVR", "aVL", "aVF"].map((name, index) => [index + 2, name] as const),
  ...["V1", "V2", "V3", "V4", "V5", "V6", "ES", "AS", "AI"].map((name, index) => [index + 11, name] as const),
]);
const GENERIC_BIPOLAR = 1;

/** The name of the lead in place `index`, or null where the code (0, -9) tells none. */
export function leadNameOfCode(code: number, index: number): string | null {
  return code === GENERIC_BIPOLAR ? `bipolar ${index + 1}` : (leadNames.get(code) ?? null);
}

const qualities = new Map<number, string>([
  [2, "note: intermittent noise, less than 10 % of the time"],
  [3, "frequent noise, more than 10 % of the time"],
  [4, "note: intermittently disconnected, less than 10 % of the time"],
  [5, "often disconnected, more than 10 % of the time"],
]);

/** What the recorder says of that lead, as a warning, or null where it is good or not rated. */
export function qualityWarning(code: number, lead: string): string | null {
  const quality = qualities.get(code);
  if (quality === undefined) return null;
  const prefix = quality.startsWith("note: ") ? "note: " : "";
  return `${prefix}the recorder rates lead ${lead}: ${quality.slice(prefix.length)}`;
}
