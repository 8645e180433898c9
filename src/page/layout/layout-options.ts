// What can be asked of a page, and what is refused before anything is placed.

import { UsageError } from "../../ecg/errors.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import { durationMs, type Recording } from "../../ecg/recording.ts";
import type { ColumnTiming, LeadOrder, PageHighlight, PageLayout } from "../page.ts";
import type { PulsePlace } from "./page-field.ts";
import { LAYOUTS, type LayoutSpec, PAGE_LAYOUTS } from "./page-layouts.ts";
import type { Orientation, PaperName, PaperSize } from "./page-paper.ts";
import type { PageStyle } from "./page-style.ts";

export interface LayoutOptions {
  readonly layout: PageLayout;
  /** 5 to 100, default 25; 50 for median beats. */
  readonly speedMmPerS?: number;
  /** 1 to 50, default 10. */
  readonly gainMmPerMv?: number;
  /** Where in the recording the page begins; default 0. */
  readonly startMs?: number;
  /** Of a row over all its columns, 500 to 120,000; default 10,000. Paper that was chosen may hold less. */
  readonly durationMs?: number;
  /** Default: letter paper, as wide as `durationMs` needs. */
  readonly paper?: PaperName | PaperSize;
  /** Default: landscape, or a size of one's own as it is. */
  readonly orientation?: Orientation;
  /** Default "sequential", as a cart's paper runs. */
  readonly columns?: ColumnTiming;
  readonly leadOrder?: LeadOrder;
  /** As many as the layout has strips; default II, V1, V5, or what is recorded. A minus turns a lead upside down. */
  readonly rhythmLeads?: readonly string[];
  /** The three leads beyond the twelve of "3x5+1" and "15x1"; by default from what is recorded. */
  readonly extraLeads?: readonly string[];
  /** Of "single"; by default II, or the first that is recorded where II is not. */
  readonly lead?: string;
  /** A name or a style of one's own; default "clinical", for the kit's pages "gem". */
  readonly style?: string | PageStyle;
  /** Default "left". */
  readonly pulse?: PulsePlace;
  /** Age, sex, what was measured and how it was recorded, at the top; never a name. Default false. */
  readonly header?: boolean;
  /** Of this recording: what "median" draws and the header prints. */
  readonly measurements?: Measurements;
  /** Marks on median beats where P, QRS and T begin and end. Default false. */
  readonly fiducials?: boolean;
  readonly highlights?: readonly PageHighlight[];
  /** Printed at the top; nothing is printed by default, so no page carries an identity unasked. */
  readonly title?: string;
}

function checkRange(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (value >= low && value <= high) return;
  throw new UsageError(`page ${name}: got ${value}, wanted ${low === high ? low : `${low} to ${high}`}`);
}

function checkOneOf<Value extends string>(name: string, value: Value, known: readonly Value[]): void {
  if (known.includes(value)) return;
  throw new UsageError(`page ${name}: got ${JSON.stringify(value)}, wanted ${known.join(", ")}`);
}

function checkHighlight({ startMs, endMs }: PageHighlight): void {
  if (Number.isFinite(startMs) && Number.isFinite(endMs) && startMs <= endMs) return;
  throw new UsageError(`page highlight: got ${startMs} to ${endMs} ms, wanted a start not after its end`);
}

/** What the kit's page fixes: asking for the same is no error. */
const KIT_FIXED = {
  speedMmPerS: 25,
  gainMmPerMv: 10,
  durationMs: 10_000,
  columns: "sequential",
  leadOrder: "standard",
  header: false,
  paper: undefined,
  orientation: undefined,
} as const satisfies Partial<Record<keyof LayoutOptions, unknown>>;

const FIXED_NAMES: Readonly<Record<keyof typeof KIT_FIXED, string>> = {
  speedMmPerS: "speed of {} in mm/s",
  gainMmPerMv: "gain of {} in mm/mV",
  durationMs: "length of {} in ms",
  columns: "columns of {}",
  leadOrder: "lead order of {}",
  header: "header of {}",
  paper: "paper of {}",
  orientation: "orientation of {}",
};

