// The way back from paper, on our own pages at 200 dpi: drawn from real recordings in several layouts, as printed and as
// photographed ever harder, digitised without being told anything, and compared lead by lead with what was drawn.

import { UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { digitisePicture } from "../../page/digitise/digitise-picture.ts";
import type { Digitised } from "../../page/digitise/digitised.ts";
import { pageToRaster } from "../../page/draw/page-to-raster.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";
import type { LeadSegment, Page, PageLayout } from "../../page/page.ts";
import type { Effect } from "../../page/photo/effect.ts";
import { photographPage, photographPixels } from "../../page/photo/photograph-page.ts";
import { mean, median } from "../../signal/statistics.ts";
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import { traceSnrDb } from "./trace-snr.ts";

const DPI = 200;
const LAYOUTS: readonly PageLayout[] = ["3x4+1", "6x2", "12x1", "kit3x4+1", "gem12x1"];

interface Condition {
  readonly name: string;
  readonly effects: readonly Effect[];
  /** Mean SNR that is wanted. */
  readonly wantedDb: number | null;
}

export const CONDITIONS: readonly Condition[] = [
  { name: "as printed", effects: [], wantedDb: 15 },
  {
    name: "rotated 5 degrees, noise",
    effects: [
      { effect: "rotate", degrees: 5 },
      { effect: "noise", sdLevels: 12 },
    ],
    wantedDb: 10,
  },
  {
    name: "scanned: 2 degrees, blur, grain, JPEG 80",
    effects: [
      { effect: "paper", grainLevels: 3 },
      { effect: "rotate", degrees: -2 },
      { effect: "blur", sizeMm: 0.1 },
      { effect: "noise", sdLevels: 6 },
      { effect: "jpeg", quality: 80 },
    ],
    wantedDb: null,
  },
  {
    name: "photographed: askew, lit from a side, JPEG 80",
    effects: [
      { effect: "perspective", tiltDegrees: 8, swingDegrees: 6 },
      { effect: "rotate", degrees: 3 },
      { effect: "background", kind: "desk" },
      { effect: "light", fall: 0.3 },
      { effect: "noise", sdLevels: 6 },
      { effect: "jpeg", quality: 80 },
    ],
    wantedDb: null,
  },
];

interface LeadScore {
  readonly snrDb: number;
}

export interface DigitiseResult {
  readonly condition: string;
  readonly layout: PageLayout;
  readonly pictures: number;
  readonly refused: number;
  readonly wrongLayout: number;
  readonly leads: number;
  /** Leads of pictures that were read, found unusable. */
  readonly withheld: number;
  /** Over all leads that were drawn on pictures that were read; what is withheld counts as lost, 0 dB. */
  readonly meanSnrDb: number | null;
  readonly medianSnrDb: number | null;
  readonly shareFrom10Db: number | null;
  readonly cpuMs: number | null;
}

export function digitisePart(recordings: readonly Recording[], progress?: (what: string) => void) {
  const result: DigitiseResult[] = [];
  const conditions: { name: string; wantedDb: number | null; meanSnrDb: number | null }[] = [];
  for (const condition of CONDITIONS) {
    const all: LeadScore[] = [];
    for (const layout of LAYOUTS) {
      progress?.(`${condition.name}, ${layout}`);
      const outcome = overRecordings(recordings, layout, condition);
      all.push(...outcome.scores);
      result.push(outcome.result);
    }
    const { name, wantedDb } = condition;
    conditions.push({ name, wantedDb, meanSnrDb: mean(all.map(({ snrDb }) => snrDb)) });
  }
  const passed = conditions.every(
    ({ wantedDb, meanSnrDb }) => wantedDb === null || (meanSnrDb !== null && meanSnrDb >= wantedDb),
  );
  return {
    result: { layouts: result, conditions },
    passed,
    markdown: markdown(recordings.length, result, conditions),
  };
}

function overRecordings(recordings: readonly Recording[], layout: PageLayout, { name, effects }: Condition) {
  const scores: LeadScore[] = [];
  const cpuMs: number[] = [];
  let [refused, wrongLayout, withheld] = [0, 0, 0];
  for (const [index, recording] of recordings.entries()) {
    const page = layoutPage(recording, { layout });
    const photograph = photographPage(pageToRaster(page, { dpi: DPI }), effects, { seed: index });
    const picture = photographPixels(photograph);
    const before = process.cpuUsage();
    let digitised: Digitised | null = null;
    try {
      digitised = digitisePicture(picture);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      refused++;
    }
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1000);
    if (digitised === null) continue;
    if (!hasSameColumns(digitised, page)) wrongLayout++;
    for (const segment of page.segments) {
      if (segment.state !== "drawn") continue;
      const found = foundLead(digitised, segment, page);
      if (found === null || !found.quality.usable) withheld++;
      const snrDb = traceSnrDb(drawnTrace(segment, page), found?.quality.usable ? asTrace(found) : null);
      if (snrDb !== null) scores.push({ snrDb });
    }
  }
  const values = scores.map(({ snrDb }) => snrDb);
  const result: DigitiseResult = {
    condition: name,
    layout,
    pictures: recordings.length,
    refused,
    wrongLayout,
    leads: scores.length,
    withheld,
    meanSnrDb: mean(values),
    medianSnrDb: median(values),
    shareFrom10Db: values.length === 0 ? null : values.filter((db) => db >= 10).length / values.length,
    cpuMs: median(cpuMs),
  };
  return { scores, result };
}

