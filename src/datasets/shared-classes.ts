// Classes that several labelling systems share, with the codes that state each: for asking how findings transfer
// from PTB-XL to other collections. SNOMED CT by the tables of the PhysioNet Challenge 2021 (BSD-2-Clause), which
// counts complete and unspecified bundle branch block, and the two codes for PAC and for PVC, as the same.
// A system without codes for a class does not record it: its recordings say nothing about that class.

export interface SharedClass {
  readonly name: string;
  /** What PTB-XL, and a finding, would say. */
  readonly scp: readonly string[];
  readonly snomed: readonly string[];
  /** The nine classes of CPSC 2018. */
  readonly cpsc: readonly string[];
  /** The six of CODE-15 %. */
  readonly code15: readonly string[];
  /** AHA/ACC/HRS 2007 statement numbers. */
  readonly aha: readonly string[];
}

const infarcts = ["IMI", "ASMI", "ILMI", "AMI", "ALMI", "LMI", "IPLMI", "IPMI", "PMI"];

export const SHARED_CLASSES: readonly SharedClass[] = [
  { name: "AFIB", scp: ["AFIB"], snomed: ["164889003"], cpsc: ["AF"], code15: ["AF"], aha: ["50"] },
  { name: "AFLT", scp: ["AFLT"], snomed: ["164890007"], cpsc: [], code15: [], aha: ["51"] },
  { name: "SBRAD", scp: ["SBRAD"], snomed: ["426177001"], cpsc: [], code15: ["SB"], aha: ["22"] },
  { name: "STACH", scp: ["STACH"], snomed: ["427084000"], cpsc: [], code15: ["ST"], aha: ["21"] },
  { name: "1AVB", scp: ["1AVB"], snomed: ["270492004"], cpsc: ["I-AVB"], code15: ["1dAVb"], aha: ["82"] },
  {
    name: "CLBBB",
    scp: ["CLBBB"],
    snomed: ["164909002", "733534002"],
    cpsc: ["LBBB"],
    code15: ["LBBB"],
    aha: ["104"],
  },
  {
    name: "CRBBB",
    scp: ["CRBBB"],
    snomed: ["59118001", "713427006"],
    cpsc: ["RBBB"],
    code15: ["RBBB"],
    aha: ["106"],
  },
  { name: "IRBBB", scp: ["IRBBB"], snomed: ["713426002"], cpsc: [], code15: [], aha: ["105"] },
  { name: "LAFB", scp: ["LAFB"], snomed: ["445118002"], cpsc: [], code15: [], aha: ["101"] },
  { name: "IVCD", scp: ["IVCD"], snomed: ["698252002"], cpsc: [], code15: [], aha: ["107"] },
  { name: "PAC", scp: ["PAC"], snomed: ["284470004", "63593006"], cpsc: ["PAC"], code15: [], aha: ["30"] },
  {
    name: "PVC",
    scp: ["PVC"],
    snomed: ["427172004", "17338001", "164884008"],
    cpsc: ["PVC"],
    code15: [],
    aha: ["60"],
  },
  { name: "PACE", scp: ["PACE"], snomed: ["10370003"], cpsc: [], code15: [], aha: [] },
  { name: "LVH", scp: ["LVH"], snomed: ["164873001"], cpsc: [], code15: [], aha: ["142"] },
  { name: "LNGQT", scp: ["LNGQT"], snomed: ["111975006"], cpsc: [], code15: [], aha: ["148"] },
  { name: "LVOLT", scp: ["LVOLT"], snomed: ["251146004"], cpsc: [], code15: [], aha: ["125"] },
  {
    name: "MI, any place",
    scp: infarcts,
    snomed: ["164865005", "164867002"],
    cpsc: [],
    code15: [],
    aha: ["160", "161", "162", "163", "165", "166"],
  },
];

const systemOf: Readonly<Record<string, "scp" | "snomed" | "cpsc" | "code15" | "aha">> = {
  "SCP-ECG": "scp",
  "SNOMED-CT": "snomed",
  CPSC9: "cpsc",
  CODE6: "code15",
  AHA: "aha",
};

/** Do these labels state the class? null where their system does not record it, or is not known here. */
export function statesClass(
  shared: SharedClass,
  { labelSystem, labels }: { labelSystem: string | null; labels: readonly string[] },
): boolean | null {
  const system = systemOf[labelSystem ?? ""];
  if (system === undefined || shared[system].length === 0) return null;
  return shared[system].some((code) => labels.includes(code));
}
