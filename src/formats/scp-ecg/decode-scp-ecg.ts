// SCP-ECG, the Standard communications protocol for computer-assisted electrocardiography: EN 1064:2005,
// ISO 11073-91064:2009 and their predecessors (versions 1 and 2), EN 1064:2020 = ISO 41064:2023 (version 3).
// Millivolts are (raw * nanovolts per unit) / 1e6; where a reference beat is added, both are nanovolts first.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { Lead, Recording, SignalGroup } from "../../ecg/recording.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { deriveLimbLeads } from "../derive-limb-leads.ts";
import { nameLeads } from "../name-leads.ts";
import { readHuffmanTables } from "./huffman-tables.ts";
import { leadOfCode } from "./lead-codes.ts";
import { readLeadData } from "./lead-data.ts";
import { readLeadDefinitions } from "./lead-definitions.ts";
import { type PatientSection, readPatientSection } from "./patient-section.ts";
import { type QrsLocations, readQrsLocations } from "./qrs-locations.ts";
import { decodeReferenceBeat, type ReferenceBeat, type ReferenceBeatContext } from "./reference-beat.ts";
import { decodeRhythm, type Rhythm } from "./rhythm.ts";
import { readScpRecord, type ScpSection } from "./scp-record.ts";
import { textReader } from "./scp-text.ts";
import { statementIdentity } from "./statements.ts";

const NANOVOLTS_PER_MILLIVOLT = 1e6;
const LONG_TERM_SECTION = 12;

/**
 * Decodes a record: leads in the order of section 3 in millivolts, those that do not cover the whole recording
 * filled up with NaN; the reference beat becomes a median. Wrong checksums are warnings. Throws FormatError
 * where sections contradict each other or the file, and UnsupportedError for long-term records.
 */
export function decodeScpEcg(input: DecodeInput): Recording {
  const { bytes, where, options } = input;
  const { sections, warnings: recordWarnings } = readScpRecord(bytes, where);
  requireRhythm(sections, where);
  const about = sections.has(1) ? readPatientSection(sections.get(1)!) : ANONYMOUS;
  const tables = sections.has(2) ? readHuffmanTables(sections.get(2)!, where) : null;
  const definitions = readLeadDefinitions(sections.get(3)!, where);
  const leadCount = definitions.leads.length;
  const rhythmData = readLeadData(sections.get(6)!, leadCount, where);
  const isNeeded = definitions.isReferenceBeatSubtracted || rhythmData.isBimodal;
  const context = { tables, definitions, where };
  const { qrs, reference, warning } = readReference(sections, { ...context, isNeeded });
  const rhythm = decodeRhythm({
    ...context,
    rhythm: rhythmData,
    reference,
    qrs,
    samplingRateHz: options?.samplingRateHz,
  });
  const named = nameLeads(definitions.leads.map(({ code }) => leadOfCode(code)));
  const completed = deriveLimbLeads(onOneGrid(rhythm, named.names, where));
  const warnings = [...recordWarnings, ...about.warnings, ...rhythm.warnings, ...named.warnings];
  if (warning !== null) warnings.push(warning);
  if (reference?.leadsNv.some((samples) => Number.isNaN(samples.at(-1)))) {
    warnings.push("the reference beat of a lead ends early");
  }
  if (sections.has(LONG_TERM_SECTION)) {
    warnings.push("note: the long-term rhythm of section 12 was not read");
  }
  return {
    name: input.name,
    leads: completed.leads,
    samplingRateHz: 1_000_000 / rhythm.sampleIntervalUs,
    patient: about.patient,
    recordedAt: about.recordedAt,
    identity: [...about.identity, ...statementIdentity(sections, about.readText)],
    ...(reference && { otherSignals: [medianGroup(reference, named.names)] }),
    source: {
      format: "scp-ecg",
      sha256: input.sha256,
      warnings,
      ...(completed.derived.length > 0 && { derivedLeads: completed.derived }),
    },
  };
}

