// Signals of one WFDB record at different rates, one group a rate.
import { FormatError } from "../../ecg/errors.ts";
import type { SignalGroup } from "../../ecg/recording.ts";
import { MAX_SAMPLING_RATE_HZ } from "../limits.ts";
import { mainGroup } from "../main-group.ts";
import { nameLeads } from "../name-leads.ts";
import type { DecodedSignal } from "./decode-signals.ts";

export interface RateGroups {
  readonly main: SignalGroup;
  readonly others: readonly SignalGroup[];
  readonly warnings: readonly string[];
}

/** Groups the signals by rate; `voltages` is not empty. Throws FormatError where a rate is too high. */
export function groupByRate(
  voltages: readonly DecodedSignal[],
  { frameRateHz, where }: { frameRateHz: number; where: string },
): RateGroups {
  const warnings: string[] = [];
  const byFrame = Map.groupBy(voltages, ({ signal }) => signal.samplesPerFrame);
  const groups = [...byFrame].map(([samplesPerFrame, signals]): SignalGroup => {
    const samplingRateHz = samplesPerFrame * frameRateHz;
    checkSamplingRate(samplingRateHz, where);
    const named = nameLeads(signals.map(({ signal }) => signal.description));
    warnings.push(...named.warnings, ...leadWarnings(signals, named.names));
    const leads = signals.map(({ samplesMv }, index) => ({ name: named.names[index]!, samplesMv }));
    return { kind: "rhythm", label: `${samplingRateHz} Hz`, samplingRateHz, startMs: 0, leads };
  });
  const main = mainGroup(groups)!;
  return { main, others: groups.filter((group) => group !== main), warnings };
}

export function checkSamplingRate(samplingRateHz: number, where: string): void {
  if (samplingRateHz <= MAX_SAMPLING_RATE_HZ) return;
  throw new FormatError({
    file: where,
    field: "samples a second",
    got: samplingRateHz,
    wanted: `at most ${MAX_SAMPLING_RATE_HZ}`,
  });
}

function leadWarnings(signals: readonly DecodedSignal[], names: readonly string[]): string[] {
  const warnings = assumedGainWarnings(
    signals.map(({ signal }) => signal),
    names,
  );
  signals.forEach(({ checksumFaults: [first, ...more] }, index) => {
    if (first === undefined) return;
    const { stated, computed, segment } = first;
    const place = segment === null ? "" : ` in segment ${segment}`;
    const others = more.length === 0 ? "" : ` (and in ${more.length} more)`;
    warnings.push(
      `checksum of lead ${names[index]}${place} differs: header ${stated}, samples ${computed}${others}`,
    );
  });
  return warnings;
}

/** One warning that names all leads whose gain the header does not give, or none. */
export function assumedGainWarnings(
  signals: readonly { readonly gainStated: boolean }[],
  names: readonly string[],
): string[] {
  const assumed = names.filter((_, index) => !signals[index]!.gainStated);
  if (assumed.length === 0) return [];
  return [`the header gives no gain for ${assumed.join(", ")}; 200 units per mV are assumed`];
}
