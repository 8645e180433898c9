// The summary of a long recording, fed window by window: nothing of a window is kept but its numbers.
import type { LongResult, LongSummary, Stretch } from "../../ecg/long-measurements.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import { doubtfulRanges } from "../../formats/doubtful-amplitudes.ts";
import type { RecordingHead } from "../../formats/recording-stream.ts";
import { FLUTTER_FROM } from "../atria/flutter.ts";
import { valueSpreads } from "../confidence/value-spreads.ts";
import { mergedReasons } from "../quality/merged-reasons.ts";
import { longRhythm } from "./long-rhythm.ts";
import type { StreamWindow, WindowLengths } from "./stream-windows.ts";

interface WindowNote extends Omit<Stretch, "reasons"> {
  readonly durationMs: number;
  readonly reasons: readonly string[];
}

interface LeadNote {
  usableMs: number;
  readonly lost: { readonly durationMs: number; readonly reasons: readonly string[] }[];
}

export interface LongSummaryMaker {
  /** What the whole range of values says is only known once all samples have passed. */
  look(window: StreamWindow): void;
  add(measurements: Measurements): void;
  result(): LongResult;
}

export function longSummary(head: RecordingHead, lengths: WindowLengths): LongSummaryMaker {
  const ranges = head.leadNames.map((name) => ({
    name,
    minMv: Number.POSITIVE_INFINITY,
    maxMv: Number.NEGATIVE_INFINITY,
  }));
  const windows: WindowNote[] = [];
  const leads = new Map(head.leadNames.map((name): [string, LeadNote] => [name, { usableMs: 0, lost: [] }]));
  const rhythm = longRhythm();
  const values = valueSpreads();
  const judged = { ms: 0, sum: 0 };
  const atrial: LongSummary["atrial"] = {
    organisedPMs: 0,
    noOrganisedPMs: 0,
    flutterMs: 0,
    notAssessableMs: 0,
  };
  return {
    look: ({ recording, first, coreFirst, coreEnd }) => {
      for (const [lead, { samplesMv }] of recording.leads.entries()) {
        const range = ranges[lead]!;
        for (let i = coreFirst - first; i < coreEnd - first; i++) {
          const value = samplesMv[i]!;
          if (value < range.minMv) range.minMv = value;
          if (value > range.maxMv) range.maxMv = value;
        }
      }
    },
    add: (measurements) => {
      const { record, quality, beats, global } = measurements;
      const { startMs = 0, durationMs } = record;
      const { verdict, reasons, acceptability } = quality;
      if (acceptability !== null) {
        judged.ms += durationMs;
        judged.sum += durationMs * acceptability;
      }
      windows.push({ startMs, endMs: startMs + durationMs, durationMs, verdict, reasons });
      for (const [lead, note] of leads) {
        const found = quality.leads[lead];
        if (found?.usable === true) note.usableMs += durationMs;
        else note.lost.push({ durationMs, reasons: found?.reasons ?? [] });
      }
      addAtrial(atrial, measurements, durationMs);
      if (verdict === "unusable") return;
      rhythm.cover(startMs, startMs + durationMs);
      rhythm.add(beats, Object.values(measurements.leads)[0]?.sequences.rrInterval1 ?? []);
      values.add(global);
    },
    result: () => {
      const measured = windows.filter(({ verdict }) => verdict !== "unusable");
      const durationMs = windows.at(-1)?.endMs ?? 0;
      const doubts = doubtfulRanges(ranges).map((reason) => ({
        reason,
        windows: windows.length,
        durationMs,
      }));
      const allOk = windows.length > 0 && windows.every(({ verdict }) => verdict === "ok");
      return {
        record: {
          name: head.name,
          samplingRateHz: head.samplingRateHz,
          durationMs,
          leads: [...head.leadNames],
          sha256: head.source.sha256,
        },
        patient: { ...head.patient },
        quality: {
          verdict: measured.length === 0 ? "unusable" : allOk && doubts.length === 0 ? "ok" : "limited",
          acceptability: judged.ms === 0 ? null : Math.round((1000 * judged.sum) / judged.ms) / 1000,
          reasons: [...doubts, ...mergedReasons(windows)],
          stretches: stretchesOf(windows),
          leads: Object.fromEntries(
            [...leads].map(([lead, { usableMs, lost }]) => [
              lead,
              {
                usableShare: durationMs === 0 ? 0 : Math.round((1000 * usableMs) / durationMs) / 1000,
                reasons: mergedReasons(lost),
              },
            ]),
          ),
        },
        summary: {
          windows: {
            count: windows.length,
            measured: measured.length,
            lengthMs: lengths.windowMs,
            contextMs: lengths.contextMs,
          },
          measuredMs: measured.reduce((sum, window) => sum + window.durationMs, 0),
          ...rhythm.result(durationMs),
          atrial,
          values: values.result(),
        },
      };
    },
  };
}

function addAtrial(
  atrial: LongSummary["atrial"],
  { quality, global }: Measurements,
  durationMs: number,
): void {
  const { organisedP, flutterStrength } = global.atrial;
  if (quality.verdict === "unusable" || organisedP === null) atrial.notAssessableMs += durationMs;
  else if (organisedP) atrial.organisedPMs += durationMs;
  else if ((flutterStrength ?? 0) >= FLUTTER_FROM) atrial.flutterMs += durationMs;
  else atrial.noOrganisedPMs += durationMs;
}

function stretchesOf(windows: readonly WindowNote[]): Stretch[] {
  const groups: WindowNote[][] = [];
  for (const window of windows) {
    const group = groups.at(-1);
    if (group?.[0]?.verdict === window.verdict) group.push(window);
    else groups.push([window]);
  }
  return groups.map((group) => ({
    startMs: group[0]!.startMs,
    endMs: group.at(-1)!.endMs,
    verdict: group[0]!.verdict,
    reasons: mergedReasons(group).map(({ reason }) => reason),
  }));
}
