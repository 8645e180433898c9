// Names of leads and groups that say who the person is, replaced by ones that only count: "lead 3", "group 2". A file
// may hold a person's name in any field, and the label of a channel is one.
import { isStandardLead } from "../../ecg/lead-names.ts";
import type { Annotation, Lead, Recording, SignalGroup } from "../../ecg/recording.ts";

/** What of a Recording, or of the head of one that is read in pieces, is called something by the file. */
export interface Labelled extends Pick<Recording, "source" | "annotations" | "otherSignals"> {
  readonly leads?: readonly Lead[];
  readonly leadNames?: readonly string[];
}

/** Texts between quotation marks, which is how warnings repeat a file. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

type Tells = (text: string) => boolean;

/** The same where nothing tells, and how many leads and groups were called otherwise. */
export function withNeutralNames<T extends Labelled>(
  recording: T,
  tells: Tells,
): { readonly recording: T; readonly renamedCount: number } {
  const { leads, leadNames, otherSignals = [], annotations, source } = recording;
  const names = leads?.map((lead) => lead.name) ?? leadNames ?? [];
  const own = neutralNames(names, tells);
  const groups = otherSignals.map((group, index) => neutralGroup(group, index, tells));
  const ofGroups = groups.map((group, index) => pairs(namesOf(otherSignals[index]!), namesOf(group)));
  // those of the recording last: a name in a warning or of a mark is theirs where groups have the same
  const renamed = new Map([...ofGroups, pairs(names, own)].flat());
  const rename = (name: string) => renamed.get(name) ?? name;
  const kept = new Set([own, ...groups.map(namesOf)].flat());
  const labels = groups.filter(({ label }, index) => label !== otherSignals[index]!.label);
  return {
    renamedCount: pairs(names, own).length + ofGroups.flat().length + labels.length,
    recording: {
      ...recording,
      ...(leads && { leads: leads.map((lead, index) => ({ ...lead, name: own[index]! })) }),
      ...(leadNames && { leadNames: own }),
      ...(recording.otherSignals && { otherSignals: groups }),
      ...(annotations && {
        annotations: annotations.map((mark) => neutralAnnotation(mark, { rename, kept, tells })),
      }),
      source: {
        ...source,
        warnings: neutralWarnings(source.warnings, renamed, tells),
        ...(source.derivedLeads && { derivedLeads: source.derivedLeads.map(rename) }),
      },
    },
  };
}

function namesOf({ leads }: SignalGroup): string[] {
  return leads.map((lead) => lead.name);
}

function pairs(names: readonly string[], neutral: readonly string[]): [string, string][] {
  return names.flatMap((name, index) => (name === neutral[index] ? [] : [[name, neutral[index]!]]));
}

function neutralNames(names: readonly string[], tells: Tells): string[] {
  const telling = names.map(tells);
  const taken = new Set(names.filter((_, index) => !telling[index]));
  return names.map((name, index) => {
    if (!telling[index]) return name;
    let neutral = `lead ${index + 1}`;
    for (let copy = 2; taken.has(neutral); copy++) neutral = `lead ${index + 1} (${copy})`;
    taken.add(neutral);
    return neutral;
  });
}

function neutralGroup(group: SignalGroup, index: number, tells: Tells): SignalGroup {
  const names = neutralNames(namesOf(group), tells);
  return {
    ...group,
    // the leads of the recording are the first group
    label: tells(group.label) ? `group ${index + 2}` : group.label,
    leads: group.leads.map((lead, place) => ({ ...lead, name: names[place]! })),
  };
}

interface Renaming {
  readonly rename: (name: string) => string;
  /** Names of all leads afterwards. */
  readonly kept: ReadonlySet<string>;
  readonly tells: Tells;
}

/** A mark may name a lead that is not in the file, and call it anything. */
function neutralAnnotation(annotation: Annotation, { rename, kept, tells }: Renaming): Annotation {
  const lead = annotation.lead === null ? null : rename(annotation.lead);
  return {
    ...annotation,
    lead: lead !== null && (kept.has(lead) || isStandardLead(lead)) ? lead : null,
    code: tells(annotation.code) ? "mark" : annotation.code,
    text: null,
  };
}

function neutralWarnings(
  warnings: readonly string[],
  renamed: ReadonlyMap<string, string>,
  tells: Tells,
): string[] {
  // the longest first: "Jane Doe (2)" holds "Jane Doe"
  const longestFirst = [...renamed].sort(([a], [b]) => b.length - a.length);
  return warnings.map((warning) => {
    const withoutQuotes = warning.replace(QUOTED, (quoted) => {
      const neutral = renamed.get(quoted.slice(1, -1)) ?? (tells(quoted) ? "***" : null);
      return neutral === null ? quoted : `"${neutral}"`;
    });
    return longestFirst.reduce((text, [name, neutral]) => text.replaceAll(name, neutral), withoutQuotes);
  });
}
