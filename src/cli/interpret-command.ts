import { UsageError } from "../ecg/errors.ts";
import type { Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { interpretRecording } from "../interpret/interpret-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { plainText } from "../report/plain-text.ts";
import { terminalReport } from "../report/terminal-report.ts";
import { type Command, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { readShort } from "./read-short.ts";
import { recordInputs } from "./record-inputs.ts";
import { outputFormat } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

interface Result {
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
  readonly page: string | null;
}

export const interpretCommand: Command = {
  usage: "usage: gem interpret REC... [--json | --jsonl] [--html FILE | --out-dir DIR]",
  help: `Reads the ECG: findings with their evidence, a narrative whose every claim is checked against the signal,
and what could not be assessed.

  --json           the Interpretation as JSON (an array for several records)
  --jsonl          one object a line, as each is ready
  --html FILE      also one self-contained page: the ECG, the reading, the evidence of each sentence
  --out-dir DIR    the same for several records: DIR/<record>.html
  --profile NAME   guideline (default) or reasoning-benchmark
${RECORDING_HELP}

example: gem interpret examples/atrial-fibrillation --html af.html`,
  options: {
    ...RECORDING_OPTIONS,
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
    html: { type: "string" },
    "out-dir": { type: "string" },
    profile: { type: "string" },
  },
  run: async (args) => {
    const inputs = await recordInputs(args);
    const profile = parseProfile(textOption(args, "profile"));
    const pathOf = await outputPaths(args, { option: "html", extension: ".html", names: inputs.names });
    const format = outputFormat(args.values);
    const delineator = await readDelineator();
    const handle = async (path: string): Promise<Result> => {
      const recording = await readShort(inputs, path);
      const { interpretation, measurements } = await interpretRecording(recording, { profile, delineator });
      const page = pathOf?.(path) ?? null;
      if (page !== null) {
        // the drawing code is loaded only when a page is wanted
        const { htmlPage } = await import("../report/html-page.ts");
        await writeOutput(page, htmlPage({ recording, interpretation, measurements }));
      }
      return { interpretation, measurements, page };
    };
    const exitCode = await processRecords<Result | Interpretation>({
      records: inputs.names,
      failedName: inputs.failedName,
      format,
      handle: async (path) => {
        const result = await handle(path);
        return format === "text" ? result : result.interpretation;
      },
      print: (result) => text(result as Result),
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};

function text({ interpretation, measurements, page }: Result): string {
  const report = terminalReport({
    interpretation,
    measurements,
    color: process.stdout.isTTY === true && !process.env.NO_COLOR,
    width: process.stdout.columns ?? 100,
  });
  return page === null ? report : `${report}\nPage: ${plainText(page)}\n`;
}

function parseProfile(name: string | undefined): "guideline" | "reasoning-benchmark" {
  if (name === undefined || name === "guideline" || name === "reasoning-benchmark")
    return name ?? "guideline";
  throw new UsageError(`--profile: got ${JSON.stringify(name)}, wanted guideline or reasoning-benchmark`);
}
