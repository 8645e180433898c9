// Which signals of an EDF file are leads, under what name and in what unit: all that are voltages, in one group for
// each rate. Whatever else a polysomnograph records is left out with a note.

import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { turnedOver } from "../doubtful-amplitudes.ts";
import { MAX_SIGNALS } from "../limits.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, SAMPLING_RATES } from "../sampling-rate.ts";
import { givenUnitsPerMillivolt, unitsPerMillivolt } from "../voltage-unit.ts";
import { type EdfHeader, type EdfSignal, TICKS_PER_SECOND } from "./header.ts";
import { parseScale, type SignalScale } from "./scale.ts";
import { isAnnotationsLabel, isEcgLabel, isStatusLabel, leadLabel } from "./signal-label.ts";

export interface LeadSignal {
  readonly name: string;
  readonly signal: EdfSignal;
  readonly scale: SignalScale;
}

/** The leads of one rate, in file order. */
export interface RateGroup {
  readonly samplesPerRecord: number;
  readonly samplingRateHz: number;
  readonly leads: readonly LeadSignal[];
}

export interface SelectedSignals {
  readonly main: RateGroup;
  readonly others: readonly RateGroup[];
  readonly warnings: readonly string[];
}

interface SelectInput {
  readonly header: EdfHeader;
  /** Of the header. */
  readonly bytes: Uint8Array;
  readonly where: string;
  readonly options: DecodeOptions | undefined;
}

type LeaveOut = (signal: EdfSignal, why: string) => void;

interface Voltage {
  readonly signal: EdfSignal;
  readonly unitsPerMillivolt: number;
}

/** Throws UsageError where the caller must tell a unit or the rate, UnsupportedError where nothing can be a lead. */
export function selectSignals(input: SelectInput): SelectedSignals {
  const { header, where } = input;
  const warnings: string[] = [];
  const leaveOut: LeaveOut = ({ label }, why) => {
    warnings.push(`note: signal ${quote(label)} ${why} and was left out`);
  };
  const voltages = findVoltages(input, leaveOut);
  const recordTicks = header.recordTicks > 0 ? header.recordTicks : askedRecordTicks(voltages, input);
  const rateHz = (samplesPerRecord: number) => (samplesPerRecord * TICKS_PER_SECOND) / recordTicks;
  const readable = voltages.filter(({ signal }) => {
    const rate = rateHz(signal.samplesPerRecord);
    if (isSamplingRate(rate)) return true;
    leaveOut(signal, `at ${shownRate(rate)} Hz is outside ${SAMPLING_RATES}`);
    return false;
  });
  const scaled = scaleVoltages(readable, input, leaveOut);
  if (scaled.length === 0 || scaled.length > MAX_SIGNALS) {
    throw new UnsupportedError(
      `${where}: ${scaled.length} of its signals can be leads, wanted 1 to ${MAX_SIGNALS}`,
    );
  }
  const labels = leadLabels(scaled, input);
  const sizes = new Set(scaled.map(({ signal }) => signal.samplesPerRecord));
  const groups = [...sizes].map((samplesPerRecord): RateGroup => {
    const members = scaled.flatMap((voltage, index) =>
      voltage.signal.samplesPerRecord === samplesPerRecord ? [{ ...voltage, label: labels[index]! }] : [],
    );
    const named = nameLeads(members.map(({ label }) => label));
    warnings.push(...named.warnings);
    const leads = members.map(({ signal, scale }, index) => ({ name: named.names[index]!, signal, scale }));
    warnings.push(...turnedOver(leads.filter(({ scale }) => scale.step < 0).map(({ name }) => name)));
    return { samplesPerRecord, samplingRateHz: rateHz(samplesPerRecord), leads };
  });
  const main = groups.reduce((best, group) => (isBetter(group, best) ? group : best));
  return { main, others: groups.filter((group) => group !== main), warnings };
}

/** The signals in a unit of voltage, stated or told by the caller. */
function findVoltages(input: SelectInput, leaveOut: LeaveOut): Voltage[] {
  const { header, where } = input;
  const signals = header.signals.filter(({ label }) => !(header.plus && isAnnotationsLabel(label)));
  const withoutUnit = unitlessLeads(signals);
  const voltages: Voltage[] = [];
  for (const signal of signals) {
    const stated = unitsPerMillivolt(signal.dimension);
    if (isAnnotationsLabel(signal.label))
      leaveOut(signal, `belongs to ${header.kind}+, which the file is not,`);
    else if (signal.samplesPerRecord === 0) leaveOut(signal, "has no samples");
    else if (isStatusLabel(signal.label)) leaveOut(signal, "is the trigger channel");
    else if (stated !== null) voltages.push({ signal, unitsPerMillivolt: stated });
    else if (withoutUnit.includes(signal))
      voltages.push({ signal, unitsPerMillivolt: askedUnit(signal, input) });
    else if (signal.dimension === "") leaveOut(signal, "has no unit");
    else leaveOut(signal, `in ${quote(signal.dimension)} is no voltage`);
  }
  if (voltages.length === 0) {
    throw new UnsupportedError(
      `${where}: none of its ${signals.length} signals is a voltage, wanted ECG leads in uV, mV or V`,
    );
  }
  return voltages;
}

