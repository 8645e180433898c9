// All of an EDF file but its samples, which the whole reader and the stream get each in its own way.
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Annotation } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import type { RecordingHead } from "../recording-stream.ts";
import type { EdfAnnotation, EdfTimeline } from "./annotations.ts";
import { type EdfHeader, TICKS_PER_SECOND } from "./header.ts";
import { readPerson } from "./person.ts";
import { placeRecords, type RecordPlaces } from "./place-records.ts";
import { type RateGroup, selectSignals } from "./select-signals.ts";

export interface PlacedGroup extends RateGroup {
  readonly places: RecordPlaces;
}

export interface EdfContents {
  readonly head: RecordingHead;
  readonly main: PlacedGroup;
  readonly others: readonly PlacedGroup[];
}

interface ContentsInput extends Omit<DecodeInput, "bytes"> {
  readonly header: EdfHeader;
  readonly headerBytes: Uint8Array;
  /** null in files without annotation lists. */
  readonly timeline: EdfTimeline | null;
}

export function describeContents(input: ContentsInput): EdfContents {
  const { header, headerBytes, timeline, name, sha256, where, options } = input;
  if (header.plus && header.signals.every(({ label }) => label === `${header.kind} Annotations`)) {
    throw new UnsupportedError(
      `${where}: it holds ${timeline?.annotationCount ?? 0} annotations and no signal, wanted at least one ECG lead`,
    );
  }
  const selected = selectSignals({ header, bytes: headerBytes, where, options });
  const place = (group: RateGroup): PlacedGroup => ({
    ...group,
    places: placeRecords({ header, timeline, where, ...group }),
  });
  const main = place(selected.main);
  const others = selected.others.map(place);
  const start = timeline?.recordStarts[0];
  const person = readPerson(header, start === undefined || Number.isNaN(start) ? 0 : start);
  const warnings = [...header.warnings, ...selected.warnings, ...main.places.warnings, ...person.warnings];
  if ((timeline?.malformedCount ?? 0) > 0) {
    warnings.push(`${timeline!.malformedCount} annotation lists are malformed and were left out`);
  }
  const namesByLabel = new Map(
    [main, ...others].flatMap(({ leads }) => leads.map((lead) => [lead.signal.label, lead.name] as const)),
  );
  const code = `${header.kind}+`;
  const toAnnotation = ({ onsetTicks, durationSeconds, text }: EdfAnnotation): Annotation => ({
    timeMs: (onsetTicks * 1000) / TICKS_PER_SECOND,
    durationMs: (durationSeconds ?? 0) * 1000,
    // "Artefact@@ECG V1" belongs to that signal (EDF+ standard texts, section 3.3)
    lead: text.includes("@@") ? (namesByLabel.get(text.slice(text.lastIndexOf("@@") + 2)) ?? null) : null,
    code,
    text: text === "" ? null : text,
  });
  return {
    main,
    others,
    head: {
      name,
      leadNames: main.leads.map((lead) => lead.name),
      sampleCount: main.places.sampleCount,
      samplingRateHz: main.samplingRateHz,
      patient: person.patient,
      recordedAt: person.recordedAt,
      annotations: timeline?.mapAnnotations(toAnnotation) ?? [],
      identity: person.identity,
      source: { format: "edf", sha256, warnings },
    },
  };
}
