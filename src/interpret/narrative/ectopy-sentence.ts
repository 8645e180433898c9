// Beats that do not belong to the basic rhythm, pacing spikes, dropped beats and pauses, each with its time.
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { NOWHERE, rrSpan, type Span } from "./evidence-span.ts";
import { joinWords } from "./lead-list.ts";
import { factCheck, globalCheck } from "./measured-check.ts";
import { type FindingKey, findingsOf, type NarrativeContext } from "./narrative-context.ts";
import { type Statement, statement } from "./statement.ts";

const ECTOPIC: readonly { readonly beatClass: BeatClass; readonly name: string; readonly key: FindingKey }[] =
  [
    { beatClass: "pvc", name: "ventricular premature", key: { scp: ["PVC"], rules: ["rhy.pvc"] } },
    { beatClass: "pac", name: "atrial premature", key: { scp: ["PAC"], rules: ["rhy.pac"] } },
    { beatClass: "fusion", name: "fusion", key: {} },
  ];
const DROPPED: FindingKey = {
  scp: ["2AVB", "3AVB"],
  rules: ["av.mob1", "av.mob2", "av.21", "av.high", "av.3"],
};
const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
/** More beats than these are counted, not listed. */
const MAX_LISTED_TIMES = 4;
/** RR intervals from here on are worth a word (the rule book's pause begins at 3 s). */
const LONG_RR_MS = 2000;
/** Drawn around an R peak whose QRS bounds were not found, and around a lone P. */
const HALF_SPAN_MS = 60;

/** "Two ventricular premature beats are seen at 3.1 s and 7.4 s." or nothing. */
export function ectopySentence(context: NarrativeContext): Sentence {
  const statements = [
    pacingStatement(context),
    ...ECTOPIC.map((ectopic) => ectopicStatement(context, ectopic)),
    droppedStatement(context),
    pauseStatement(context),
  ].filter((it) => it !== null);
  return statements.length === 0 ? [] : sentence`${enumerate(statements)}.`;
}

function ectopicStatement(
  context: NarrativeContext,
  { beatClass, name, key }: (typeof ECTOPIC)[number],
): Statement | null {
  const { beats, global } = context.measurements;
  if (global.dominantClass === beatClass) return null;
  const seen = beats.filter((beat) => beat.class === beatClass);
  if (seen.length === 0) return null;
  const [finding] = findingsOf(context, key);
  const hedge = finding === undefined || finding.certainty === "definite" ? "" : `${finding.certainty} `;
  const noun = seen.length === 1 ? "beat is" : "beats are";
  const text = `${counted(seen.length)} ${hedge}${name} ${noun} seen${times(seen.map((beat) => beat.rPeakMs))}`;
  return statement(text, [
    countCheck(`${name} beats`, seen.length),
    ...seen
      .slice(0, MAX_LISTED_TIMES)
      .map((beat) =>
        factCheck({ span: beatSpan(beat), measure: "beat class", value: beat.class, said: beatClass }),
      ),
  ]);
}

function pacingStatement(context: NarrativeContext): Statement | null {
  const { beats, global } = context.measurements;
  const { pacedBeats, mode, spikesMs } = global.pacing;
  if (pacedBeats === 0) return null;
  const checks = [
    countCheck("paced beats", pacedBeats),
    ...spikesMs.slice(0, MAX_LISTED_TIMES).map((ms) =>
      factCheck({
        span: { beat: null, startMs: ms - HALF_SPAN_MS / 2, endMs: ms + HALF_SPAN_MS / 2 },
        measure: "pacing spike",
        value: true,
        said: true,
      }),
    ),
  ];
  const how = mode === null ? "" : ` (${mode} pacing)`;
  const verb = pacedBeats === 1 ? "is" : "are";
  return statement(`${pacedBeats} of ${beats.length} beats ${verb} paced${how}`, checks);
}

function droppedStatement(context: NarrativeContext): Statement | null {
  const dropped = context.measurements.global.atrial.nonConductedPMs;
  if (dropped.length === 0 || findingsOf(context, DROPPED).length === 0) return null;
  const one = dropped.length === 1;
  const text = `${counted(dropped.length)} P ${one ? "wave is" : "waves are"} not followed by a QRS complex${times(dropped)}`;
  const spans = dropped.slice(0, MAX_LISTED_TIMES).map((ms) =>
    factCheck({
      span: { beat: null, startMs: ms - HALF_SPAN_MS, endMs: ms + HALF_SPAN_MS },
      measure: "P wave without QRS",
      value: true,
      said: true,
    }),
  );
  return statement(text, [countCheck("P waves without QRS", dropped.length), ...spans]);
}

function pauseStatement(context: NarrativeContext): Statement | null {
  const value = context.measurements.global.rhythm.longestPauseMs;
  if (value === null || value < LONG_RR_MS) return null;
  const stated = Math.round(value);
  return statement(`the longest pause lasts ${stated} ms`, [
    globalCheck(rrSpan(context.measurements, value), {
      measure: "longest pause",
      value,
      unit: "ms",
      quantity: "time",
      stated,
    }),
  ]);
}

function countCheck(measure: string, value: number) {
  return globalCheck(NOWHERE, { measure, value, unit: "", quantity: "count", stated: value });
}

function beatSpan(beat: Beat): Span {
  return {
    beat: beat.index,
    startMs: beat.qrsOnsetMs ?? beat.rPeakMs - HALF_SPAN_MS,
    endMs: beat.qrsOffsetMs ?? beat.rPeakMs + HALF_SPAN_MS,
  };
}

function counted(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}

function times(atMs: readonly number[]): string {
  if (atMs.length > MAX_LISTED_TIMES) return "";
  return ` at ${joinWords(atMs.map((ms) => `${(ms / 1000).toFixed(1)} s`))}`;
}
