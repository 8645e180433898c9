import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { measurementsText } from "../report/measurements-text.ts";
import type { Command } from "./command.ts";
import { processRecords } from "./process-records.ts";
import { recordInputs } from "./record-inputs.ts";
import { outputFormat } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

export const measureCommand: Command = {
  usage: "usage: gem measure REC... [--json | --jsonl]",
  help: `Measures every beat in every lead.

  --json           the Measurements as JSON (an array for several records)
  --jsonl          one object a line, as each is ready
${RECORDING_HELP}

example: gem measure examples/normal --json`,
  options: { ...RECORDING_OPTIONS, json: { type: "boolean" }, jsonl: { type: "boolean" } },
  run: async (args) => {
    const inputs = await recordInputs(args);
    const exitCode = await processRecords<Measurements & { disclaimer: string }>({
      records: inputs.names,
      failedName: inputs.failedName,
      format: outputFormat(args.values),
      handle: async (path) => {
        return { ...measureRecording(await inputs.read(path)), disclaimer: DISCLAIMER };
      },
      print: (measurements) => `${measurementsText(measurements)}\n${measurements.disclaimer}\n`,
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};
