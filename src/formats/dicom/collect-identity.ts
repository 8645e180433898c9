// All in a data set that could tell who the person is, sequences included. What is not known to be technical
// counts by its value representation, so that an attribute which the standard adds later is not overlooked.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { DataElement, DataItem } from "./data-elements.ts";
import { type DecodeText, textDecoderOf, textValue, unsignedValues } from "./element-values.ts";
import { identityAttributes } from "./identity-attributes.ts";
import { technicalAttributes } from "./technical-attributes.ts";

/** PS3.5 table 6.2-1: representations that hold names, moments, identifiers and text. */
const CATEGORY_BY_VR: ReadonlyMap<string, IdentityCategory> = new Map([
  ["PN", "staff"],
  ["DA", "date"],
  ["DT", "date"],
  ["TM", "date"],
  ["AS", "demographics"],
  ["UI", "record id"],
  ["AE", "device"],
  ...["LO", "LT", "SH", "ST", "UC", "UR", "UT"].map((vr): [string, IdentityCategory] => [vr, "free text"]),
  ...["OB", "OD", "OF", "OL", "OV", "OW", "UN"].map((vr): [string, IdentityCategory] => [vr, "private data"]),
]);
const TEXT_VRS = new Set("AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT".split(" "));
/** Codes around a coded concept that carry nothing of their own. */
const CODE_CONTEXT = new Set([
  "00080102",
  "00080103",
  "00080105",
  "0008010B",
  "0008010F",
  "00080117",
  "00080118",
]);
/** What kind of object is referred to, the same for everybody. */
const REFERENCED_CLASS = "00081150";
/** The object's own patient, who comes before whatever a sequence says of one. */
const OWN_PATIENT = new Set(["PatientName", "PatientID", "PatientBirthDate"]);
const WAVEFORM_ANNOTATIONS = "0040B020";
const CONCEPT_CODES = "0040A168";

interface Walk {
  readonly decode: DecodeText;
  /** Keywords of the listed sequences around, each with "/". */
  readonly path: string;
  /** What a listed sequence lends to all within it. */
  readonly inherited: IdentityCategory | null;
  readonly isAnnotation: boolean;
  readonly found: IdentityItem[];
}

/**
 * The object's own patient first. Elements whose tag is in `without` are left out at the top level: the moment of
 * recording is kept elsewhere.
 */
export function collectIdentity(dataSet: DataItem, without: ReadonlySet<string>): IdentityItem[] {
  const walk: Walk = {
    decode: textDecoderOf(dataSet),
    path: "",
    inherited: null,
    isAnnotation: false,
    found: [],
  };
  for (const element of dataSet.elements.values()) {
    if (!without.has(element.tag)) visit(dataSet, element, walk);
  }
  const rank = ({ field }: IdentityItem) => (OWN_PATIENT.has(field) ? 0 : 1);
  return walk.found.toSorted((a, b) => rank(a) - rank(b));
}

function visit(item: DataItem, element: DataElement, walk: Walk): void {
  const { tag } = element;
  const listed = identityAttributes.get(tag);
  const field = walk.path + (listed?.keyword ?? `(${tag.slice(0, 4)},${tag.slice(4)})`);
  if (isPrivate(tag)) {
    if (element.length > 0) walk.found.push({ category: "private data", field, value: placeholder(element) });
    return;
  }
  if (element.items !== null) {
    // a coded statement of the device; elsewhere coded concepts say how the electrodes were placed
    const isStatement = walk.isAnnotation && tag === CONCEPT_CODES;
    const inner: Walk = {
      ...walk,
      path: listed === undefined ? walk.path : `${field}/`,
      inherited: isStatement ? "free text" : (listed?.category ?? walk.inherited),
      isAnnotation: walk.isAnnotation || tag === WAVEFORM_ANNOTATIONS,
    };
    for (const child of element.items) {
      for (const grandchild of child.elements.values()) visit(child, grandchild, inner);
    }
    return;
  }
  const category = categoryOf(element, walk.inherited);
  if (category === null || element.length === 0) return;
  const value = shownValue(item, element, walk.decode);
  if (value !== null) walk.found.push({ category, field, value });
}

function isPrivate(tag: string): boolean {
  return Number.parseInt(tag.slice(3, 4), 16) % 2 === 1;
}

function categoryOf({ tag, vr }: DataElement, inherited: IdentityCategory | null): IdentityCategory | null {
  const listed = identityAttributes.get(tag);
  if (listed !== undefined) return listed.category;
  if (inherited !== null) return CODE_CONTEXT.has(tag) || tag === REFERENCED_CLASS ? null : inherited;
  if (technicalAttributes.has(tag)) return null;
  // group lengths say nothing; an unknown element of an implicit file may say anything
  if (tag.endsWith("0000")) return null;
  return vr === null ? "private data" : (CATEGORY_BY_VR.get(vr) ?? null);
}

/** Text as it is, numbers as text; null where there is nothing but padding. */
function shownValue(item: DataItem, element: DataElement, decode: DecodeText): string | null {
  const { tag, vr } = element;
  if (vr !== null && TEXT_VRS.has(vr)) return textValue(item, element, decode);
  if (vr === "US") return unsignedValues(item, tag, 2).slice(0, 16).join("\\") || null;
  if (vr === "UL") return unsignedValues(item, tag, 4).slice(0, 16).join("\\") || null;
  return placeholder(element);
}

/** Private and binary data are counted, never shown. */
function placeholder({ length }: DataElement): string {
  return `${length} bytes`;
}
