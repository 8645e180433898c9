// What a page costs: CPU time, user and system, of all threads, warm; ours and, in the same run on the same records, that
// of open renderers. Ours is all the way from the Recording to the bytes of the file.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Recording } from "../../ecg/recording.ts";
import { encodePng } from "../../page/draw/encode-png.ts";
import { pageToRaster } from "../../page/draw/page-to-raster.ts";
import { pageToSvg } from "../../page/draw/page-to-svg.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";
import type { Effect } from "../../page/photo/effect.ts";
import { drawPicture } from "../../page/recipe/draw-picture.ts";
import type { PageRecipe } from "../../page/recipe/page-recipe.ts";
import { drawPlanned, type PagePlan } from "../../page/recipe/plan-page.ts";
import { median } from "../../signal/statistics.ts";
import { decimal, markdownTable } from "../markdown-table.ts";
import { TIMED_LAYOUTS, type TimedLayout, timePeers } from "./page-peers.ts";

const DPI = 200;
const WARM_UP = 15;
const PEER_LIMIT_MS = 600_000;

/** CPU milliseconds that a page may take. */
export const PAGE_LIMITS_MS = { "3x4+1": 20, "12x1": 30, augmented: 350 } as const;

interface Timed {
  readonly name: string;
  readonly what: string;
  readonly medianMs: number;
  readonly bytes: number;
  readonly limitMs: number | null;
}

export interface SpeedOptions {
  readonly recordings: readonly Recording[];
  readonly augmented: PageRecipe;
  readonly python: string;
}

export async function speedPart({ recordings, augmented, python }: SpeedOptions) {
  const ours: Timed[] = [];
  for (const layout of TIMED_LAYOUTS) {
    const drawn = await timedOver(recordings, (recording) => drawnPage(recording, layout));
    ours.push({ name: layout, what: PNG, limitMs: PAGE_LIMITS_MS[layout], ...drawn });
    const svg = await timedOver(recordings, async (recording) =>
      Buffer.byteLength(pageToSvg(layoutPage(recording, { layout }))),
    );
    ours.push({ name: layout, what: "SVG", limitMs: null, ...svg });
  }
  for (const { name, effects, limitMs } of [
    { name: "no effects, with truth", effects: [], limitMs: null },
    { name: "augmented", effects: CHAIN, limitMs: PAGE_LIMITS_MS.augmented },
  ] as const) {
    const plan = { ...PLAN, effects, format: effects.length === 0 ? "png" : "jpeg" } as const;
    const photographed = await timedOver(recordings, async (recording, index) => {
      const drawn = await drawPicture(
        recording,
        { ...plan, effectSeed: index },
        { deflate, withMask: false },
      );
      return drawn.bytes.length;
    });
    const what = effects.length === 0 ? PNG : `${effects.map(({ effect }) => effect).join(", ")}; with truth`;
    ours.push({ name, what, limitMs, ...photographed });
  }
  const whole = await timedOver(recordings, (recording, index) =>
    drawPlanned(augmented, { seed: 1, key: String(index), copy: 0 }, async (plan) => {
      return (await drawPicture(recording, plan, { deflate, withMask: false })).bytes.length;
    }),
  );
  ours.push({ name: `recipe ${augmented.name}`, what: "pictures of all sizes", limitMs: null, ...whole });

  const folder = await mkdtemp(join(tmpdir(), "gem-bench-pages-"));
  const peers = await timePeers(recordings.slice(0, 8), {
    python,
    folder,
    dpi: DPI,
    timeLimitMs: PEER_LIMIT_MS,
  }).finally(() => rm(folder, { recursive: true, force: true }));
  const ofPeer = (cpuMs: Readonly<Record<string, readonly number[]>>, layout: TimedLayout) =>
    median(cpuMs[layout] ?? []);
  const beside = peers.times.map(({ shown, version, cpuMs, bytes }) => ({
    name: `${shown} ${version}`,
    layouts: TIMED_LAYOUTS.map((layout) => {
      const ms = ofPeer(cpuMs, layout);
      const kind = shown.includes("SVG") ? "SVG" : PNG;
      const own = ours.find((each) => each.name === layout && each.what === kind)!;
      return {
        layout,
        medianMs: ms,
        bytes: median(bytes[layout] ?? []),
        timesOurs: ms === null ? null : ms / own.medianMs,
      };
    }),
  }));
  const passed = ours.every(({ medianMs, limitMs }) => limitMs === null || medianMs <= limitMs);
  return {
    result: { ours, peers: beside, absent: peers.absent },
    passed,
    markdown: speedMarkdown(ours, beside, peers.absent, recordings.length),
  };
}

const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 3 });

const PNG = "PNG, 2200 x 1700";

const PLAN = {
  layout: { layout: "3x4+1", paper: "letter" },
  dpi: DPI,
  effects: [],
  effectSeed: 0,
  format: "png",
} as const satisfies PagePlan;

/** What the kit's --augment does, and a camera held askew: every one of them at work in each picture. */
const CHAIN: readonly Effect[] = [
  { effect: "perspective", tiltDegrees: 8, swingDegrees: 5 },
  { effect: "rotate", degrees: 5, canvas: "keep" },
  { effect: "light", fall: 0.3 },
  { effect: "noise", sdLevels: 12 },
  { effect: "temperature", kelvin: 4000 },
  { effect: "jpeg", quality: 85 },
];

async function drawnPage(recording: Recording, layout: TimedLayout): Promise<number> {
  const raster = pageToRaster(layoutPage(recording, { layout, paper: "letter" }), { dpi: DPI });
  return (await encodePng(raster, deflate)).length;
}

async function timedOver(
  recordings: readonly Recording[],
  draw: (recording: Recording, index: number) => Promise<number>,
): Promise<{ medianMs: number; bytes: number }> {
  for (let i = 0; i < WARM_UP; i++) await draw(recordings[i % recordings.length]!, i);
  const times: number[] = [];
  const sizes: number[] = [];
  for (const [index, recording] of recordings.entries()) {
    const before = process.cpuUsage();
    sizes.push(await draw(recording, index));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { medianMs: median(times) ?? 0, bytes: median(sizes) ?? 0 };
}

interface Beside {
  readonly name: string;
  readonly layouts: readonly {
    readonly layout: string;
    readonly medianMs: number | null;
    readonly bytes: number | null;
    readonly timesOurs: number | null;
  }[];
}

function speedMarkdown(
  ours: readonly Timed[],
  peers: readonly Beside[],
  absent: readonly string[],
  count: number,
): string {
  const rows = [
    ...ours.map(({ name, what, medianMs, bytes, limitMs }) => [
      `ours, ${name}, ${what}`,
      decimal(medianMs),
      limitMs === null ? "-" : String(limitMs),
      "1 ×",
      kilobytes(bytes),
    ]),
    ...peers.flatMap(({ name, layouts }) =>
      layouts.map(({ layout, medianMs, timesOurs, bytes }) => [
        `${name}, ${layout}`,
        decimal(medianMs),
        "-",
        timesOurs === null ? "-" : `${decimal(timesOurs)} ×`,
        bytes === null ? "-" : kilobytes(bytes),
      ]),
    ),
  ];
  const lacking = absent.map((line) => `\n- not measured: ${line}`).join("");
  return `## CPU time a page: ${count} recordings, ${DPI} dpi

${markdownTable(["", "median ms", "limit ms", "of ours", "kB"], rows)}
${lacking}
CPU of the process, user and system, warm; reading the record is not counted, layout, drawing and encoding are. Peers in the same run, on
the first 8 of the records.
`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}
