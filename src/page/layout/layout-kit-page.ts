// The page that GEM was trained on: the geometry of ecg-image-kit (alphanumericslab, 2024) on 11 x 8.5 inches,
// as coordinates in millimetres. Its oddities are kept because the model saw them: rows are spaced as if a
// rhythm strip were there even where none is drawn, the pulse begins 1.5 samples late, names lie under the row.

import type { Recording } from "../../ecg/recording.ts";
import { fitText } from "../draw/stroke-font.ts";
import type { LaidOut, LeadSegment, LineItem, PageItem, TextItem } from "../page.ts";
import { leadSegment } from "./lead-segment.ts";
import { type PlacedLead, placedLead } from "./page-leads.ts";
import { absenceText, clippedNote, lengthNote, PAGE_SECONDS } from "./page-notes.ts";
import { GEM_STYLE, type PageStyle } from "./page-style.ts";

const WIDTH_MM = 11 * 25.4;
const HEIGHT_MM = 8.5 * 25.4;
const SPEED = 25;
const GAIN = 10;
const PULSE_S = 0.2;
/** 11 pt DejaVu Sans: its capitals are 0.729 em high, its stems about 0.09 em wide. */
const TEXT_PEN = { capHeightMm: 2.83, strokeMm: 0.35 };

function textItem(role: TextItem["role"], text: string, xMm: number, yMm: number, segment: number | null) {
  return { kind: "text", role, text, xMm, yMm, ...TEXT_PEN, segment } as const;
}

function pulse(xMm: number, baselineYMm: number, samplingRateHz: number, strokeMm: number): LineItem {
  const stepMm = SPEED / samplingRateHz;
  const at = (samples: number, mv: number) => [xMm + samples * stepMm, baselineYMm - mv * GAIN];
  const top = PULSE_S * samplingRateHz;
  const pointsMm = [at(0, 0), at(1, 0), at(2, 1), at(top + 1, 1), at(top + 2, 0), at(top + 3, 0)].flat();
  return { kind: "line", role: "calibration", pointsMm, strokeMm };
}

interface KitOptions {
  /** Lead names from top to bottom. */
  readonly columns: readonly (readonly string[])[];
  readonly rhythm: PlacedLead | null;
  readonly startS?: number;
  readonly style?: PageStyle;
  readonly hasPulse?: boolean;
}

/** Lays `columns` out as the kit does, each with its share of the ten seconds. */
export function layoutKitPage(recording: Recording, options: KitOptions): LaidOut {
  const { columns, rhythm, startS: fromS = 0, style = GEM_STYLE, hasPulse = true } = options;
  const rowCount = columns[0]!.length;
  const columnS = PAGE_SECONDS / columns.length;
  const pitchMm = HEIGHT_MM / (rowCount + 1 + 2);
  const gapMm = Math.floor((WIDTH_MM / SPEED - PAGE_SECONDS) / 2 / 0.2 + 1e-9) * 0.2 * SPEED;
  const traceXMm = gapMm + PULSE_S * SPEED;
  const rowYMm = (row: number) => HEIGHT_MM - pitchMm * (rowCount - row + 0.5);
  const common = { pitchMm, speedMmPerS: SPEED, gainMmPerMv: GAIN };

  const segments: LeadSegment[] = columns.flatMap((leads, column) =>
    leads.map((lead, row) => {
      const laterS = column * columnS;
      const xMm = traceXMm + laterS * SPEED;
      const place = { role: "row", startS: fromS + laterS, durationS: columnS, ...common } as const;
      return leadSegment(recording, {
        ...placedLead(recording, lead),
        ...place,
        xMm,
        baselineYMm: rowYMm(row),
      });
    }),
  );
  const rhythmYMm = HEIGHT_MM - (pitchMm / 2 + 0.3 * GAIN);
  if (rhythm !== null) {
    const place = {
      ...rhythm,
      role: "rhythm",
      startS: fromS,
      durationS: PAGE_SECONDS,
      ...common,
    } as const;
    segments.push(leadSegment(recording, { ...place, xMm: traceXMm, baselineYMm: rhythmYMm }));
  }

  const lines: LineItem[] = segments
    .filter(() => hasPulse)
    .filter((segment) => segment.boxMm.xMm === traceXMm)
    .filter((segment) => columns.length > 1 || segment.state === "drawn")
    .map(({ baselineYMm }) => pulse(gapMm, baselineYMm, recording.samplingRateHz, style.calibrationStrokeMm));
  for (const { role, boxMm, baselineYMm: y } of segments) {
    if (role === "rhythm" || boxMm.xMm === traceXMm) continue;
    const pointsMm = [boxMm.xMm, y - 3.1, boxMm.xMm, y + 3.1];
    lines.push({ kind: "line", role: "separator", pointsMm, strokeMm: 3 * style.traceStrokeMm });
  }
  const frame = [0, 0, WIDTH_MM, 0, WIDTH_MM, HEIGHT_MM, 0, HEIGHT_MM, 0, 0];
  lines.push({ kind: "line", role: "frame", pointsMm: frame, strokeMm: (0.8 * 25.4) / 72 });

  const texts = segments.flatMap((segment, index) => {
    const y = segment.baselineYMm + (segment.role === "rhythm" ? 8 : 7);
    const absence = absenceText(segment);
    const name = textItem("lead-name", segment.label, segment.boxMm.xMm, y, index);
    return absence === null
      ? [name]
      : [name, textItem("missing", absence, segment.boxMm.xMm + 14, segment.baselineYMm, index)];
  });
  const footY = HEIGHT_MM - 5;
  texts.push(textItem("scale", `${SPEED}mm/s`, 2 * SPEED, footY, null));
  texts.push(textItem("scale", `${GAIN}mm/mV`, 4 * SPEED, footY, null));
  const page = { xMm: 0, yMm: 0, widthMm: WIDTH_MM, heightMm: HEIGHT_MM };
  const notes = [
    lengthNote(recording, { fromS, toS: fromS + PAGE_SECONDS }),
    clippedNote(segments, page),
  ].filter((note) => note !== null);
  if (notes.length > 0) {
    const room = WIDTH_MM - 6 * SPEED - 5;
    const text = fitText(notes.join("; "), TEXT_PEN.capHeightMm, room);
    texts.push(textItem("note", text, 6 * SPEED, footY, null));
  }

  const traces: PageItem[] = segments.map((_, segment) => {
    return { kind: "trace", segment, strokeMm: style.traceStrokeMm };
  });
  return {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    style,
    // The kit's axes count from the bottom left corner.
    grid: { boxMm: page, originXMm: 0, originYMm: HEIGHT_MM, minorMm: 1, majorMm: 5 },
    clipMm: page,
    segments,
    items: [...lines, ...traces, ...texts],
    titleXMm: traceXMm,
  };
}
