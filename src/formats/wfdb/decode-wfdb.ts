// A WFDB record, from the bytes of its files to a Recording. Pure: the caller reads the files.
// Values equal those of the wfdb Python package (e_p_signal) to the last bit; where its p_signal averages the
// samples of a frame, all of them are kept here and the sampling rate is that of the samples.
import { FormatError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { type DecodedSegments, decodeSegments } from "./decode-segments.ts";
import { decodeSignals, leftOutNote } from "./decode-signals.ts";
import type { WfdbHeader } from "./header.ts";
import { hasLudbHeader, LUDB_NOTE, obeysEinthoven, withMicrovoltGains } from "./ludb.ts";
import { groupByRate } from "./rate-groups.ts";
import { recordFacts } from "./record-facts.ts";

export interface WfdbInput {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly header: WfdbHeader;
  /** Bytes of every file that `neededWfdbFiles` asks for, headers of segments included. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 over the header and all of `files`, in that order. */
  readonly sha256: string;
  /** Names the header in messages. */
  readonly where: string;
}

/**
 * Decodes a record: leads in file order in millivolts, invalid samples NaN, skew undone, segments joined, leads at
 * other rates in `otherSignals`. Wrong checksums, assumed gains and doubled lead names become warnings. Throws
 * FormatError for truncated or contradictory files.
 */
export function decodeWfdb(input: WfdbInput): Recording {
  const { header, name, where } = input;
  const { voltages, warnings, headers, timed } =
    header.segments === null ? decodeWhole(input) : decodeSegments(header, input);
  if (voltages.length === 0)
    throw new FormatError({ file: where, field: "signals", got: "no voltage", wanted: "one in mV, uV or V" });
  const facts = recordFacts({ header, segments: headers, timed, name });
  const groups = groupByRate(voltages, { frameRateHz: header.frameRateHz, where });
  return {
    name,
    leads: groups.main.leads,
    samplingRateHz: groups.main.samplingRateHz,
    patient: facts.patient,
    source: {
      format: "wfdb",
      sha256: input.sha256,
      warnings: [...header.warnings, ...facts.warnings, ...groups.warnings, ...warnings],
    },
    recordedAt: facts.recordedAt,
    ...(groups.others.length === 0 ? {} : { otherSignals: groups.others }),
    identity: facts.identity,
  };
}

function decodeWhole({ header, files, where }: WfdbInput): DecodedSegments {
  const leftOut = leftOutNotes(header);
  const whole = { headers: [], timed: [] };
  if (hasLudbHeader(header)) {
    const voltages = decodeSignals(withMicrovoltGains(header), { files, where });
    const [one, two, three] = voltages.map(({ samplesMv }) => samplesMv);
    if (obeysEinthoven(one!, two!, three!)) return { ...whole, voltages, warnings: [LUDB_NOTE, ...leftOut] };
  }
  return { ...whole, voltages: decodeSignals(header, { files, where }), warnings: leftOut };
}

/** A note for each signal that will not be among the leads. */
export function leftOutNotes(header: WfdbHeader): string[] {
  return header.signals.flatMap((signal) => {
    if (unitsPerMillivolt(signal.unit) === null) return [leftOutNote(signal, "unit")];
    return signal.format === 0 ? [leftOutNote(signal, "samples")] : [];
  });
}
