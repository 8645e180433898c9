// The samples of a multi-segment WFDB record. Gains may differ from one segment to the next; what a segment lacks
// is NaN. Skew is undone within each segment, as the wfdb Python package does.
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import {
  type ChecksumFault,
  checkTotal,
  type DecodedSignal,
  decodeSignals,
  leftOutNote,
  type SignalFileBytes,
  samplesToDecode,
} from "./decode-signals.ts";
import type { WfdbHeader } from "./header.ts";
import { placeSegments, type SegmentedRecord, signalPlaces } from "./segment-parts.ts";
import { signalFilesOf } from "./signal-files.ts";

/** Of the segments of one record; each is about all segments alike. */
const MAX_WARNINGS = 50;

export interface DecodedSegments {
  /** Voltages only, each as long as the whole record. */
  readonly voltages: readonly DecodedSignal[];
  readonly warnings: readonly string[];
  /** Of the segments. */
  readonly headers: readonly WfdbHeader[];
  /** Those whose time is the start of the record. */
  readonly timed: readonly WfdbHeader[];
}

/** Decodes all segments of a record. Throws FormatError, FileAccessError or UnsupportedError. */
export function decodeSegments(record: WfdbHeader, input: SignalFileBytes): DecodedSegments {
  const segmented = placeSegments(record, input);
  const { layout, parts, frameCount, headers, variable } = segmented;
  checkSize(segmented, input.where);
  const wholes: (Whole | null)[] = layout.signals.map(() => null);
  const warnings = segmentWarnings(segmented);
  for (const part of parts) {
    const places = signalPlaces(part.header, segmented);
    // the checksum of a segment that is longer counts samples that are left out
    const exact = part.header.frameCount === null || part.header.frameCount === part.frameCount;
    const header = { ...part.header, frameCount: part.frameCount };
    for (const decoded of decodeSignals(header, { files: input.files, where: part.where })) {
      const place = places.get(decoded.signal);
      if (place === undefined) continue;
      const { samplesPerFrame } = decoded.signal;
      wholes[place] ??= {
        samplesMv: new Float64Array(frameCount * samplesPerFrame).fill(Number.NaN),
        checksumFaults: [],
        gainStated: true,
      };
      const whole = wholes[place];
      whole.samplesMv.set(decoded.samplesMv, part.startFrame * samplesPerFrame);
      whole.gainStated &&= decoded.signal.gainStated;
      if (!exact) continue;
      for (const fault of decoded.checksumFaults)
        whole.checksumFaults.push({ ...fault, segment: part.number });
    }
  }
  const voltages = layout.signals.flatMap((signal, index) => {
    const whole = wholes[index] ?? null;
    if (whole !== null) return [{ ...whole, signal: { ...signal, gainStated: whole.gainStated } }];
    const noVoltage = unitsPerMillivolt(signal.unit) === null;
    warnings.push(leftOutNote(signal, noVoltage ? "unit" : "samples"));
    return [];
  });
  const first = parts[0]!;
  const timed = [...(variable ? [layout] : []), ...(first.startFrame === 0 ? [first.header] : [])];
  return { voltages, warnings, headers, timed };
}

/** A signal of the whole record while its segments are copied into it. */
interface Whole {
  readonly samplesMv: Float64Array;
  readonly checksumFaults: ChecksumFault[];
  gainStated: boolean;
}

function checkSize({ layout, parts, frameCount }: SegmentedRecord, where: string): void {
  const frameSize = layout.signals.reduce((sum, signal) => sum + signal.samplesPerFrame, 0);
  checkTotal(frameCount * frameSize, where);
  const work = parts.map((part) =>
    signalFilesOf(part.header, part.where).reduce(
      (sum, file) => sum + samplesToDecode(file, part.frameCount),
      0,
    ),
  );
  checkTotal(
    work.reduce((sum, samples) => sum + samples, 0),
    where,
  );
}

/** What is odd about the segments; each thing once, with the first segment in which it is. */
function segmentWarnings({ parts, layout, variable }: SegmentedRecord): string[] {
  const warnings = new Map<string, number>();
  const told = new Set<WfdbHeader>();
  const tell = (number: number, warning: string) => {
    if (warnings.size < MAX_WARNINGS && !warnings.has(warning)) warnings.set(warning, number);
  };
  for (const { header, number, frameCount } of parts) {
    if (header.frameCount !== null && header.frameCount > frameCount)
      tell(number, "it is longer than the record says; its end was left out");
    if (told.has(header)) continue;
    told.add(header);
    for (const warning of header.warnings) tell(number, warning);
    const places = signalPlaces(header, { layout, variable });
    for (const signal of header.signals) {
      const place = places.get(signal);
      if (place === undefined)
        tell(number, `signal ${quote(signal.description)} is not in the layout and was left out`);
      else if (layout.signals[place]!.description !== signal.description)
        tell(number, `its signal ${place + 1} has another name than in the first; it was taken by its place`);
    }
  }
  return [...warnings].map(([warning, number]) => `segment ${number}: ${warning}`);
}
