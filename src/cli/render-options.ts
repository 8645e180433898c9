// The flags of `gem render` that say what the page looks like, as options of the layout. What a flag alone can get wrong
// is refused before any recording is read.
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { type LayoutOptions, layoutPage, PAGE_LAYOUTS } from "../page/layout/layout-page.ts";
import { STYLE_NAMES } from "../page/layout/named-styles.ts";
import { PAPER_LIMITS_MM, PAPER_NAMES, type PaperName, type PaperSize } from "../page/layout/page-paper.ts";
import type { PageLayout } from "../page/page.ts";
import { flag, type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

export const PAGE_OPTIONS: ParseArgsOptionsConfig = {
  layout: { type: "string" },
  rhythm: { type: "string" },
  extra: { type: "string" },
  cabrera: { type: "boolean" },
  columns: { type: "string" },
  lead: { type: "string" },
  median: { type: "boolean" },
  fiducials: { type: "boolean" },
  start: { type: "string" },
  seconds: { type: "string" },
  speed: { type: "string" },
  gain: { type: "string" },
  paper: { type: "string" },
  portrait: { type: "boolean" },
  grid: { type: "string" },
  pulse: { type: "string" },
  "no-pulse": { type: "boolean" },
  header: { type: "boolean" },
};

export const PAGE_HELP = `What is drawn
  --layout NAME       ${PAGE_LAYOUTS.slice(0, 8).join(", ")},
                      ${PAGE_LAYOUTS.slice(8).join(", ")}; default 3x4+1. ROWSxCOLUMNS of leads + rhythm strips;
                      3x5+1 and 15x1 hold 15 leads; gem12x1 is the GEM model's own page, kit3x4+1 ecg-image-kit's,
                      whose paper and scale are fixed
  --rhythm II,V1,V5   leads of the rhythm strips; three of them choose 3x4+3. Default II, V1, V5 as far as recorded
  --extra V7,V8,V9    the three leads beyond the twelve of 3x5+1 and 15x1. Default: what was recorded
  --cabrera           limb leads as aVL, I, -aVR, II, aVF, III (-aVR is aVR upside down)
  --columns HOW       sequential: time runs on from column to column (default); simultaneous: all show the same time
  --lead NAME         only this lead, row after row (layout single)
  --median            the median beat of each lead, at 50 mm/s (layout median); --fiducials marks its P, QRS and T
  --start S           begin S seconds into the recording
  --seconds S         length of a row (default 10)

Paper
  --speed MM          mm/s, 5 to 100 (default 25)
  --gain MM           mm/mV, 1 to 50 (default 10)
  --paper SIZE        ${PAPER_NAMES.join(", ")} or WIDTHxHEIGHT in mm. A row then shows
                      the time that fits, and the page says so. Default: letter, as wide as the seconds need
  --portrait          upright
  --grid NAME         ${STYLE_NAMES.slice(0, 10).join(", ")} (black: a photocopy),
                      ${STYLE_NAMES.slice(10).join(", ")}; default clinical
  --pulse WHERE       calibration pulse left (default), right or none; --no-pulse is --pulse none
  --header            age and sex, rate, intervals and axes as measured, and how it was recorded; never a name
  --dpi N             resolution of a PNG, 20 to 1200 (default 200)`;

function oneOf<Value extends string>(option: string, text: string, known: readonly Value[]): Value {
  const value = known.find((each) => each === text.trim().toLowerCase() || each === text.trim());
  if (value !== undefined) return value;
  throw new UsageError(`${option}: got ${JSON.stringify(text)}, wanted ${known.join(", ")}`);
}

function leadList(option: string, text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  throw new UsageError(
    `${option}: got ${JSON.stringify(text)}, wanted leads between commas such as II,V1,V5`,
  );
}

/** "a4", or "210x297" (mm). */
function paperOption(text: string): PaperName | PaperSize {
  const size = /^(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?$/i.exec(text.trim());
  if (size !== null) return { widthMm: Number(size[1]), heightMm: Number(size[2]) };
  const name = PAPER_NAMES.find((each) => each === text.trim().toLowerCase());
  if (name !== undefined) return name;
  const [least, most] = PAPER_LIMITS_MM;
  throw new UsageError(
    `--paper: got ${JSON.stringify(text)}, wanted ${PAPER_NAMES.join(", ")} or WIDTHxHEIGHT, ${least} to ${most} mm each`,
  );
}

/** The layout that is named, or that the other flags imply. */
function layoutOption(args: ParsedArguments, rhythm: readonly string[] | undefined): PageLayout {
  const named = textOption(args, "layout");
  const implied: readonly (readonly [string, boolean, PageLayout])[] = [
    ["--lead", textOption(args, "lead") !== undefined, "single"],
    ["--median", flag(args, "median"), "median"],
  ];
  const [first, second] = implied.filter(([, isGiven]) => isGiven);
  if (first !== undefined && second !== undefined) {
    throw new UsageError(`${first[0]} and ${second[0]} exclude each other`);
  }
  if (named === undefined) return first?.[2] ?? (rhythm?.length === 3 ? "3x4+3" : "3x4+1");
  const layout = oneOf("--layout", named, PAGE_LAYOUTS);
  if (first !== undefined && layout !== first[2]) {
    throw new UsageError(`${first[0]} draws the layout ${first[2]}, got --layout ${layout}`);
  }
  return layout;
}

/** Lays a page of nothing out: enough to find out what does not go together, or does not fit the paper. */
function refuseEarly({ startMs: _start, ...options }: LayoutOptions): void {
  if (options.layout === "median") return; // needs what is measured
  const { rhythmLeads = [], extraLeads = [], lead } = options;
  // whether the recording has these leads is not known yet
  const names = [...rhythmLeads, ...extraLeads, ...(lead === undefined ? [] : [lead])];
  const nothing: Recording = {
    name: "",
    leads: names.map((name) => ({ name, samplesMv: new Float64Array(0) })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "", sha256: "", warnings: [] },
  };
  layoutPage(nothing, options);
}

/** Options for `layoutPage`, without measurements. Throws UsageError. */
export function pageOptions(args: ParsedArguments): LayoutOptions {
  const text = (name: string) => textOption(args, name);
  const given = <Value>(name: string, value: (text: string) => Value, key: keyof LayoutOptions) => {
    const got = text(name);
    return got === undefined ? {} : { [key]: value(got) };
  };
  const between = (name: string, least: number, most: number) => (got: string) =>
    numberOption(`--${name}`, got, least, most);
  const milliseconds = (name: string, least: number, most: number) => (got: string) =>
    1000 * between(name, least, most)(got);
  if (flag(args, "no-pulse") && text("pulse") !== undefined) {
    throw new UsageError("--pulse and --no-pulse exclude each other");
  }
  const rhythm = text("rhythm");
  const rhythmLeads = rhythm === undefined ? undefined : leadList("--rhythm", rhythm);
  const options: LayoutOptions = {
    layout: layoutOption(args, rhythmLeads),
    ...(rhythmLeads === undefined ? {} : { rhythmLeads }),
    ...given("extra", (got) => leadList("--extra", got), "extraLeads"),
    ...(flag(args, "cabrera") ? { leadOrder: "cabrera" } : {}),
    ...given("columns", (got) => oneOf("--columns", got, ["sequential", "simultaneous"]), "columns"),
    ...given("lead", (got) => got.trim(), "lead"),
    ...(flag(args, "fiducials") ? { fiducials: true } : {}),
    ...given("start", milliseconds("start", 0, 2_678_400), "startMs"),
    ...given("seconds", milliseconds("seconds", 0.5, 120), "durationMs"),
    ...given("speed", between("speed", 5, 100), "speedMmPerS"),
    ...given("gain", between("gain", 1, 50), "gainMmPerMv"),
    ...given("paper", paperOption, "paper"),
    ...(flag(args, "portrait") ? { orientation: "portrait" } : {}),
    ...given("grid", (got) => oneOf("--grid", got, STYLE_NAMES), "style"),
    ...given("pulse", (got) => oneOf("--pulse", got, ["left", "right", "none"]), "pulse"),
    ...(flag(args, "no-pulse") ? { pulse: "none" } : {}),
    ...(flag(args, "header") ? { header: true } : {}),
  };
  refuseEarly(options);
  return options;
}
