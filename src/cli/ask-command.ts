import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { paragraph, terminalSheet } from "../report/terminal-layout.ts";
import { type Command, flag, type ParsedArguments } from "./command.ts";
import { jsonText } from "./json-text.ts";
import { MODEL_HELP, MODEL_OPTIONS, modelChoice } from "./model-options.ts";
import { PICTURE_HELP, PICTURE_OPTIONS } from "./picture-options.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

export const askCommand: Command = {
  usage: 'usage: gem ask REC "QUESTION" --model DIR [--strict] [--image PNG|JPEG] [--json]',
  help: `Asks a GEM model about an ECG. Every claim of the answer is checked against the signal: supported,
contradicted or not checkable, with the measurement. REC may be a picture of an ECG; where no signal can be
read from it, nothing can be checked, and that is said. Not verified on published weights.

${MODEL_HELP}
  --json           the answer, its claims and which model wrote it out of what, as JSON
${RECORDING_HELP}
${PICTURE_HELP}

example: gem ask examples/atrial-fibrillation "What is the rhythm?" --model ~/models/gem --age 63 --sex f`,
  options: { ...RECORDING_OPTIONS, ...PICTURE_OPTIONS, ...MODEL_OPTIONS, json: { type: "boolean" } },
  run: async (args) => {
    const { name, question } = recordAndQuestion(args);
    const choice = modelChoice(args);
    // the engine is loaded once the command line makes sense
    const { readCase } = await import("./read-case.ts");
    const { openInterpreter } = await import("./open-interpreter.ts");
    const { startChat } = await import("../interpret/interpreters/start-chat.ts");
    const { answerLines, plainPiece } = await import("./answer-text.ts");
    const { ecg, basis, reportIdentity } = await readCase(args, { name, image: choice.image });
    const interpreter = await openInterpreter(choice);
    const conversation = interpreter.openCase(ecg);
    const isJson = flag(args, "json");
    const streams = !isJson && !choice.strict && process.stdout.isTTY === true;
    const { strict, options } = choice;
    const answer = await startChat({ interpreter, conversation, basis, strict, options }).ask(
      question,
      (piece) => {
        if (streams) process.stdout.write(plainPiece(piece));
      },
    );
    if (isJson) {
      process.stdout.write(`${jsonText(answer, 1)}\n`);
    } else {
      const color = process.stdout.isTTY === true && !process.env["NO_COLOR"];
      const sheet = terminalSheet({ color, width: process.stdout.columns ?? 100 });
      const lines = [
        ...(streams ? [""] : []),
        ...answerLines(sheet, answer, { withoutText: streams }),
        ...paragraph(sheet, DISCLAIMER, "", "dim"),
      ];
      process.stdout.write(`${lines.join("\n")}\n`);
    }
    await reportIdentity();
    return 0;
  },
};

function recordAndQuestion({ positionals }: ParsedArguments): { name: string; question: string } {
  const [name, question, ...more] = positionals;
  if (name === undefined || question === undefined || more.length > 0) {
    const got = `${positionals.length} argument${positionals.length === 1 ? "" : "s"}`;
    throw new UsageError(`an ECG and a question in quotes are wanted, got ${got}`);
  }
  if (question.trim() === "") throw new UsageError("an empty question, wanted one in words");
  return { name, question };
}
