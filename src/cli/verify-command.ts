import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { FileAccessError, FormatError, UsageError } from "../ecg/errors.ts";
import type { Claim } from "../ecg/interpretation.ts";
import { decodeText } from "../formats/recognise.ts";
import { evaluateRules } from "../interpret/evaluate-rules.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { verificationText } from "../report/verification-text.ts";
import { type Command, textOption } from "./command.ts";
import { processRecords } from "./process-records.ts";
import { readShort } from "./read-short.ts";
import { recordInputs } from "./record-inputs.ts";
import { outputFormat } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

const LARGEST_TEXT_BYTES = 4_000_000;

export const verifyCommand: Command = {
  usage: "usage: gem verify REC --text FILE [--json | --jsonl]",
  help: `Finds the claims of an English ECG text - whoever wrote it - and checks each against the recording:
supported, contradicted or not checkable, with the measurement. "-" reads the text from standard input.

  --text FILE      the text to check
  --json           {"claims":[...]} with spans, verdicts, evidence and reasons
  --jsonl          the same in one line
${RECORDING_HELP}

example: echo "Atrial fibrillation at 150 bpm." | gem verify examples/normal --text -`,
  options: {
    ...RECORDING_OPTIONS,
    text: { type: "string" },
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
  },
  run: async (args) => {
    const file = textOption(args, "text");
    if (file === undefined) throw new UsageError("no text given: --text FILE, or - for standard input");
    if (args.positionals.length !== 1) {
      throw new UsageError(`one recording is wanted, got ${args.positionals.length}`);
    }
    const inputs = await recordInputs(args);
    const text = await readText(file);
    const delineator = await readDelineator();
    const exitCode = await processRecords<{ claims: Claim[]; disclaimer: string }>({
      records: inputs.names,
      failedName: inputs.failedName,
      format: outputFormat(args.values),
      handle: async (path) => {
        const measurements = measureRecording(await readShort(inputs, path), { delineator });
        // the lexicon is built when it is loaded; a refusal or the help need not wait for it
        const { verifyText } = await import("../interpret/verify/verify-text.ts");
        const results = evaluateRules({ measurements });
        return { claims: verifyText({ text, measurements, results }), disclaimer: DISCLAIMER };
      },
      print: ({ claims }) =>
        verificationText({
          text,
          claims,
          color: process.stdout.isTTY === true && !process.env.NO_COLOR,
          width: process.stdout.columns ?? 100,
        }),
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};

async function readText(file: string): Promise<string> {
  const shown = file === "-" ? "standard input" : JSON.stringify(file);
  const bytes = await readBytes(file === "-" ? process.stdin : createReadStream(file), shown);
  const text = decodeText(bytes) ?? new TextDecoder().decode(bytes);
  if (text.includes("\0")) throw new FormatError(`--text: ${shown} is not text, wanted UTF-8 or UTF-16`);
  return text;
}

/** Stops reading beyond the limit: a pipe or a device may have no end. */
async function readBytes(stream: Readable, shown: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > LARGEST_TEXT_BYTES) break;
    }
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileAccessError(`--text: ${shown} cannot be read (${code}), wanted a text file`, {
      cause: error,
    });
  }
  if (length > LARGEST_TEXT_BYTES)
    throw new FormatError(`--text: ${shown} is too long, wanted at most ${LARGEST_TEXT_BYTES} bytes`);
  return Buffer.concat(chunks);
}
