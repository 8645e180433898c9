import { UsageError } from "../ecg/errors.ts";
import type { Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { interpretRecording } from "../interpret/interpret-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { plainText } from "../report/plain-text.ts";
import { terminalReport } from "../report/terminal-report.ts";
import { type Command, type ParsedArguments, textOption } from "./command.ts";
import { MODEL_HELP, MODEL_OPTIONS, modelChoice } from "./model-options.ts";
import { outputPaths } from "./output-paths.ts";
import { PICTURE_HELP, PICTURE_OPTIONS, pictureOptions } from "./picture-options.ts";
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
  usage:
    "usage: gem interpret REC... [--json | --jsonl] [--html FILE | --out-dir DIR]\n" +
    "       gem interpret REC... --interpreter gem --model DIR [--strict]",
  help: `Reads the ECG: findings with their evidence, a narrative whose every claim is checked against the signal,
and what could not be assessed.

  --json           the Interpretation as JSON (an array for several records)
  --jsonl          one object a line, as each is ready
  --html FILE      also one self-contained page: the ECG, the reading, the evidence of each sentence
  --out-dir DIR    the same for several records: DIR/<record>.html
  --profile NAME   guideline (default) or reasoning-benchmark
  --interpreter I  criteria (default): the rules alone; gem: the text is written by a GEM model, the findings stay
                   those of the criteria. Every claim of the text is checked either way

With --interpreter gem (not verified on published weights)
${MODEL_HELP}

${RECORDING_HELP}
${PICTURE_HELP}

example: gem interpret examples/atrial-fibrillation --html af.html`,
  options: {
    ...RECORDING_OPTIONS,
    ...PICTURE_OPTIONS,
    ...MODEL_OPTIONS,
    interpreter: { type: "string" },
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
    html: { type: "string" },
    "out-dir": { type: "string" },
    profile: { type: "string" },
  },
  run: async (args) => {
    const inputs = await recordInputs(args, { picture: pictureOptions(args) });
    const profile = parseProfile(textOption(args, "profile"));
    const choice = interpreterChoice(args, inputs.names.length);
    const pathOf = await outputPaths(args, { option: "html", extension: ".html", names: inputs.names });
    const format = outputFormat(args.values);
    const delineator = await readDelineator();
    // the engine is loaded only when a model is wanted, and once for all records
    const modelReader = choice && (await (await import("./read-with-model.ts")).readWithModel(choice));
    const handle = async (path: string): Promise<Result> => {
      const recording = await readShort(inputs, path);
      const interpreting = { profile, delineator };
      const { interpretation, measurements } =
        modelReader === null
          ? await interpretRecording(recording, interpreting)
          : await modelReader(recording, { path, ...interpreting });
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

/** Null: the criteria alone. */
function interpreterChoice(args: ParsedArguments, records: number) {
  const name = textOption(args, "interpreter") ?? "criteria";
  if (name === "gem") {
    const choice = modelChoice(args);
    if (choice.image !== null && records > 1) {
      throw new UsageError(`--image is of one recording, got ${records}`);
    }
    return choice;
  }
  if (name !== "criteria") {
    throw new UsageError(`--interpreter: got ${JSON.stringify(name)}, wanted criteria or gem`);
  }
  const given = Object.keys(MODEL_OPTIONS).find((option) => args.values[option] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} goes with --interpreter gem`);
  return null;
}

function parseProfile(name: string | undefined): "guideline" | "reasoning-benchmark" {
  if (name === undefined || name === "guideline" || name === "reasoning-benchmark")
    return name ?? "guideline";
  throw new UsageError(`--profile: got ${JSON.stringify(name)}, wanted guideline or reasoning-benchmark`);
}
