// EDF, EDF+, BDF and BDF+ (Kemp et al. 1992, Kemp and Olivan 2003, BioSemi), whole: header, leads in millivolts,
// annotations. In the file's own unit the values are those of EDFlib (pyedflib's readSignal) to the last bit.
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { annotationSignals, collectTimeline, type EdfAnnotation, type EdfTimeline } from "./annotations.ts";
import { describeContents, type PlacedGroup } from "./edf-contents.ts";
import { type EdfHeader, parseEdfHeader } from "./header.ts";
import { decodeSamples } from "./scale.ts";
import { shownRate } from "./select-signals.ts";

/**
 * Decodes a file. The leads are those of the rate with most standard leads, the others are in `otherSignals`; gaps
 * of a discontinuous file are NaN. Throws FormatError for contradictory files, UnsupportedError for annotations
 * without a signal and for what does not fit into memory, UsageError where the unit or the rate is not told.
 */
export function decodeEdf(input: DecodeInput): Recording {
  const { bytes, where } = input;
  const header = parseEdfHeader(bytes, { fileByteLength: bytes.length, where });
  const contents = describeContents({
    ...input,
    header,
    headerBytes: bytes,
    timeline: readTimeline(bytes, header, where),
  });
  const { main, others } = contents;
  const total = [main, ...others].reduce(
    (sum, { leads, places }) => sum + leads.length * places.sampleCount,
    0,
  );
  if (total > MAX_TOTAL_SAMPLES) {
    throw new UnsupportedError(
      `${where}: ${total} samples, gaps included; at most ${MAX_TOTAL_SAMPLES} are read at once`,
    );
  }
  const { leadNames: _names, sampleCount: _count, ...head } = contents.head;
  return {
    ...head,
    leads: decodeGroup(main, bytes, header),
    otherSignals: others.map((group) => ({
      kind: "rhythm",
      label: `${shownRate(group.samplingRateHz)} Hz`,
      samplingRateHz: group.samplingRateHz,
      startMs: 0,
      leads: decodeGroup(group, bytes, header),
    })),
  };
}

/** All annotations of an EDF+ or BDF+ file, with or without signals; none in plain EDF and BDF. */
export function readEdfAnnotations({
  bytes,
  where,
}: Pick<DecodeInput, "bytes" | "where">): readonly EdfAnnotation[] {
  const header = parseEdfHeader(bytes, { fileByteLength: bytes.length, where });
  return readTimeline(bytes, header, where)?.mapAnnotations((annotation) => annotation) ?? [];
}

function readTimeline(bytes: Uint8Array, header: EdfHeader, where: string): EdfTimeline | null {
  const signals = annotationSignals(header);
  if (signals.length === 0) return null;
  const collector = collectTimeline(header, where);
  for (let record = 0; record < header.recordCount; record++) {
    const recordOffset = header.dataOffset + record * header.recordBytes;
    for (const signal of signals) {
      const from = recordOffset + signal.byteOffsetInRecord;
      const list = bytes.subarray(from, from + signal.samplesPerRecord * header.bytesPerSample);
      collector.add(list, { record, isFirstSignal: signal === signals[0] });
    }
  }
  return collector.finish();
}

function decodeGroup(
  { leads, places, samplesPerRecord }: PlacedGroup,
  bytes: Uint8Array,
  header: EdfHeader,
): Lead[] {
  return leads.map(({ name, signal, scale }) => {
    const samplesMv = new Float64Array(places.sampleCount);
    if (places.starts !== null) samplesMv.fill(Number.NaN);
    for (let record = 0; record < header.recordCount; record++) {
      const byteOffset = header.dataOffset + record * header.recordBytes + signal.byteOffsetInRecord;
      const at = places.starts?.[record] ?? record * samplesPerRecord;
      decodeSamples(
        { bytes, byteOffset, bytesPerSample: header.bytesPerSample, count: samplesPerRecord, scale },
        samplesMv,
        at,
      );
    }
    return { name, samplesMv };
  });
}