function checkKit(options: LayoutOptions): void {
  for (const name of Object.keys(KIT_FIXED) as (keyof typeof KIT_FIXED)[]) {
    const [got, wanted] = [options[name], KIT_FIXED[name]];
    if (got === undefined || got === wanted) continue;
    const what = FIXED_NAMES[name].replace("{}", options.layout);
    throw new UsageError(`page ${what}: got ${JSON.stringify(got)}, wanted ${wanted ?? "none: it is fixed"}`);
  }
  if (options.pulse === "right") {
    throw new UsageError(`page pulse of ${options.layout}: got "right", wanted left or none`);
  }
}

/** Options that mean nothing for this layout were meant for another. */
function checkBelonging(options: LayoutOptions, spec: LayoutSpec): void {
  const { layout, rhythmLeads, extraLeads, lead, measurements, fiducials } = options;
  if (rhythmLeads !== undefined && rhythmLeads.length !== spec.strips) {
    const strips = `${spec.strips} rhythm strip${spec.strips === 1 ? "" : "s"}`;
    throw new UsageError(
      `page rhythm leads: got ${rhythmLeads.join(", ") || "none"}, but ${layout} has ${strips}`,
    );
  }
  if (extraLeads !== undefined && (spec.extra === "none" || extraLeads.length !== 3)) {
    const wanted = spec.extra === "none" ? "a layout of 15 leads (3x5+1, 15x1)" : "three";
    throw new UsageError(`page extra leads: got ${extraLeads.join(", ") || "none"}, wanted ${wanted}`);
  }
  if (lead !== undefined && spec.kind !== "single") {
    throw new UsageError(`page lead: got "${lead}" for ${layout}, wanted it for the layout single only`);
  }
  if (spec.kind === "median" && measurements === undefined) {
    throw new UsageError("page of median beats: got no measurements, wanted those of the recording");
  }
  if (spec.kind === "median" && (options.startMs !== undefined || options.durationMs !== undefined)) {
    throw new UsageError("page of median beats: got a start or a length, wanted none: they have their own");
  }
  if (fiducials === true && spec.kind !== "median") {
    throw new UsageError(`page fiducials: got them for ${layout}, wanted them for the layout median only`);
  }
}

/** The layout's data. Throws UsageError for options that make no sense, with the range or the names that do. */
export function checkedSpec(recording: Recording, options: LayoutOptions): LayoutSpec {
  const { layout, startMs = 0, durationMs: lengthMs = 10_000, highlights = [] } = options;
  const spec = Object.hasOwn(LAYOUTS, layout) ? LAYOUTS[layout] : undefined;
  if (spec === undefined) {
    throw new UsageError(`page layout: got "${layout}", wanted one of: ${PAGE_LAYOUTS.join(", ")}`);
  }
  if (spec.kind === "kit") checkKit(options);
  checkRange("speed in mm/s", options.speedMmPerS ?? 25, [5, 100]);
  checkRange("gain in mm/mV", options.gainMmPerMv ?? 10, [1, 50]);
  checkRange("length in ms", lengthMs, [500, 120_000]);
  checkRange("sampling rate in Hz", recording.samplingRateHz, [Number.MIN_VALUE, 1e6]);
  checkOneOf("columns", options.columns ?? "sequential", ["sequential", "simultaneous"]);
  checkOneOf("lead order", options.leadOrder ?? "standard", ["standard", "cabrera"]);
  checkOneOf("pulse", options.pulse ?? "left", ["left", "right", "none"]);
  checkBelonging(options, spec);
  const wholeMs = durationMs(recording);
  if (!(startMs === 0 || (startMs > 0 && startMs < wholeMs))) {
    throw new UsageError(
      `page start in ms: got ${startMs}, wanted 0 to less than ${wholeMs}, the recording's end`,
    );
  }
  highlights.forEach(checkHighlight);
  return spec;
}