/** Times on a page count from where its first trace begins. */
function pageStartMs(page: Page): number {
  return Math.min(...page.segments.map(startOf));
}

function startOf({ startSample, samplingRateHz }: LeadSegment): number {
  return (startSample / samplingRateHz) * 1000;
}

function drawnTrace(segment: LeadSegment, page: Page) {
  const { samplingRateHz, samplesMv } = segment;
  return { startMs: startOf(segment) - pageStartMs(page), samplingRateHz, samplesMv };
}

type FoundLead = Digitised["leads"][number];

function asTrace({ startMs, samplesMv }: FoundLead) {
  return { startMs, samplingRateHz: 500, samplesMv };
}

/** The digitised lead of that name and role whose time overlaps the segment's most; null where there is none. */
function foundLead({ leads }: Digitised, segment: LeadSegment, page: Page): FoundLead | null {
  const role = segment.role === "rhythm" ? "strip" : "row";
  const start = startOf(segment) - pageStartMs(page);
  const found = leads.filter((lead) => lead.lead === segment.lead && lead.role === role);
  const apart = (lead: FoundLead) => Math.abs(lead.startMs - start);
  return found.sort((a, b) => apart(a) - apart(b))[0] ?? null;
}

function hasSameColumns({ leads }: Digitised, { segments }: Page): boolean {
  const names = (all: readonly { lead: string }[]) =>
    all
      .map(({ lead }) => lead)
      .sort()
      .join();
  return names(leads) === names(segments);
}

function markdown(
  count: number,
  results: readonly DigitiseResult[],
  conditions: readonly { name: string; wantedDb: number | null; meanSnrDb: number | null }[],
): string {
  const rows = results.map((each) => [
    `${each.condition}; ${each.layout}`,
    `${each.refused}/${each.pictures}`,
    String(each.wrongLayout),
    `${each.withheld}/${each.leads}`,
    decimal(each.meanSnrDb),
    decimal(each.medianSnrDb),
    percent(each.shareFrom10Db, 0),
    decimal(each.cpuMs, 0),
  ]);
  const summary = conditions.map(({ name, wantedDb, meanSnrDb }) => [
    name,
    decimal(meanSnrDb),
    wantedDb === null ? "-" : String(wantedDb),
  ]);
  const head = ["", "refused", "other layout", "withheld", "mean dB", "median dB", "% from 10 dB", "CPU ms"];
  return `## Back from paper: our own pages of ${count} recordings at ${DPI} dpi

${markdownTable(["", "mean dB", "wanted"], summary)}

${markdownTable(head, rows)}

Nothing is told but the picture. SNR by lead over its whole drawn time, offset removed, no shift, no scaling; a lead that is missing or
withheld on a picture that was read counts as 0 dB; pictures that were refused are counted apart. Our own renders: nothing is claimed for
real photographs.
`;
}
