// An Interpretation for a terminal: what was found with its key number, the reading with how it stood the
// check, the measured values, and what was not assessed. The disclaimer stands first and last.

import type { Evidence, Finding, Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { acceptabilityText } from "./acceptability-text.ts";
import { claimLines } from "./claim-lines.ts";
import { evidencePlace, evidenceText } from "./evidence-text.ts";
import { groupNotAssessed } from "./group-not-assessed.ts";
import { plainText, wrapText } from "./plain-text.ts";
import { probabilityText } from "./probability-text.ts";
import { reasonText } from "./reason-text.ts";
import { beatTable, globalTable, leadTable, patientText } from "./report-tables.ts";
import { pairLines, paragraph, type Sheet, tableLines, terminalSheet } from "./terminal-layout.ts";
import { CERTAINTY_SIGNS, verdictSummary } from "./verdict-words.ts";

export interface TerminalReportOptions {
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
  readonly color: boolean;
  /** Columns of the terminal; at least 40 are used. */
  readonly width: number;
}

const MAX_KEY_EVIDENCE = 3;

/** The report as lines joined by "\n", ending in one. Text from the record cannot carry escape sequences. */
export function terminalReport({
  interpretation,
  measurements,
  color,
  width,
}: TerminalReportOptions): string {
  const sheet = terminalSheet({ color, width });
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
    `${record.leads.length} lead${record.leads.length === 1 ? "" : "s"}`,
    `${(record.durationMs / 1000).toFixed(1)} s`,
    `${record.samplingRateHz} Hz`,
    patientText(measurements),
    `sha256 ${record.sha256.slice(0, 12)}`,
    `read by ${interpreter.name}${model}`,
  ];
  const reasons = quality.reasons.length === 0 ? "" : `: ${reasonText(quality.reasons)}`;
  const style = quality.verdict === "ok" ? "green" : quality.verdict === "limited" ? "yellow" : "red";
  const acceptable = acceptabilityText(quality);
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
    ...(acceptable === null ? [] : paragraph(sheet, `Signal: ${acceptable}`, "")),
    ...reversal,
  ];
}

function findingLines(sheet: Sheet, finding: Finding): string[] {
  const { scp, aha, snomed } = finding.codes;
  const codes = [scp && `SCP ${scp}`, aha && `AHA ${aha}`, snomed && `SNOMED ${snomed}`]
    .filter(Boolean)
    .join(" · ");
  const told = probabilityText(finding);
  const sign = `${CERTAINTY_SIGNS[finding.certainty]} ${finding.certainty}`;
  const key = keyEvidence(finding);
  const place = key[0] === undefined ? "" : evidencePlace(key[0]);
  const shown = key.map(evidenceText).join("; ");
  const seen = key.length === 0 ? [] : [`${shown}${place === "" ? "" : ` (${place})`}`];
  const criteria = finding.criteria.map(({ rule, outcome, source }) => `${rule} ${outcome} (${source})`);
  const style = finding.certainty === "definite" ? "bold" : undefined;
  return [
    ...paragraph(sheet, `${sign}: ${finding.statement}`, "  ", style),
    ...(codes === "" ? [] : paragraph(sheet, codes, "      ", "dim")),
    ...(told === null ? [] : paragraph(sheet, told, "      ", "dim")),
    ...seen.flatMap((line) => paragraph(sheet, line, "      ")),
    ...(criteria.length === 0 ? [] : paragraph(sheet, criteria.join("; "), "      ", "dim")),
  ];
}

/** One item for each of the first measures that a finding rests on. */
function keyEvidence({ evidence }: Finding): Evidence[] {
  const byMeasure = new Map<string, Evidence>();
  for (const item of evidence) if (!byMeasure.has(item.measure)) byMeasure.set(item.measure, item);
  return [...byMeasure.values()].slice(0, MAX_KEY_EVIDENCE);
}

/** The statements that the signal does not bear, each with its reason. */
function doubtfulLines(sheet: Sheet, { claims }: Interpretation): string[] {
  return claims
    .filter((claim) => claim.verdict !== "supported")
    .flatMap((claim) => claimLines(sheet, claim, "    "));
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
