import type { Inspection } from "../ecg/inspection.ts";
import { inspectRecording } from "../formats/inspect-recording.ts";
import { inspectionText } from "../report/inspection-text.ts";
import type { Command } from "./command.ts";
import { PICTURE_HELP, PICTURE_OPTIONS, pictureOptions } from "./picture-options.ts";
import { processRecords } from "./process-records.ts";
import { recordInputs } from "./record-inputs.ts";
import { outputFormat } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

export const inspectCommand: Command = {
  usage: "usage: gem inspect REC... [--json | --jsonl]",
  help: `Says what is in a file: format, leads, rate, length, range, further signals, annotations, what is odd about it, and
how much in it could tell who the person is - never what.

  --json           the Inspection as JSON (an array for several records)
  --jsonl          one object a line, as each is ready
${RECORDING_HELP}
${PICTURE_HELP}

example: gem inspect examples/normal`,
  options: {
    ...RECORDING_OPTIONS,
    ...PICTURE_OPTIONS,
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
  },
  run: async (args) => {
    const inputs = await recordInputs(args, { picture: pictureOptions(args) });
    const exitCode = await processRecords<Inspection>({
      records: inputs.names,
      failedName: inputs.failedName,
      format: outputFormat(args.values),
      handle: async (path) => inspectRecording(await inputs.open(path)),
      print: (inspection) => `${inspectionText(inspection, process.stdout.columns ?? 100)}\n`,
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};
