// Which leads a sentence speaks of, and how it names them: "V1–V4", "leads II, III and aVF", "the inferior
// leads (II, III, aVF)". A named region stands for the widest set of leads that anyone means by it, so that what
// holds for the set holds for every narrower reading.
import type { Chooser } from "./chooser.ts";
import type { PatternSlots } from "./expand-pattern.ts";

interface Region {
  readonly adjectives: readonly string[];
  readonly names: readonly string[];
  readonly adverb: string | null;
  readonly leads: readonly string[];
}

const ORDER = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
const PRECORDIAL = ["V1", "V2", "V3", "V4", "V5", "V6"];

const REGIONS: readonly Region[] = [
  {
    adjectives: ["inferior"],
    names: ["the inferior leads", "the inferior limb leads", "inferior leads"],
    adverb: "inferiorly",
    leads: ["II", "III", "aVF"],
  },
  {
    adjectives: ["lateral"],
    names: ["the lateral leads", "lateral leads"],
    adverb: "laterally",
    leads: ["I", "aVL", "V5", "V6"],
  },
  {
    adjectives: ["high lateral"],
    names: ["the high lateral leads", "the high-lateral leads"],
    adverb: null,
    leads: ["I", "aVL"],
  },
  {
    adjectives: ["septal"],
    names: ["the septal leads", "septal leads"],
    adverb: null,
    leads: ["V1", "V2"],
  },
  {
    adjectives: ["anterior", "anteroseptal"],
    names: ["the anterior leads", "anterior leads", "the anteroseptal leads"],
    adverb: "anteriorly",
    leads: ["V1", "V2", "V3", "V4"],
  },
  {
    adjectives: ["inferolateral"],
    names: ["the inferolateral leads", "the infero-lateral leads"],
    adverb: "inferolaterally",
    leads: ["I", "II", "III", "aVL", "aVF", "V5", "V6"],
  },
  {
    adjectives: ["anterolateral"],
    names: ["the anterolateral leads", "the antero-lateral leads"],
    adverb: "anterolaterally",
    leads: ["I", "aVL", ...PRECORDIAL],
  },
  {
    adjectives: [],
    names: ["the left precordial leads", "the lateral precordial leads", "the lateral chest leads"],
    adverb: null,
    leads: ["V4", "V5", "V6"],
  },
  {
    adjectives: [],
    names: ["the right precordial leads", "the right-sided chest leads"],
    adverb: null,
    leads: ["V1", "V2", "V3"],
  },
  {
    adjectives: [],
    names: ["the precordial leads", "the chest leads", "all precordial leads", "the precordium"],
    adverb: null,
    leads: PRECORDIAL,
  },
];

export interface LeadChoice {
  readonly leads: readonly string[];
  readonly slots: PatternSlots;
}

function isRun(leads: readonly string[]): boolean {
  const positions = leads.map((lead) => PRECORDIAL.indexOf(lead));
  return positions.every((position, i) => position >= 0 && (i === 0 || position === positions[i - 1]! + 1));
}

/** "II, III and aVF", "V1–V4", "V4-6", "I/aVL": the bare names, without "leads". */
export function spellLeadNames(leads: readonly string[], choose: Chooser): string {
  const first = leads[0] ?? "";
  const last = leads[leads.length - 1] ?? "";
  if (leads.length === 1) return first;
  if (leads.length > 2 && isRun(leads) && choose.chance(0.75)) {
    const joint = choose.pick(["-", "-", "–", "–", " to ", " through ", " – "]);
    const short = joint.length === 1 && choose.chance(0.25);
    return first + joint + (short ? last.slice(1) : last);
  }
  const head = leads.slice(0, -1).join(", ");
  const spellings = [
    `${head} and ${last}`,
    `${head} and ${last}`,
    `${head}${leads.length > 2 ? "," : ""} and ${last}`,
    `${head} & ${last}`,
    `${head}, ${last}`,
  ];
  if (leads.length <= 4) spellings.push(leads.join("/"));
  return choose.pick(spellings);
}

function namedLeads(leads: readonly string[], choose: Chooser): PatternSlots {
  const names = spellLeadNames(leads, choose);
  const single = leads.length === 1;
  const word = single ? "lead" : "leads";
  return {
    leads: choose.pick([
      `${word} ${names}`,
      `${word} ${names}`,
      names,
      choose.chance(0.3) ? `${single ? "Lead" : "Leads"} ${names}` : names,
    ]),
    names,
    plural: single ? "no" : "yes",
  };
}

function regionLeads(region: Region, choose: Chooser): PatternSlots {
  const name = choose.pick(region.names);
  const listed = choose.chance(0.35) ? ` (${spellLeadNames(region.leads, choose)})` : "";
  return {
    leads: name + listed,
    names: spellLeadNames(region.leads, choose),
    plural: name === "the precordium" ? "no" : "yes",
  };
}

/** Leads for "in <leads>" out of the eligible ones: one, a few, a precordial run or a whole region. Null where none. */
export function chooseLeads(eligible: readonly string[], choose: Chooser): LeadChoice | null {
  const kind = choose.uniform();
  const ordered = ORDER.filter((lead) => eligible.includes(lead));
  if (ordered.length === 0) return null;
  const regions = REGIONS.filter((region) => region.leads.every((lead) => ordered.includes(lead)));
  if (kind < 0.35 && regions.length > 0) {
    const region = choose.pick(regions);
    return { leads: region.leads, slots: regionLeads(region, choose) };
  }
  const runs: string[][] = [];
  for (let from = 0; from < PRECORDIAL.length; from++)
    for (let to = from + 1; to < PRECORDIAL.length; to++) runs.push(PRECORDIAL.slice(from, to + 1));
  const covered = runs.filter((run) => run.every((lead) => ordered.includes(lead)));
  let leads: readonly string[];
  if (kind < 0.55 && covered.length > 0) leads = choose.pick(covered);
  else if (kind < 0.8) leads = choose.sample(ordered, 1);
  else leads = choose.sample(ordered, choose.integer(2, 3));
  return { leads, slots: namedLeads(leads, choose) };
}

/** One lead: "lead V2" or "V2". */
export function chooseOneLead(eligible: readonly string[], choose: Chooser): LeadChoice | null {
  const position = choose.uniform();
  const lead = eligible[Math.floor(position * eligible.length)];
  return lead === undefined ? null : { leads: [lead], slots: namedLeads([lead], choose) };
}

/** A whole region as an adjective ("inferior") and an adverb ("inferiorly"). Null where no region is eligible. */
export function chooseRegion(eligible: readonly string[], choose: Chooser): LeadChoice | null {
  const position = choose.uniform();
  const regions = REGIONS.filter(
    (region) => region.adverb !== null && region.leads.every((lead) => eligible.includes(lead)),
  );
  const region = regions[Math.floor(position * regions.length)];
  if (region === undefined) return null;
  const adverb = region.adverb ?? "";
  return {
    leads: region.leads,
    slots: { region: choose.pick(region.adjectives), regionally: adverb, plural: "yes" },
  };
}
