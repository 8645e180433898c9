// `gem chat`: questions from the terminal or a pipe, a line each. At a terminal answers are shown as they are written, and
// Ctrl-C stops the answer first and the program then.
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import type { Chat } from "../interpret/interpreters/start-chat.ts";
import { plainText } from "../report/plain-text.ts";
import { paragraph, type Sheet, terminalSheet } from "../report/terminal-layout.ts";
import { type Command, flag } from "./command.ts";
import { errorText } from "./error-text.ts";
import { jsonText } from "./json-text.ts";
import { MODEL_HELP, MODEL_OPTIONS, modelChoice } from "./model-options.ts";
import { PICTURE_HELP, PICTURE_OPTIONS } from "./picture-options.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

const LINES = "/new forgets what was said, /quit (or the end of the input) ends, Ctrl-C stops an answer";
const INTERRUPTED = 130;

export const chatCommand: Command = {
  usage: "usage: gem chat REC --model DIR [--strict] [--image PNG|JPEG] [--json]",
  help: `A conversation with a GEM model about an ECG: a question a line, from the terminal or a pipe. It remembers
what was said. Every answer is checked against the signal as gem ask does. ${LINES}.
Not verified on published weights.

${MODEL_HELP}
  --json           one object a line: question, answer, claims, as gem ask --json
${RECORDING_HELP}
${PICTURE_HELP}

example: gem chat examples/atrial-fibrillation --model ~/models/gem --strict`,
  options: { ...RECORDING_OPTIONS, ...PICTURE_OPTIONS, ...MODEL_OPTIONS, json: { type: "boolean" } },
  run: async (args) => {
    const [name, ...more] = args.positionals;
    if (name === undefined || more.length > 0) {
      throw new UsageError(`one ECG is wanted, got ${args.positionals.length} arguments`);
    }
    if (name === "-")
      throw new UsageError("the questions come from standard input, wanted a file for the ECG");
    const choice = modelChoice(args);
    const { readCase } = await import("./read-case.ts");
    const { openInterpreter } = await import("./open-interpreter.ts");
    const { startChat } = await import("../interpret/interpreters/start-chat.ts");
    const { ecg, basis, reportIdentity } = await readCase(args, { name, image: choice.image });
    const interpreter = await openInterpreter(choice);
    const conversation = interpreter.openCase(ecg);
    const { strict, options } = choice;
    const chat = startChat({ interpreter, conversation, basis, strict, options });
    await reportIdentity();
    const isJson = flag(args, "json");
    return talk(chat, isJson ? jsonScreen() : await textScreen(choice.strict));
  },
};

interface Screen {
  /** What is said before the first question, and after the last. */
  begin(): void;
  end(): void;
  question(text: string): void;
  readonly piece?: (text: string) => void;
  answer(answer: Awaited<ReturnType<Chat["ask"]>>): void;
  failure(question: string, error: { readonly code: string; readonly message: string }): void;
}

async function talk(chat: Chat, screen: Screen): Promise<number> {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  screen.begin();
  const lines = createInterface({
    input: process.stdin,
    ...(isTerminal ? { output: process.stdout, terminal: true, prompt: "> " } : { terminal: false }),
  });
  let interrupted = false;
  let busy = false;
  let ended = false;
  lines.on("close", () => {
    ended = true;
  });
  const prompt = () => {
    if (isTerminal && !ended) lines.prompt();
  };
  const interrupt = () => {
    if (chat.stop() || busy) return;
    interrupted = true;
    lines.close();
  };
  process.on("SIGINT", interrupt);
  lines.on("SIGINT", interrupt);
  let answered = 0;
  let failed = 0;
  try {
    prompt();
    for await (const line of lines) {
      const question = line.trim();
      if (question === "/quit") break;
      if (question === "/new") chat.forget();
      else if (question === "/help") process.stderr.write(`${LINES}\n`);
      else if (question !== "") {
        if (!isTerminal) screen.question(question);
        busy = true;
        if (await askOne(chat, screen, question)) answered++;
        else failed++;
        // a Ctrl-C that came while the answer was checked meant the answer
        await setTimeout(1);
        busy = false;
      }
      if (interrupted) break;
      prompt();
    }
  } finally {
    process.off("SIGINT", interrupt);
    lines.close();
  }
  screen.end();
  if (interrupted) return INTERRUPTED;
  return failed === 0 ? 0 : answered === 0 ? 1 : 3;
}

/** A question that cannot be answered, one too long for the model, does not end the conversation. */
async function askOne(chat: Chat, screen: Screen, question: string): Promise<boolean> {
  try {
    const answer = await chat.ask(question, screen.piece);
    const forgotten = chat.takeForgotten();
    if (forgotten > 0) {
      const what = forgotten === 1 ? "question was" : `${forgotten} questions were`;
      process.stderr.write(`gem chat: the oldest ${what} forgotten: the model has no more room\n`);
    }
    screen.answer(answer);
    return true;
  } catch (error) {
    if (process.env["GEM_DEBUG"]) throw error;
    const told = errorText(error);
    process.stderr.write(`gem chat: ${told.message}\n`);
    screen.failure(question, told);
    return false;
  }
}

function jsonScreen(): Screen {
  const write = (value: object) => process.stdout.write(`${jsonText(value)}\n`);
  return {
    begin: () => {},
    end: () => {},
    question: () => {},
    answer: write,
    failure: (question, error) => write({ question, error, disclaimer: DISCLAIMER }),
  };
}

async function textScreen(strict: boolean): Promise<Screen> {
  const { answerLines, plainPiece } = await import("./answer-text.ts");
  const isTerminal = process.stdout.isTTY === true;
  const sheet: Sheet = terminalSheet({
    color: isTerminal && !process.env["NO_COLOR"],
    width: process.stdout.columns ?? 100,
  });
  const write = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);
  const streams = isTerminal && !strict;
  const disclaimer = paragraph(sheet, DISCLAIMER, "", "dim");
  return {
    begin: () => write([...disclaimer, ...(isTerminal ? paragraph(sheet, `${LINES}.`, "", "dim") : [])]),
    end: () => write(["", ...disclaimer]),
    question: (text) => write(["", sheet.paint("bold", `> ${plainText(text)}`)]),
    ...(streams ? { piece: (text: string) => process.stdout.write(plainPiece(text)) } : {}),
    answer: (answer) =>
      write([...(streams ? [""] : []), ...answerLines(sheet, answer, { withoutText: streams })]),
    failure: () => {},
  };
}
