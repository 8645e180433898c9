// Do our readers see, sample by sample, what the readers of others see? Equal means the same 64 bits, NaN with NaN.
import { join } from "node:path";
import { FormatError, GemError } from "../../ecg/errors.ts";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { readRecording } from "../../formats/read-recording.ts";
import type { TruthFile, TruthLead } from "./truth.ts";

export interface FileAgreement {
  readonly path: string;
  readonly reader: string;
  readonly leads: number;
  readonly samples: number;
  /** Samples that differ in any bit, or are on one side only. */
  readonly unequal: number;
  readonly largestDifferenceMv: number;
  /** What we or they said in place of samples, and leads that only one side has. */
  readonly remarks: readonly string[];
  /** Our CPU time for one read and theirs, warmed up. */
  readonly ourMs: number | null;
  readonly theirMs: number | null;
}

const TIMED_READS = 5;
/** What a CSV without a time column does not say. */
const RATE_HZ = 500;

export async function compareFile(folder: string, truth: TruthFile): Promise<FileAgreement> {
  const exams = truth.groups.flatMap(({ exam }) => exam ?? []);
  const names = exams.length === 0 ? [truth.path] : exams.map((exam) => `${truth.path}/${exam}`);
  const remarks: string[] = truth.error === null ? [] : [`${truth.reader}: ${truth.error}`];
  const recordings: Recording[] = [];
  let ourMs: number | null = null;
  try {
    for (const name of names) recordings.push(await read(join(folder, name)));
    const started = process.cpuUsage();
    for (let round = 0; round < TIMED_READS; round++)
      for (const name of names) await read(join(folder, name));
    const { user, system } = process.cpuUsage(started);
    ourMs = (user + system) / 1000 / TIMED_READS;
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    remarks.push(`gem: ${error.message.replaceAll(folder, "")}`);
  }
  const theirs = truth.groups.map(({ rateHz, leads }) => ({ rateHz, leads }));
  const compared = compareGroups(recordings.flatMap(groupsOf), theirs);
  return {
    path: truth.path,
    reader: truth.reader,
    ...compared,
    remarks: [...remarks, ...compared.remarks],
    ourMs,
    theirMs: truth.seconds === null ? null : truth.seconds * 1000,
  };
}

interface Group {
  readonly rateHz: number;
  readonly leads: readonly TruthLead[];
}

/** All signals that the file itself stores. */
function groupsOf(recording: Recording): Group[] {
  const derived = recording.source.derivedLeads ?? [];
  return [recording, ...(recording.otherSignals ?? [])].map(({ samplingRateHz, leads }) => ({
    rateHz: samplingRateHz,
    leads: leads.filter((lead) => !derived.includes(lead.name)),
  }));
}

/** Their groups each against the one of ours that has its rate and length; ours may come in another order. */
function compareGroups(ours: readonly Group[], theirs: readonly Group[]) {
  const rest = [...ours];
  const remarks: string[] = [];
  const totals = { leads: 0, samples: 0, unequal: 0, largestDifferenceMv: 0 };
  for (const group of theirs) {
    const lengthOf = ({ leads }: Group) => leads[0]?.samplesMv.length ?? 0;
    const place = rest.findIndex(
      (candidate) =>
        Math.abs(candidate.rateHz / group.rateHz - 1) < 1e-6 && lengthOf(candidate) === lengthOf(group),
    );
    const [match] = place === -1 ? [] : rest.splice(place, 1);
    if (match === undefined) {
      remarks.push(
        `gem lacks ${group.leads.length} signals at ${group.rateHz} Hz of ${lengthOf(group)} samples`,
      );
      totals.unequal += group.leads.reduce((sum, lead) => sum + lead.samplesMv.length, 0);
      continue;
    }
    for (const lead of group.leads) {
      const name = normaliseLeadName(lead.name);
      const our = match.leads.find((candidate) => candidate.name === name);
      if (our === undefined) remarks.push(`gem has no lead ${name}`);
      const { unequal, largest } = compareSamples(our?.samplesMv ?? new Float64Array(0), lead.samplesMv);
      totals.leads++;
      totals.samples += lead.samplesMv.length;
      totals.unequal += unequal;
      totals.largestDifferenceMv = Math.max(totals.largestDifferenceMv, largest);
    }
  }
  for (const group of rest) remarks.push(`only gem has ${group.leads.length} signals at ${group.rateHz} Hz`);
  return { ...totals, remarks };
}

function compareSamples(ours: Float64Array, theirs: Float64Array): { unequal: number; largest: number } {
  let unequal = Math.abs(ours.length - theirs.length);
  let largest = 0;
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++) {
    const our = ours[i]!;
    const their = theirs[i]!;
    if (our === their || (Number.isNaN(our) && Number.isNaN(their))) continue;
    unequal++;
    largest = Math.max(largest, Number.isNaN(our - their) ? Number.POSITIVE_INFINITY : Math.abs(our - their));
  }
  return { unequal, largest };
}

/** With what the file itself does not say, where it asks. */
async function read(path: string): Promise<Recording> {
  try {
    return await readRecording(path, { keepIdentity: true });
  } catch (error) {
    if (error instanceof FormatError || !(error instanceof GemError) || error.code !== "usage") throw error;
    return readRecording(path, { keepIdentity: true, samplingRateHz: RATE_HZ });
  }
}
