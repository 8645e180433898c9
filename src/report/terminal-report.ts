// An Interpretation for a terminal: what was found with its key number, the reading with how it stood the
// check, the measured values, and what was not assessed. The disclaimer stands first and last.
import type { Finding, Interpretation, Verdict } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { evidencePlace, evidenceText } from "./evidence-text.ts";
import { groupNotAssessed } from "./group-not-assessed.ts";
import { plainText, wrapText } from "./plain-text.ts";
import { beatTable, globalTable, leadTable, patientText, type ReportTable } from "./report-tables.ts";
import { type Paint, painter, type TerminalStyle } from "./terminal-style.ts";
import { CERTAINTY_SIGNS, VERDICT_SIGNS, verdictSummary } from "./verdict-words.ts";

export interface TerminalReportOptions {
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
  readonly color: boolean;
  /** Columns of the terminal; at least 40 are used. */
  readonly width: number;
}

const MIN_WIDTH = 40;
/** Lines longer than this read badly on a wide terminal. */
const MAX_TEXT_WIDTH = 100;
const VERDICT_STYLES: Readonly<Record<Verdict, TerminalStyle>> = {
  supported: "green",
  contradicted: "red",
  "not checkable": "yellow",
};

interface Sheet {
  readonly width: number;
  readonly paint: Paint;
}

/** The report as lines joined by "\n", ending in one. Text from the record cannot carry escape sequences. */
export function terminalReport({
  interpretation,
  measurements,
  color,
  width,
}: TerminalReportOptions): string {
  const sheet: Sheet = { width: Math.min(MAX_TEXT_WIDTH, Math.max(MIN_WIDTH, width)), paint: painter(color) };
  const heading = (title: string) => ["", sheet.paint("bold", title)];
  const disclaimer = paragraph(sheet, interpretation.disclaimer, "", "dim");
  const unusable = interpretation.quality.verdict === "unusable";
  const lines = [
    ...headerLines(sheet, interpretation, measurements),
    ...disclaimer,
    ...heading("FINDINGS"),
    ...(interpretation.findings.length === 0
      ? paragraph(
          sheet,
          unusable ? "None: the recording is unusable." : "No criterion that could be assessed is met.",
        )
      : interpretation.findings.flatMap((finding) => findingLines(sheet, finding))),
    ...heading("READING"),
    ...paragraph(sheet, interpretation.narrative),
    "",
    ...paragraph(sheet, verdictSummary(interpretation.claims), "  ", "cyan"),
    ...doubtfulLines(sheet, interpretation),
    ...heading("INTERVALS"),
    ...pairLines(sheet, globalTable(measurements)),
    ...heading("LEADS (median beat, mV)"),
    ...tableLines(sheet, leadTable(measurements)),
    ...ectopicLines(sheet, measurements, heading),
    ...notAssessedLines(sheet, interpretation, heading),
    "",
    ...disclaimer,
  ];
  return `${lines.join("\n")}\n`;
}

function headerLines(
  sheet: Sheet,
  { record, quality, interpreter }: Interpretation,
  measurements: Measurements,
): string[] {
  const model = interpreter.model === null ? "" : ` (${interpreter.model})`;
  const facts = [
    `${record.leads.length} leads`,
    `${(record.durationMs / 1000).toFixed(1)} s`,
    `${record.samplingRateHz} Hz`,
    patientText(measurements),
    `sha256 ${record.sha256.slice(0, 12)}`,
    `read by ${interpreter.name}${model}`,
  ];
  const reasons = quality.reasons.length === 0 ? "" : `: ${quality.reasons.join("; ")}`;
  const style = quality.verdict === "ok" ? "green" : quality.verdict === "limited" ? "yellow" : "red";
  const rate = measurements.global.heartRateBpm;
  const reversal =
    quality.leadReversal === null
      ? []
      : paragraph(sheet, `Electrodes: ${quality.leadReversal}`, "", "yellow");
  return [
    sheet.paint("bold", wrapText(`ECG ${plainText(record.name)}`, sheet.width).join("\n")),
    ...paragraph(sheet, facts.join(" · "), "", "dim"),
    ...paragraph(sheet, `Rate: ${rate === null ? "not measured" : `${Math.round(rate)} bpm`}`, ""),
    ...paragraph(sheet, `Quality: ${quality.verdict}${reasons}`, "", style),
    ...reversal,
  ];
}

