// `gem model ...`: what is done with a model's files rather than with an ECG. One file an action.
import { UsageError } from "../ecg/errors.ts";
import type { Command } from "./command.ts";
import type { ModelAction } from "./model-action.ts";
import { importAction } from "./model-import.ts";
import { inspectAction } from "./model-inspect.ts";
import { listAction } from "./model-list.ts";
import { pullAction } from "./model-pull.ts";
import { TRACE_HELP, traceCommand } from "./model-trace.ts";
import { verifyAction } from "./model-verify.ts";

const traceAction: ModelAction = {
  usage: "gem model trace --checkpoint DIR --record REC --image FILE --prompt TEXT -o trace.safetensors",
  help: TRACE_HELP,
  options: {
    checkpoint: { type: "string" },
    record: { type: "string" },
    image: { type: "string" },
    prompt: { type: "string" },
    aspect: { type: "string" },
    "max-new-tokens": { type: "string" },
    output: { type: "string", short: "o" },
  },
  async run(args, operands) {
    if (operands.length > 0) {
      throw new UsageError(`what to do with a model: got ${JSON.stringify(args.positionals.join(" "))}`);
    }
    await traceCommand(args);
    return 0;
  },
};

const ACTIONS: Readonly<Record<string, ModelAction>> = {
  list: listAction,
  inspect: inspectAction,
  verify: verifyAction,
  import: importAction,
  pull: pullAction,
  trace: traceAction,
};

const actions = Object.values(ACTIONS);

export const modelCommand: Command = {
  usage: `usage: ${actions.map(({ usage }) => usage).join("\n       ")}`,
  help: actions.map(({ help }) => help).join("\n\n"),
  options: Object.assign({}, ...actions.map(({ options }) => options)),
  run: async (args) => {
    const [name = "", ...operands] = args.positionals;
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) {
      const got = JSON.stringify(args.positionals.join(" "));
      throw new UsageError(
        `what to do with a model: got ${got}, wanted ${Object.keys(ACTIONS).join(" or ")}`,
      );
    }
    const stray = Object.keys(args.values).find(
      (option) => option !== "help" && !Object.hasOwn(action.options, option),
    );
    if (stray !== undefined) throw new UsageError(`model ${name}: --${stray} means nothing here`);
    return action.run(args, operands);
  },
};
