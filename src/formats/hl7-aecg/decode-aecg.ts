// HL7 aECG (annotated ECG, PORT_MT020001, December 2003): clinical trials' XML with every series of waveforms in
// sequence sets of its own time base. Sets of one series that share start and rate are one group, since some
// writers give each lead a set; a representative beat becomes a further group. Marks on it are left out, because
// their times belong to the beat and not to the recording.
import { FormatError } from "../../ecg/errors.ts";
import type { Annotation, Recording, SignalGroup } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { type CompletedLeads, deriveLimbLeads } from "../derive-limb-leads.ts";
import { MAX_SIGNALS, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { mainGroup } from "../main-group.ts";
import { nameLeads } from "../name-leads.ts";
import { padLeads } from "../pad-leads.ts";
import { parseXml, type XmlElement, xmlChild, xmlChildren, xmlDescendants } from "../parse-xml.ts";
import { rateWarnings } from "../sampling-rate.ts";
import { readAnnotations } from "./annotations.ts";
import { aecgIdentity, type RecordingPeriod } from "./identity.ts";
import { readPatient } from "./patient.ts";
import { type RawLead, readSequenceSet, type SequenceSet, type SetReader } from "./sequence-set.ts";
import { type AecgTime, localDateTime, msBetween, parseTimestamp } from "./timestamp.ts";

interface AecgGroup extends SignalGroup {
  readonly series: XmlElement;
  readonly absolute: AecgTime | null;
  readonly relativeMs: number;
}

/** III, aVR, aVL and aVF. */
const DERIVED_LEADS = 4;

/** Decodes a whole file. Throws FormatError, UnsupportedError, or UsageError where it does not tell rate or unit. */
export function decodeAecg(input: DecodeInput): Recording {
  const { where, options } = input;
  const root = parseXml(input.bytes, where);
  const reader: SetReader = {
    where,
    samplingRateHz: options?.samplingRateHz,
    unit: options?.unit,
    budget: { samples: MAX_TOTAL_SAMPLES },
    warnings: [],
  };
  const allSeries = [...xmlDescendants(root)].filter(
    (element) => element.name === "series" || element.name === "derivedSeries",
  );
  const groups = allSeries.flatMap((series, index) => readSeries(series, `series ${index + 1}`, reader));
  const main = mainGroup(groups);
  if (main === undefined) {
    const wanted = "a series with leads in a sequence set";
    throw new FormatError({ file: where, field: "waveforms", got: "none", wanted });
  }
  if (main.kind === "median") reader.warnings.push("the file holds a representative beat and no rhythm");
  const rates = new Set(groups.map((group) => group.samplingRateHz));
  if (!rates.has(options?.samplingRateHz ?? main.samplingRateHz)) {
    reader.warnings.push(...rateWarnings("the file", main.samplingRateHz, options?.samplingRateHz));
  }
  const recordingStart = main.absolute ?? documentTime(root);
  const recordedAt = localDateTime(recordingStart);
  const completed = completeLeads(main, reader);
  const others = groups.filter((group) => group !== main);
  const annotations = annotationsOf(groups, main);
  if (main.kind === "rhythm" && hasMarksOnBeats(groups))
    reader.warnings.push("note: marks on the representative beat are not read");
  return {
    name: input.name,
    leads: completed.leads,
    samplingRateHz: main.samplingRateHz,
    patient: readPatient(root, recordedAt),
    source: {
      format: "hl7-aecg",
      sha256: input.sha256,
      warnings: reader.warnings,
      ...(completed.derived.length > 0 ? { derivedLeads: completed.derived } : {}),
    },
    recordedAt,
    ...(others.length > 0 ? { otherSignals: others.map((group) => signalGroup(group, main)) } : {}),
    ...(annotations.length > 0 ? { annotations } : {}),
    identity: aecgIdentity(root, recordedAt === null ? null : recordingPeriod(recordingStart, main)),
  };
}

function recordingPeriod(
  start: AecgTime | null,
  { leads, samplingRateHz }: AecgGroup,
): RecordingPeriod | null {
  return start && { start, durationMs: ((leads[0]?.samplesMv.length ?? 0) / samplingRateHz) * 1000 };
}

function readSeries(series: XmlElement, field: string, reader: SetReader): AecgGroup[] {
  const kind = isBeat(series) ? "median" : "rhythm";
  const merged = new Map<string, { field: string; set: SequenceSet; leads: RawLead[] }>();
  const sets = xmlChildren(series, "component").flatMap((part) => xmlChildren(part, "sequenceSet"));
  sets.forEach((element, index) => {
    const setField = sets.length === 1 ? field : `${field}, sequence set ${index + 1}`;
    const set = readSequenceSet(element, setField, reader);
    if (set === null) return;
    const base = `${set.samplingRateHz} ${set.absolute?.ms} ${set.relativeMs}`;
    const same = merged.get(base);
    const names = new Set(same?.leads.map((lead) => lead.rawName));
    const joins = set.leads.every((lead) => !names.has(lead.rawName));
    if (same !== undefined && joins && same.leads.length + set.leads.length <= MAX_SIGNALS) {
      same.leads.push(...set.leads);
    } else {
      merged.set(same === undefined ? base : `${base} ${index}`, {
        field: setField,
        set,
        leads: [...set.leads],
      });
    }
  });
  const seriesStart = parseTimestamp(xmlChild(series, "effectiveTime", "low")?.attributes.get("value"));
  return [...merged.values()].map(({ field: label, set, leads }) => {
    const padded = padLeads(leads, { ...reader, field: label });
    const { names, warnings } = nameLeads(padded.map((lead) => lead.rawName));
    reader.warnings.push(...warnings);
    return {
      kind,
      label,
      samplingRateHz: set.samplingRateHz,
      startMs: 0,
      leads: padded.map(({ samplesMv }, index) => ({ name: names[index]!, samplesMv })),
      series,
      absolute: set.absolute ?? (kind === "rhythm" ? seriesStart : null),
      relativeMs: set.relativeMs,
    };
  });
}

function isBeat(series: XmlElement): boolean {
  return /BEAT/i.test(xmlChild(series, "code")?.attributes.get("code") ?? "");
}

/** With the derived leads, where they can still be held. */
function completeLeads({ leads }: AecgGroup, { budget }: SetReader): CompletedLeads {
  const fits = DERIVED_LEADS * (leads[0]?.samplesMv.length ?? 0) <= budget.samples;
  return fits ? deriveLimbLeads(leads) : { leads, derived: [] };
}

/** Where the series gives no time: that of the document. */
function documentTime(root: XmlElement): AecgTime | null {
  const time = xmlChild(root, "effectiveTime");
  const candidates = [xmlChild(time, "low"), xmlChild(time, "center"), time];
  return (
    candidates
      .map((element) => parseTimestamp(element?.attributes.get("value")))
      .find((moment) => moment !== null) ?? null
  );
}

function signalGroup(group: AecgGroup, main: AecgGroup): SignalGroup {
  const { kind, label, samplingRateHz, leads } = group;
  return { kind, label, samplingRateHz, startMs: kind === "median" ? 0 : startMs(group, main), leads };
}

function startMs(group: AecgGroup, main: AecgGroup): number {
  return group.absolute !== null && main.absolute !== null
    ? msBetween(main.absolute, group.absolute)
    : group.relativeMs - main.relativeMs;
}

function annotationsOf(groups: readonly AecgGroup[], main: AecgGroup): readonly Annotation[] {
  const firstOfSeries = new Map<XmlElement, AecgGroup>();
  for (const group of groups) {
    if (group.kind === main.kind && !firstOfSeries.has(group.series)) firstOfSeries.set(group.series, group);
  }
  return [...firstOfSeries.values()]
    .flatMap((group) =>
      readAnnotations(group.series, {
        recordingStart: main.absolute,
        relativeZeroMs: startMs(group, main) - group.relativeMs,
      }),
    )
    .sort((a, b) => a.timeMs - b.timeMs);
}

function hasMarksOnBeats(groups: readonly AecgGroup[]): boolean {
  const clock = { recordingStart: null, relativeZeroMs: 0 };
  return groups.some((group) => group.kind === "median" && readAnnotations(group.series, clock).length > 0);
}
