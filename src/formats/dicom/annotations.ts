// Marks in the signal out of the Waveform Annotation Sequence (PS3.3 C.10.10): what points at samples or moments
// and has a coded name. Texts and measured values are none: the former are identity, the latter the device's own
// reading, which must not lead ours.
import { FormatError } from "../../ecg/errors.ts";
import type { Annotation } from "../../ecg/recording.ts";
import type { DataItem } from "./data-elements.ts";
import { asciiValue, codeValue, decimalValues, itemsOf, unsignedValues } from "./element-values.ts";

export interface AnnotatedGroup {
  readonly number: number;
  readonly samplingRateHz: number;
  /** From the start of the recording. */
  readonly startMs: number;
  /** By channel, from 0 on; null for channels that were left out. */
  readonly leadNames: readonly (string | null)[];
}

/** A day of beats with five marks each is 500,000. */
const MAX_ANNOTATIONS = 1_000_000;
const MAX_CODE_LENGTH = 64;

/** Those that refer to one of `groups`; throws FormatError where there are too many to be an ECG's. */
export function readAnnotations(
  dataSet: DataItem,
  groups: readonly AnnotatedGroup[],
  where: string,
): Annotation[] {
  const annotations: Annotation[] = [];
  for (const item of itemsOf(dataSet, "0040B020")) {
    const name = codeValue(item, "0040A043");
    const isReading = ["0040A30A", "0040A168", "00700006"].some((tag) => item.elements.has(tag));
    if (name === null || name.value === "" || isReading) continue;
    const { group, lead } = referredTo(item, groups);
    if (group === null) continue;
    const code = name.value.replace(/\p{Cc}/gu, "").slice(0, MAX_CODE_LENGTH);
    for (const { timeMs, durationMs } of places(item, group)) {
      annotations.push({ timeMs, durationMs, lead, code, text: null });
    }
    if (annotations.length > MAX_ANNOTATIONS) {
      throw new FormatError({
        file: where,
        byteOffset: dataSet.elements.get("0040B020")?.offset ?? 0,
        field: "waveform annotations",
        got: `more than ${MAX_ANNOTATIONS}`,
        wanted: "those of an ECG",
      });
    }
  }
  return annotations.toSorted((a, b) => a.timeMs - b.timeMs);
}

/** Pairs of group and channel, channel 0 being all; one that names several leads belongs to all. */
function referredTo(
  item: DataItem,
  groups: readonly AnnotatedGroup[],
): { group: AnnotatedGroup | null; lead: string | null } {
  const pairs = unsignedValues(item, "0040A0B0", 2);
  const group = groups.find(({ number }) => number === (pairs[0] ?? 1)) ?? null;
  const channel = pairs[1] ?? 0;
  const lead = channel === 0 || pairs.length > 2 ? null : (group?.leadNames[channel - 1] ?? null);
  return { group, lead };
}

interface Place {
  readonly timeMs: number;
  readonly durationMs: number;
}

function places(item: DataItem, group: AnnotatedGroup): Place[] {
  const moments = momentsMs(item, group);
  const isRange = /^(MULTI)?SEGMENT$/.test(asciiValue(item, "0040A130") ?? "");
  if (!isRange) return moments.map((timeMs) => ({ timeMs, durationMs: 0 }));
  return moments.flatMap((timeMs, index) =>
    index % 2 === 0 && index + 1 < moments.length
      ? [{ timeMs, durationMs: Math.max(0, moments[index + 1]! - timeMs) }]
      : [],
  );
}

/** Referenced Sample Positions count from 1; Referenced Time Offsets are seconds from the start of the group. */
function momentsMs(item: DataItem, { samplingRateHz, startMs }: AnnotatedGroup): number[] {
  const positions = unsignedValues(item, "0040A132", 4).filter((position) => position > 0);
  if (positions.length > 0)
    return positions.map((position) => startMs + ((position - 1) / samplingRateHz) * 1000);
  return decimalValues(item, "0040A138")
    .filter((seconds) => Math.abs(seconds) < Number.MAX_SAFE_INTEGER)
    .map((seconds) => startMs + seconds * 1000);
}
