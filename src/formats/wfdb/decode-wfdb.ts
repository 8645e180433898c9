// A WFDB record, from the bytes of its files to a Recording. Pure: the caller reads the files.
// Values equal those of the wfdb Python package (p_signal) to the last bit; where it averages the samples of
// a frame, all of them are kept here and the sampling rate is that of the samples.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { MAX_SAMPLING_RATE_HZ } from "../limits.ts";
import { nameLeads } from "../name-leads.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import type { WfdbHeader } from "./header.ts";
import { hasLudbHeader, LUDB_NOTE, obeysEinthoven, withMicrovoltGains } from "./ludb.ts";
import { type DecodedSignal, decodeSignalFiles } from "./signal-files.ts";

export interface WfdbInput {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly header: WfdbHeader;
  /** Bytes of every file in `signalFileNames(header)`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 over the header and the signal files, in that order. */
  readonly sha256: string;
  /** Names the header in messages. */
  readonly where: string;
}

/**
 * Decodes a record: leads in file order in millivolts, invalid samples NaN, skew undone. Wrong checksums,
 * assumed gains and doubled lead names become warnings. Throws FormatError for truncated or contradictory
 * files and UnsupportedError for leads at different rates.
 */
export function decodeWfdb(input: WfdbInput): Recording {
  const warnings = [...input.header.warnings];
  const ludb = hasLudbHeader(input.header)
    ? decodeSignalFiles(withMicrovoltGains(input.header), input)
    : null;
  const isLudb = ludb !== null && obeysEinthoven(ludb[0]!.samplesMv, ludb[1]!.samplesMv, ludb[2]!.samplesMv);
  const voltages = isLudb ? ludb : decodeSignalFiles(input.header, input);
  if (isLudb) warnings.push(LUDB_NOTE);

  const samplesPerFrame = voltages[0]!.signal.samplesPerFrame;
  const odd = voltages.find(({ signal }) => signal.samplesPerFrame !== samplesPerFrame);
  if (odd !== undefined) {
    throw new UnsupportedError(
      `${input.where}: ${quote(odd.signal.description)} has ${odd.signal.samplesPerFrame} samples a frame and ${quote(voltages[0]!.signal.description)} ${samplesPerFrame}; leads at different rates are not read`,
    );
  }
  const samplingRateHz = input.header.frameRateHz * samplesPerFrame;
  if (samplingRateHz > MAX_SAMPLING_RATE_HZ) {
    throw new FormatError(
      `${input.where}: ${samplingRateHz} samples a second, at most ${MAX_SAMPLING_RATE_HZ} are read`,
    );
  }
  const named = nameLeads(voltages.map(({ signal }) => signal.description));
  const leads: Lead[] = voltages.map(({ samplesMv }, index) => ({ name: named.names[index]!, samplesMv }));
  warnings.push(...named.warnings, ...leadWarnings(voltages, named.names));
  for (const signal of input.header.signals) {
    if (unitsPerMillivolt(signal.unit) !== null) continue;
    warnings.push(
      `note: signal ${quote(signal.description)} in ${quote(signal.unit)} is no voltage and was left out`,
    );
  }
  return {
    name: input.name,
    leads,
    samplingRateHz,
    patient: patientFromComments(input.header.comments),
    source: { format: "wfdb", sha256: input.sha256, warnings },
  };
}

function leadWarnings(voltages: readonly DecodedSignal[], names: readonly string[]): string[] {
  const warnings: string[] = [];
  const assumed = names.filter((_, index) => !voltages[index]!.signal.gainStated);
  if (assumed.length > 0) {
    warnings.push(`the header gives no gain for ${assumed.join(", ")}; 200 units per mV are assumed`);
  }
  voltages.forEach(({ signal, checksum }, index) => {
    if (signal.checksum === null || ((signal.checksum - checksum) & 0xffff) === 0) return;
    warnings.push(
      `checksum of lead ${names[index]} differs: header ${signal.checksum & 0xffff}, samples ${checksum}`,
    );
  });
  return warnings;
}