const ANONYMOUS: PatientSection = {
  patient: UNKNOWN_PATIENT,
  recordedAt: null,
  identity: [],
  warnings: ["note: the record has no section 1, so nothing is known of patient and time"],
  readText: textReader(0),
};

function requireRhythm(sections: ReadonlyMap<number, ScpSection>, where: string): void {
  if (sections.has(3) && sections.has(6)) return;
  if (!sections.has(6) && sections.has(LONG_TERM_SECTION)) {
    throw new UnsupportedError(
      `${where}: its rhythm is in section 12, the long-term rhythm of SCP-ECG version 3, which is not read`,
    );
  }
  const missing = sections.has(6) ? "3, which defines the leads" : "6, which holds the rhythm";
  throw new FormatError({
    file: where,
    byteOffset: 22,
    field: "sections",
    got: [...sections.keys()].join(", ") || "none",
    wanted: `section ${missing}${sections.has(5) && !sections.has(6) ? "; a reference beat alone is no recording" : ""}`,
  });
}

interface ReferenceContext extends Omit<ReferenceBeatContext, "qrs"> {
  /** Whether the rhythm cannot be restored without sections 4 and 5. */
  readonly isNeeded: boolean;
}

interface Reference {
  readonly qrs: QrsLocations | null;
  readonly reference: ReferenceBeat | null;
  readonly warning: string | null;
}

/** Sections 4 and 5. Where the rhythm can do without them, their faults are a warning. */
function readReference(sections: ReadonlyMap<number, ScpSection>, context: ReferenceContext): Reference {
  const { definitions, where, isNeeded } = context;
  try {
    const qrs = sections.has(4) ? readQrsLocations(sections.get(4)!, where) : null;
    if (!sections.has(5)) return { qrs, reference: null, warning: null };
    const data = readLeadData(sections.get(5)!, definitions.leads.length, where);
    const reference = decodeReferenceBeat(data, { ...context, qrs });
    const warning =
      reference === null ? "note: nothing tells the length of the reference beat; it was left out" : null;
    return { qrs, reference, warning };
  } catch (error) {
    if (isNeeded || !(error instanceof FormatError) || error.fault === null) throw error;
    const { field, got, wanted } = error.fault;
    const warning = `the reference beat was left out; ${field}: got ${got}, wanted ${wanted}`;
    return { qrs: null, reference: null, warning };
  }
}

/** All leads over the time that any of them covers. */
function onOneGrid(rhythm: Rhythm, names: readonly string[], where: string): Lead[] {
  if (rhythm.leads.length === 0) {
    throw new FormatError({ file: where, field: "section 6", got: "no samples", wanted: "some" });
  }
  const first = Math.min(...rhythm.leads.map((lead) => lead.firstSample));
  const end = Math.max(...rhythm.leads.map((lead) => lead.firstSample + lead.samplesNv.length));
  return rhythm.leads.map(({ index, firstSample, samplesNv }) => {
    const samplesMv = inMillivolts(samplesNv);
    const name = names[index]!;
    if (samplesMv.length === end - first) return { name, samplesMv };
    const padded = new Float64Array(end - first).fill(Number.NaN);
    padded.set(samplesMv, firstSample - first);
    return { name, samplesMv: padded };
  });
}

/** In place: a copy of the longest recordings would not be small. */
function inMillivolts(samplesNv: Float64Array): Float64Array {
  for (let i = 0; i < samplesNv.length; i++) samplesNv[i]! /= NANOVOLTS_PER_MILLIVOLT;
  return samplesNv;
}

function medianGroup(reference: ReferenceBeat, names: readonly string[]): SignalGroup {
  const leads = reference.leadsNv.map((samplesNv, index) => ({
    name: names[index]!,
    samplesMv: inMillivolts(samplesNv),
  }));
  return {
    kind: "median",
    label: "reference beat",
    samplingRateHz: 1_000_000 / reference.sampleIntervalUs,
    startMs: 0,
    leads: deriveLimbLeads(leads).leads,
  };
}
