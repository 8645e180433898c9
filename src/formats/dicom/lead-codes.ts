// Names of leads by their codes. CID 3001 of DICOM PS3.16 uses ISO/IEEE 11073-10101 ("MDC", partition 2) and
// older files SCP-ECG (EN 1064, "5.6.3-9-n"); both number the leads alike, so one table serves both.
import type { Code } from "./element-values.ts";

const NAMES: readonly (readonly [number: number, name: string])[] = [
  ...numbered(1, "I II V1 V2 V3 V4 V5 V6 V7 V2R V3R V4R V5R V6R V7R X Y Z CC5 CM5 LA RA LL"),
  // the electrodes of Frank's system
  ...numbered(24, "fI fE fC fA fM fF fH"),
  ...numbered(61, "III aVR aVL aVF aVRneg V8 V9 V8R V9R"),
  // Nehb's leads, defibrillator, pacing, auxiliary
  ...numbered(70, "D A J Defib Extern A1 A2 A3 A4"),
  ...numbered(86, "C V VR VL VF MCL MCL1 MCL2 MCL3 MCL4 MCL5 MCL6 CC CC1 CC2 CC3 CC4 CC6 CC7"),
  ...numbered(105, "CM CM1 CM2 CM3 CM4 CM6"),
  ...numbered(121, "CM7 CH5 CS5 CB5 CR5 ML AB1 AB2 AB3 AB4 ES AS AI S"),
  [147, "RL"],
];
/** Leads that were computed from another lead system, EASI for one. */
const DERIVED: readonly (readonly [number: number, name: string])[] = [
  ...numbered(31, "I II V1 V2 V3 V4 V5 V6"),
  ...numbered(111, "III aVR aVL aVF"),
];
const nameByNumber = new Map(NAMES);
const derivedByNumber = new Map(DERIVED);
/** 11073 numbers every term of partition 2 from there on. */
const MDC_PARTITION = 131_072;

function numbered(first: number, names: string): (readonly [number, string])[] {
  return names.split(" ").map((name, index) => [first + index, name]);
}

export interface LeadName {
  readonly name: string;
  /** The file says that the lead was computed from another lead system. */
  readonly isDerived: boolean;
}

/** By the code, else by what it means, else by the channel's label; null where nothing tells. */
export function leadName(source: Code | null, label: string | null): LeadName | null {
  const number = source === null ? null : leadNumber(source);
  const derived = number === null ? undefined : derivedByNumber.get(number);
  if (derived !== undefined) return { name: derived, isDerived: true };
  const known = number === null ? undefined : nameByNumber.get(number);
  const text = known ?? mdcName(source) ?? plainName(source?.meaning ?? "") ?? plainName(label ?? "");
  return text === null ? null : { name: text, isDerived: false };
}

function leadNumber({ scheme, value }: Code): number | null {
  if (scheme === "SCPECG") return wholeNumber(/^5\.6\.3-9-(\d{1,3})$/.exec(value)?.[1]);
  if (scheme !== "MDC" && !scheme.includes("11073")) return null;
  const inPartition = wholeNumber(/^2:(\d{1,3})$/.exec(value)?.[1]);
  const whole = wholeNumber(/^(131\d{3})$/.exec(value)?.[1]);
  return inPartition ?? (whole === null ? null : whole - MDC_PARTITION);
}

function wholeNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** The reference identifier where it stands in place of the code: "MDC_ECG_LEAD_V1". */
function mdcName(source: Code | null): string | null {
  return source !== null && /^MDC_ECG_LEAD_./.test(source.value) ? source.value : null;
}

/**
 * "Lead I (Einthoven)" and "aVR, augmented voltage, right" begin with the name. A lead that is turned around
 * must not pass for itself, so "-aVR" gets the name that 11073 has for it.
 */
function plainName(text: string): string | null {
  const name = text
    .replace(/[(,;].*$/s, "")
    .replace(/^lead\s+/i, "")
    .trim()
    .replace(/^[-\u2212]\s*(.+)$/, "$1neg");
  return name === "" || /^unspecified/i.test(name) ? null : name;
}

export interface LeadCode {
  readonly value: string;
  readonly meaning: string;
}

const AUGMENTED: ReadonlyMap<string, string> = new Map([
  ["aVR", "aVR, augmented voltage, right"],
  ["aVL", "aVL, augmented voltage, left"],
  ["aVF", "aVF, augmented voltage, foot"],
]);
/** Short names such as "A" or "LA" may mean other things in other formats, so they are only read. */
const numberByName = new Map(
  NAMES.filter(([number]) => number <= 20 || (number >= 61 && number <= 69)).map(([number, name]) => [
    name,
    number,
  ]),
);

/** The term of CID 3001 for a lead of that name; "2:0", unspecified, where there is none. */
export function leadCode(name: string): LeadCode {
  const number = numberByName.get(name);
  if (number === undefined) return { value: "2:0", meaning: "Unspecified lead" };
  return { value: `2:${number}`, meaning: AUGMENTED.get(name) ?? `Lead ${name}` };
}
