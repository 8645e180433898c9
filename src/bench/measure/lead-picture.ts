// One lead with the manual marks above and ours below, as SVG: a bar from onset to offset for each wave, a tick at its
// peak. Two rows of half the recording each, so that a boundary can be told from its neighbour.
import type { LeadWaves, Wave } from "../delineation-score.ts";

export interface LeadPicture {
  readonly title: string;
  /** A second line. */
  readonly subtitle: string;
  readonly samplesMv: Float64Array;
  /** Also of the marks. */
  readonly samplingRateHz: number;
  readonly reference: LeadWaves;
  readonly detected: LeadWaves;
}

const ROWS = 2;
const WIDTH = 1600;
const TRACE_HEIGHT = 220;
const BAND = 14;
const MARGIN = 12;
const ROW_HEIGHT = TRACE_HEIGHT + 2 * BAND + 2 * MARGIN;
const TITLE_HEIGHT = 56;
const LEAST_RANGE_MV = 0.5;
const COLOURS = { p: "#1b7f3b", qrs: "#b3261e", t: "#1f5fbf" } as const;
const KINDS = ["p", "qrs", "t"] as const;

export function leadPictureSvg(picture: LeadPicture): string {
  const { title, subtitle, samplesMv, samplingRateHz } = picture;
  const perRow = Math.ceil(samplesMv.length / ROWS);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    rowSvg(picture, { first: row * perRow, count: perRow, top: TITLE_HEIGHT + row * ROW_HEIGHT }),
  );
  const height = TITLE_HEIGHT + ROWS * ROW_HEIGHT;
  const legend = `manual marks above, ours below; P green, QRS red, T blue; a line every 200 ms and every 0.5 mV; ${samplingRateHz} Hz`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="8" y="18" font-size="15">${escaped(title)}</text>
<text x="8" y="35" font-size="12">${escaped(subtitle)}</text>
<text x="8" y="51" font-size="12" fill="#555">${escaped(legend)}</text>
${rows.join("\n")}
</svg>
`;
}

function rowSvg(
  { samplesMv, samplingRateHz, reference, detected }: LeadPicture,
  { first, count, top }: { first: number; count: number; top: number },
): string {
  const last = Math.min(first + count, samplesMv.length);
  const shown = samplesMv.subarray(first, last).filter(Number.isFinite);
  const lowest = shown.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = shown.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const range = shown.length === 0 ? LEAST_RANGE_MV : Math.max(highest - lowest, LEAST_RANGE_MV);
  const middle = shown.length === 0 ? 0 : (highest + lowest) / 2;
  const traceTop = top + MARGIN + BAND;
  const x = (sample: number): string => (((sample - first) / count) * WIDTH).toFixed(1);
  const y = (mv: number): string => (traceTop + (0.5 - (mv - middle) / range) * TRACE_HEIGHT).toFixed(1);
  const lines: string[] = [];
  const step = samplingRateHz / 5;
  for (let at = Math.ceil(first / step) * step; at < last; at += step) {
    lines.push(`<path d="M${x(at)} ${traceTop}v${TRACE_HEIGHT}" stroke="#f0d9d9"/>`);
  }
  for (
    let mv = Math.ceil((middle - range / 2) / LEAST_RANGE_MV) * LEAST_RANGE_MV;
    mv <= middle + range / 2;
    mv += LEAST_RANGE_MV
  ) {
    lines.push(`<path d="M0 ${y(mv)}h${WIDTH}" stroke="#f0d9d9"/>`);
  }
  const bands = [
    { waves: reference, bandTop: top + MARGIN, from: traceTop, dash: "" },
    { waves: detected, bandTop: traceTop + TRACE_HEIGHT, from: traceTop, dash: ' stroke-dasharray="4 3"' },
  ].flatMap(({ waves, bandTop, from, dash }) =>
    KINDS.flatMap((kind) =>
      waves[kind]
        .filter((wave) => wave.some((point) => point !== null && first <= point && point < last))
        .map((wave) => waveSvg(wave, { colour: COLOURS[kind], bandTop, from, dash, x })),
    ),
  );
  let path = "";
  for (let i = first; i < last; i++) {
    const value = samplesMv[i]!;
    if (Number.isFinite(value))
      path += `${path === "" || !Number.isFinite(samplesMv[i - 1] ?? value) ? "M" : "L"}${x(i)} ${y(value)}`;
  }
  return `${lines.join("")}${bands.join("")}<path d="${path}" fill="none" stroke="#111" stroke-width="1.2"/>`;
}

function waveSvg(
  [onset, peak, offset]: Wave,
  at: { colour: string; bandTop: number; from: number; dash: string; x: (sample: number) => string },
): string {
  const { colour, bandTop, from, dash, x } = at;
  const bar =
    onset === null || offset === null
      ? ""
      : `<path d="M${x(onset)} ${bandTop + BAND / 2}H${x(offset)}" stroke="${colour}" stroke-width="6"/>`;
  const edges = [onset, offset]
    .filter((edge) => edge !== null)
    .map((edge) => `<path d="M${x(edge)} ${from}v${TRACE_HEIGHT}" stroke="${colour}" opacity="0.6"${dash}/>`);
  const tick =
    peak === null ? "" : `<path d="M${x(peak)} ${bandTop}v${BAND}" stroke="${colour}" stroke-width="2"/>`;
  return `${edges.join("")}${bar}${tick}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
