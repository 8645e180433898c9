// Writes docs/schemas/*.json from the zod schemas of the contracts (`npm run schemas`). Objects may carry
// more keys than are listed: a reader that validates must not break when a later version says more.
import { mkdirSync, writeFileSync } from "node:fs";
import { z } from "zod";
import * as inspection from "../ecg/inspection.ts";
import * as interpretation from "../ecg/interpretation.ts";
import * as long from "../ecg/long-measurements.ts";
import * as measurements from "../ecg/measurements.ts";
import { AnswerSchema } from "../interpret/interpreters/answer.ts";

export const SCHEMAS_FOLDER = new URL("../../docs/schemas/", import.meta.url);

/** Said by the command with every answer; what is measured or verified in memory does not carry it. */
const disclaimer = z.string();

const documents = [
  {
    file: "measurements.json",
    schema: measurements.MeasurementsSchema.extend({ disclaimer }),
    title: "Measurements",
    description:
      "One record of `gem measure --json`: ms from the start, mV, bpm, degrees. Not found is null.",
  },
  {
    file: "long-measurements.json",
    schema: long.LongMeasurementsSchema.extend({ disclaimer }),
    title: "Long measurements",
    description:
      "`gem measure --json` of a recording measured in windows: the summary, all beats, the values of each window.",
  },
  {
    file: "long-result.json",
    schema: long.LongResultSchema.extend({ disclaimer }),
    title: "Long result",
    description:
      "The last line of `gem measure --jsonl` for a recording measured in windows; those before it are Measurements.",
  },
  {
    file: "interpretation.json",
    schema: interpretation.InterpretationSchema,
    title: "Interpretation",
    description: "One record of `gem interpret --json`. Text offsets are UTF-16 code units of `narrative`.",
  },
  {
    file: "verification.json",
    schema: interpretation.VerificationSchema.extend({ disclaimer }),
    title: "Verification",
    description: "The answer of `gem verify --json`. Text offsets are UTF-16 code units of the text given.",
  },
  {
    file: "answer.json",
    schema: AnswerSchema,
    title: "Answer",
    description:
      "`gem ask --json` and each line of `gem chat --json`. Text offsets are UTF-16 code units of the answer.",
  },
  {
    file: "inspection.json",
    schema: inspection.InspectionSchema,
    title: "Inspection",
    description:
      "One record of `gem inspect --json`: what is in a file, without what tells who the person is.",
  },
];

/** File name and text of every published schema (JSON Schema, draft 2020-12), in a stable order. */
export function schemaTexts(): Map<string, string> {
  return new Map(
    documents.map(({ file, schema, title, description }) => {
      const { $schema, ...body } = z.toJSONSchema(schema, { io: "input", metadata: namesWithout(schema) });
      return [file, `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`];
    }),
  );
}

/** Every exported schema by its name, so that shared ones become named definitions; the root stays in place. */
function namesWithout(root: z.ZodType): z.core.$ZodRegistry<{ id: string }> {
  const names = z.registry<{ id: string }>();
  for (const [name, exported] of Object.entries({
    ...measurements,
    ...long,
    ...interpretation,
    ...inspection,
  })) {
    if (exported !== root) names.add(exported, { id: name.replace(/Schema$/, "") });
  }
  return names;
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(SCHEMAS_FOLDER, { recursive: true });
  for (const [file, text] of schemaTexts()) writeFileSync(new URL(file, SCHEMAS_FOLDER), text);
}
