// What is in a recording, said without its samples and without the person. One pass over the pieces of a stream,
// so a day-long file is inspected in little memory.
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { IdentityCategory } from "../ecg/identity.ts";
import type { Inspection, LeadSummary } from "../ecg/inspection.ts";
import type { SignalGroup } from "../ecg/recording.ts";
import { doubtfulRanges } from "./doubtful-amplitudes.ts";
import type { RecordingHead, RecordingStream } from "./recording-stream.ts";

export async function inspectRecording(stream: RecordingStream): Promise<Inspection> {
  const { head } = stream;
  const { source } = head;
  const leads = head.leadNames.map((name) => ({
    name,
    invalidSamples: 0,
    minMv: Number.POSITIVE_INFINITY,
    maxMv: Number.NEGATIVE_INFINITY,
  }));
  for await (const pieces of stream.chunks()) {
    pieces.forEach((samplesMv, index) => {
      const lead = leads[index]!;
      for (const value of samplesMv) {
        if (Number.isNaN(value)) lead.invalidSamples++;
        if (value < lead.minMv) lead.minMv = value;
        if (value > lead.maxMv) lead.maxMv = value;
      }
    });
  }
  // a recording in memory was looked at when it was read
  const known = source.warnings.some((warning) => warning.includes("gain or unit may be wrong"));
  const doubts = known ? [] : doubtfulRanges(leads);
  return {
    record: {
      name: head.name,
      samplingRateHz: head.samplingRateHz,
      durationMs: (head.sampleCount / head.samplingRateHz) * 1000,
      leads: [...head.leadNames],
      sha256: source.sha256,
    },
    format: source.format,
    recordedAt: head.recordedAt ?? null,
    patient: { ...head.patient },
    leads: leads.map(
      (lead): LeadSummary => ({
        ...lead,
        samples: head.sampleCount,
        minMv: Number.isFinite(lead.minMv) ? lead.minMv : null,
        maxMv: Number.isFinite(lead.maxMv) ? lead.maxMv : null,
        derived: source.derivedLeads?.includes(lead.name) ?? false,
      }),
    ),
    otherSignals: (head.otherSignals ?? []).map(summariseGroup),
    annotations: countBy((head.annotations ?? []).map((annotation) => annotation.code)),
    identity: identityOf(head),
    warnings: [...source.warnings, ...doubts],
    disclaimer: DISCLAIMER,
  };
}

function summariseGroup({ kind, label, samplingRateHz, leads }: SignalGroup, index: number) {
  const samples = leads[0]?.samplesMv.length ?? 0;
  return {
    number: index + 1,
    kind,
    label,
    samplingRateHz,
    durationMs: (samples / samplingRateHz) * 1000,
    leads: leads.map((lead) => lead.name),
  };
}

function identityOf({ identity = [], source }: RecordingHead): Inspection["identity"] {
  const kept = countBy(identity.map((item) => item.category));
  return [
    ...(source.identityRemoved ?? []),
    ...Object.entries(kept).map(([category, count]) => ({
      category: category as IdentityCategory,
      count,
      action: "kept" as const,
    })),
  ];
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}
