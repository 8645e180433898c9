import { readFile } from "node:fs/promises";
import { FileAccessError, UsageError } from "../ecg/errors.ts";
import type { Claim } from "../ecg/interpretation.ts";
import { readRecording } from "../formats/read-recording.ts";
import { evaluateRules } from "../interpret/evaluate-rules.ts";
import { verifyText } from "../interpret/verify/verify-text.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { verificationText } from "../report/verification-text.ts";
import { type Command, textOption } from "./command.ts";
import { processRecords } from "./process-records.ts";
import { outputFormat } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS, recordingOptions } from "./recording-options.ts";

const LARGEST_TEXT_BYTES = 4_000_000;

export const verifyCommand: Command = {
  usage: "usage: gem verify REC --text FILE [--json]",
  help: `Finds the claims of an English ECG text - whoever wrote it - and checks each against the recording:
supported, contradicted or not checkable, with the measurement. "-" reads the text from standard input.

  --text FILE      the text to check
  --json           {"claims":[...]} with spans, verdicts, evidence and reasons
${RECORDING_HELP}

example: echo "Atrial fibrillation at 150 bpm." | gem verify examples/normal --text -`,
  options: { ...RECORDING_OPTIONS, text: { type: "string" }, json: { type: "boolean" } },
  run: async (args) => {
    const file = textOption(args, "text");
    if (file === undefined) throw new UsageError("no text given: --text FILE, or - for standard input");
    if (args.positionals.length !== 1) {
      throw new UsageError(`one recording is wanted, got ${args.positionals.length}`);
    }
    const options = recordingOptions(args);
    const text = await readText(file);
    return processRecords<{ claims: Claim[] }>({
      records: args.positionals,
      format: outputFormat(args.values),
      handle: async (path) => {
        const measurements = measureRecording(await readRecording(path, options));
        return { claims: verifyText({ text, measurements, results: evaluateRules({ measurements }) }) };
      },
      print: ({ claims }) =>
        verificationText({
          text,
          claims,
          color: process.stdout.isTTY === true && !process.env.NO_COLOR,
          width: process.stdout.columns ?? 100,
        }),
    });
  },
};

async function readText(file: string): Promise<string> {
  const bytes =
    file === "-"
      ? await readStandardInput()
      : await readFile(file).catch((error: NodeJS.ErrnoException) => {
          throw new FileAccessError(
            `${file}: cannot read the text (${error.code ?? "unknown error"}), wanted a UTF-8 text file`,
            { cause: error },
          );
        });
  if (bytes.length > LARGEST_TEXT_BYTES) {
    throw new UsageError(`--text: got ${bytes.length} bytes, wanted at most ${LARGEST_TEXT_BYTES}`);
  }
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