function findingLines(sheet: Sheet, finding: Finding): string[] {
  const { scp, aha, snomed } = finding.codes;
  const codes = [scp && `SCP ${scp}`, aha && `AHA ${aha}`, snomed && `SNOMED ${snomed}`]
    .filter(Boolean)
    .join(" · ");
  const probability = finding.probability === null ? "" : ` (probability ${finding.probability.toFixed(2)})`;
  const sign = `${CERTAINTY_SIGNS[finding.certainty]} ${finding.certainty}`;
  const [key] = finding.evidence.filter((evidence) => evidence.threshold !== null).concat(finding.evidence);
  const place = key === undefined ? "" : evidencePlace(key);
  const seen = key === undefined ? [] : [`${evidenceText(key)}${place === "" ? "" : ` (${place})`}`];
  const criteria = finding.criteria.map(({ rule, outcome, source }) => `${rule} ${outcome} (${source})`);
  const style = finding.certainty === "definite" ? "bold" : undefined;
  return [
    ...paragraph(sheet, `${sign}: ${finding.statement}${probability}`, "  ", style),
    ...(codes === "" ? [] : paragraph(sheet, codes, "      ", "dim")),
    ...seen.flatMap((line) => paragraph(sheet, line, "      ")),
    ...(criteria.length === 0 ? [] : paragraph(sheet, criteria.join("; "), "      ", "dim")),
  ];
}

/** The statements that the signal does not bear, each with its reason. */
function doubtfulLines(sheet: Sheet, { claims }: Interpretation): string[] {
  return claims
    .filter((claim) => claim.verdict !== "supported")
    .flatMap(({ verdict, text, reason }) =>
      paragraph(
        sheet,
        `${VERDICT_SIGNS[verdict]} ${verdict}: "${text}": ${reason}`,
        "    ",
        VERDICT_STYLES[verdict],
      ),
    );
}

function ectopicLines(
  sheet: Sheet,
  measurements: Measurements,
  heading: (title: string) => string[],
): string[] {
  const { dominantClass } = measurements.global;
  const beats = measurements.beats.filter((beat) => beat.class !== dominantClass && beat.class !== "normal");
  if (beats.length === 0) return [];
  const rows = beatTable(measurements).rows.filter((row) =>
    beats.some((beat) => String(beat.index + 1) === row[0]),
  );
  return [
    ...heading("BEATS OUTSIDE THE BASIC RHYTHM"),
    ...tableLines(sheet, { ...beatTable(measurements), rows }),
  ];
}

function notAssessedLines(
  sheet: Sheet,
  interpretation: Interpretation,
  heading: (title: string) => string[],
): string[] {
  const groups = groupNotAssessed(interpretation.notAssessed);
  if (groups.length === 0) return [];
  return [
    ...heading("NOT ASSESSED"),
    ...groups.flatMap(({ why, what }) => paragraph(sheet, `${why}: ${what.join(", ")}`)),
  ];
}

function paragraph(sheet: Sheet, text: string, indent = "  ", style?: TerminalStyle): string[] {
  const hanging = indent === "" ? "" : indent;
  return wrapText(plainText(text), sheet.width - hanging.length).map((line) => {
    const shown = style === undefined ? line : sheet.paint(style, line);
    return hanging + shown;
  });
}

/** Name and value pairs, as many beside each other as the width holds. */
function pairLines(sheet: Sheet, { rows }: ReportTable): string[] {
  const cells = rows.map(([name = "", value = ""]) => `${name.padEnd(21)} ${plainText(value)}`);
  const cellWidth = Math.max(...cells.map((cell) => cell.length)) + 3;
  const columns = Math.floor((sheet.width + 1) / cellWidth);
  if (columns === 0) return rows.flatMap(([name, value]) => paragraph(sheet, `${name}: ${value}`));
  const height = Math.ceil(cells.length / columns);
  return Array.from({ length: height }, (_, row) => {
    const beside = Array.from({ length: columns }, (__, column) => cells[column * height + row] ?? "");
    return `  ${beside.map((cell) => cell.padEnd(cellWidth)).join("")}`.trimEnd();
  });
}

/** Columns as wide as their widest cell; columns that do not fit follow in a second block under the same row names. */
function tableLines(sheet: Sheet, { head, rows }: ReportTable): string[] {
  const cells = [head, ...rows].map((row) => row.map(plainText));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const blocks: number[][] = [];
  let room = 0;
  for (let column = 1; column < widths.length; column++) {
    room -= widths[column]! + 2;
    if (room >= 0) {
      blocks.at(-1)?.push(column);
    } else {
      blocks.push([column]);
      room = sheet.width - 4 - widths[0]! - widths[column]!;
    }
  }
  return blocks.flatMap((columns) =>
    cells.map((row, index) => {
      const values = columns.map((column) => (row[column] ?? "").padStart(widths[column]!));
      const text = `  ${[(row[0] ?? "").padEnd(widths[0]!), ...values].join("  ")}`.trimEnd();
      return index === 0 ? sheet.paint("dim", text) : text;
    }),
  );
}