/** Polysomnographs list channels that nobody connected, without a range; beside an ECG these do not matter. */
function scaleVoltages(
  voltages: readonly Voltage[],
  { header, bytes, where }: SelectInput,
  leaveOut: LeaveOut,
): Omit<LeadSignal, "name">[] {
  const hasEcg = voltages.some(({ signal }) => isEcgLabel(signal.label));
  return voltages.flatMap(({ signal, unitsPerMillivolt }) => {
    try {
      const { bytesPerSample } = header;
      return [{ signal, scale: parseScale({ bytes, where, signal, unitsPerMillivolt, bytesPerSample }) }];
    } catch (error) {
      if (!(error instanceof FormatError) || !hasEcg || isEcgLabel(signal.label)) throw error;
      leaveOut(signal, "has a range that gives no scale");
      return [];
    }
  });
}

/** A rate for a label or message. */
export function shownRate(rateHz: number): string {
  return String(Number(rateHz.toPrecision(6)));
}

/** More standard leads, then more that say they are an ECG, then more samples; else the first one stays. */
function isBetter(a: RateGroup, b: RateGroup): boolean {
  const standard = ({ leads }: RateGroup) => leads.filter(({ name }) => isStandardLead(name)).length;
  const ecg = ({ leads }: RateGroup) => leads.filter(({ signal }) => isEcgLabel(signal.label)).length;
  const differences = [standard(a) - standard(b), ecg(a) - ecg(b), a.samplesPerRecord - b.samplesPerRecord];
  return (differences.find((difference) => difference !== 0) ?? 0) > 0;
}

/** The signals whose unit the caller must tell: those called an ECG, or all where nothing has a unit of voltage. */
function unitlessLeads(signals: readonly EdfSignal[]): readonly EdfSignal[] {
  const blank = signals.filter(
    (signal) =>
      signal.dimension === "" &&
      signal.samplesPerRecord > 0 &&
      !isStatusLabel(signal.label) &&
      !isAnnotationsLabel(signal.label),
  );
  const ecg = blank.filter((signal) => isEcgLabel(signal.label));
  const noVoltage = signals.every((signal) => unitsPerMillivolt(signal.dimension) === null);
  return ecg.length === 0 && noVoltage ? blank : ecg;
}

function askedUnit(signal: EdfSignal, { where, options }: SelectInput): number {
  if (options?.unit === undefined) {
    throw new UsageError(
      `${where}: signal ${quote(signal.label)} has no unit; give it, for example --unit uV`,
    );
  }
  return givenUnitsPerMillivolt(options.unit);
}

/** EDF+ allows data records of 0 s for files of annotations alone. */
function askedRecordTicks(voltages: readonly Voltage[], { where, options }: SelectInput): number {
  const rate = options?.samplingRateHz;
  const samplesPerRecord = voltages[0]!.signal.samplesPerRecord;
  if (voltages.some(({ signal }) => signal.samplesPerRecord !== samplesPerRecord)) {
    throw new UnsupportedError(
      `${where}: its data records last 0 s and its signals differ in rate; no rate can be told`,
    );
  }
  if (rate === undefined || !(rate > 0)) {
    throw new UsageError(
      `${where}: its data records last 0 s, so the sampling rate is not known; give it, for example --fs 500`,
    );
  }
  return (samplesPerRecord * TICKS_PER_SECOND) / rate;
}

/** The file's own, or the caller's where the file names no standard lead at all. */
function leadLabels(
  voltages: readonly Omit<LeadSignal, "name">[],
  { where, options }: SelectInput,
): readonly string[] {
  const own = voltages.map(({ signal }) => leadLabel(signal.label));
  const given = options?.leadNames;
  if (given === undefined || own.some((label) => isStandardLead(normaliseLeadName(label)))) return own;
  if (given.length !== own.length) {
    throw new UsageError(
      `${where}: ${given.length} lead names for ${own.length} signals in units of voltage`,
    );
  }
  return given;
}
