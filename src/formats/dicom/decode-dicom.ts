// DICOM waveform objects: 12-lead, general and ambulatory ECG (PS3.3 A.34.3 to A.34.5), and any other waveform
// whose channels are voltages (hemodynamic, electrophysiology). Leads come out in file order, other multiplex
// groups beside them; all that tells who the person is goes to `identity` alone.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { IdentityItem } from "../../ecg/identity.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Lead, Recording, SignalGroup } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { deriveLimbLeads } from "../derive-limb-leads.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { mainGroup } from "../main-group.ts";
import { parseSex } from "../parse-sex.ts";
import { type AnnotatedGroup, readAnnotations } from "./annotations.ts";
import { collectIdentity } from "./collect-identity.ts";
import { asciiValue, itemsOf, textDecoderOf } from "./element-values.ts";
import { type GroupLayout, groupLayout } from "./group-layout.ts";
import { groupLeads } from "./group-leads.ts";
import { objectWithoutWaveform, otherWaveform } from "./other-objects.ts";
import { type DicomFile, parseDicom } from "./parse-dicom.ts";
import { ageYears, type RecordingMoment, recordingMoment } from "./recording-moment.ts";

/** The standard allows five at most for any ECG. */
const MAX_GROUPS = 64;

interface Group extends Pick<SignalGroup, "kind" | "samplingRateHz"> {
  readonly layout: GroupLayout;
  /** As the file has them. */
  readonly fileLeads: readonly Lead[];
  /** With the limb leads that follow from eight stored ones. */
  readonly leads: readonly Lead[];
  readonly derived: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Decodes an object: the rhythm group with the most standard leads becomes `leads`, median beats and further
 * groups `otherSignals`. Throws UnsupportedError for objects that hold no ECG, FormatError for contradictory
 * bytes, UsageError where only the caller can tell unit, rate or lead names.
 */
export function decodeDicom(input: DecodeInput): Recording {
  const { name, bytes, sha256, where } = input;
  const object = parseDicom(bytes, where);
  const { dataSet } = object;
  const groups = readLayouts(object, input).map((layout) => readGroup(layout, input));
  const main = mainGroup(groups)!;
  const { samplingRateHz, kind } = main;
  const moment = recordingMoment(dataSet);
  const annotated = groups.filter((group) => group.kind === kind);
  const warnings = [
    ...object.warnings,
    ...groups.flatMap((group) => [...group.layout.warnings, ...group.warnings]),
    ...(kind === "median" ? ["the file holds a median beat and no rhythm"] : []),
    ...(moment?.isDateOnly ? ["note: the file does not tell the time of day at which it was taken"] : []),
  ];
  return {
    name,
    leads: main.leads,
    samplingRateHz,
    patient: {
      ageYears: ageYears(dataSet, moment),
      sex: parseSex(asciiValue(dataSet, "00100040")),
      context: null,
    },
    source: {
      format: "dicom",
      sha256,
      // two groups of the same channels give the same notes
      warnings: [...new Set(warnings)],
      ...(main.derived.length > 0 ? { derivedLeads: main.derived } : {}),
    },
    recordedAt: moment?.recordedAt ?? null,
    otherSignals: groups.filter((group) => group !== main).map((group) => signalGroup(group, main)),
    annotations: readAnnotations(
      dataSet,
      annotated.map((group) => annotatedGroup(group, main)),
      where,
    ),
    identity: identityOf(object, moment),
  };
}

/** Groups that hold voltages; all sizes are checked here, before anything is allocated. */
function readLayouts({ dataSet }: DicomFile, { options, where }: DecodeInput): GroupLayout[] {
  const items = itemsOf(dataSet, "54000100");
  if (items.length === 0)
    throw new UnsupportedError(`${where} is ${objectWithoutWaveform(dataSet)}, wanted an ECG`);
  const other = otherWaveform(asciiValue(dataSet, "00080016"));
  if (other !== null) throw new UnsupportedError(`${where} is ${other}, wanted an ECG`);
  const byteOffset = dataSet.elements.get("54000100")?.offset ?? 0;
  if (items.length > MAX_GROUPS) {
    throw new FormatError({
      file: where,
      byteOffset,
      field: "multiplex groups",
      got: items.length,
      wanted: `at most ${MAX_GROUPS}`,
    });
  }
  const all = items.map((item, index) =>
    groupLayout(item, {
      number: index + 1,
      where,
      samplingRateHz: options?.samplingRateHz,
      unit: options?.unit,
      decode: textDecoderOf(dataSet),
    }),
  );
  const layouts = all.filter(({ channels }) => channels.length > 0);
  if (layouts.length === 0) {
    throw new UnsupportedError(`${where} is a DICOM waveform without voltages, wanted an ECG`);
  }
  const samples = layouts.reduce((sum, { channels, sampleCount }) => sum + channels.length * sampleCount, 0);
  if (samples > MAX_TOTAL_SAMPLES) {
    throw new FormatError({
      file: where,
      byteOffset,
      field: "samples of all leads",
      got: samples,
      wanted: `at most ${MAX_TOTAL_SAMPLES}`,
    });
  }
  return layouts;
}

/** What an eight-lead device stores. */
const STORED_LEADS = STANDARD_LEADS.filter((lead) => /^(I|II|V\d)$/.test(lead));

function readGroup(layout: GroupLayout, { options, where }: DecodeInput): Group {
  const { leads: fileLeads, warnings } = groupLeads(layout, { leadNames: options?.leadNames, where });
  const isComplete = STORED_LEADS.every((stored) => fileLeads.some(({ name }) => name === stored));
  const { leads, derived } = isComplete ? deriveLimbLeads(fileLeads) : { leads: fileLeads, derived: [] };
  const { kind, samplingRateHz } = layout;
  return { kind, samplingRateHz, layout, fileLeads, leads, derived, warnings };
}

function startMs({ layout }: Group, main: Group): number {
  return layout.kind === "median" ? 0 : layout.offsetMs - main.layout.offsetMs;
}

function signalGroup(group: Group, main: Group): SignalGroup {
  const { kind, number, samplingRateHz } = group.layout;
  const label = kind === "median" ? `median beat of multiplex group ${number}` : `multiplex group ${number}`;
  return { kind, label, samplingRateHz, startMs: startMs(group, main), leads: group.leads };
}

function annotatedGroup(group: Group, main: Group): AnnotatedGroup {
  const { number, samplingRateHz, channels, channelCount } = group.layout;
  const leadNames = Array.from<string | null>({ length: channelCount }).fill(null);
  channels.forEach((channel, place) => {
    leadNames[channel.index] = group.fileLeads[place]!.name;
  });
  return { number, samplingRateHz, startMs: startMs(group, main), leadNames };
}

function identityOf(
  { meta, dataSet, hasPreamble }: DicomFile,
  moment: RecordingMoment | null,
): IdentityItem[] {
  const preamble: IdentityItem = { category: "private data", field: "FilePreamble", value: "128 bytes" };
  return [
    ...(hasPreamble ? [preamble] : []),
    ...collectIdentity(meta, new Set()),
    ...collectIdentity(dataSet, moment?.tags ?? new Set()),
  ];
}
