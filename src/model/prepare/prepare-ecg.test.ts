// Expected values: the reference's dataset items (test/fixtures/golden/README.md), to the bit; else counted by hand on
// leads whose samples are their own number.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { goldenConfig, goldenJson, goldenRecording } from "../golden.fixture.ts";
import { prepareEcg } from "./prepare-ecg.ts";

const settings = goldenConfig().ecg!;
const { sha256 } = goldenJson("expected/pictures.json");

function recordingOf(
  names: readonly string[],
  { samples, rate }: { samples: number; rate: number },
): Recording {
  return {
    name: "made",
    samplingRateHz: rate,
    leads: names.map((name) => ({
      name,
      samplesMv: new Float64Array(samples).fill(STANDARD_LEADS.indexOf(name as "I") + 1),
    })),
    patient: UNKNOWN_PATIENT,
    source: { format: "made", sha256: "", warnings: [] },
  };
}

const FILE_ORDER = ["I", "II", "III", "aVR", "aVF", "aVL", "V1", "V2", "V3", "V4", "V5", "V6"];

for (const [name, item] of [
  ["rec_long", "item0.ecg"],
  ["rec_short", "item1.ecg"],
] as const) {
  test(`${name} as the reference prepares it: cut or filled up, no number is 0, the file's order`, async () => {
    const { values, notes } = prepareEcg(await goldenRecording(name), { ...settings, compat: true });
    assert.equal(createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex"), sha256[item]);
    assert.deepEqual(notes, []);
  });
}

test("the reference's way takes samples at whatever rate", () => {
  const half = recordingOf(FILE_ORDER, { samples: 600, rate: 250 });
  const { values } = prepareEcg(half, { ...settings, compat: true });
  assert.deepEqual([values[599], values[600]], [1, 0]);
  assert.throws(
    () => prepareEcg(recordingOf(["I", "II"], { samples: 10, rate: 500 }), { ...settings, compat: true }),
    (error: Error) => error instanceof UsageError && /2 leads, wanted the 12/.test(error.message),
  );
});

test("by default leads are put in order and brought to the tower's rate", () => {
  const half = recordingOf(FILE_ORDER, { samples: 600, rate: 250 });
  const { values, notes } = prepareEcg(half, { ...settings, compat: false });
  // two seconds of 2.4 at 500 a second
  assert.deepEqual(
    Array.from({ length: 12 }, (_, lead) => values[lead * 1000 + 999]),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  assert.deepEqual(notes, ["the model is given the first 2.0 s of 2.4 s"]);
});

test("what the model does not see as it was recorded is said", () => {
  const short = recordingOf(
    FILE_ORDER.filter((name) => name !== "V6"),
    { samples: 500, rate: 500 },
  );
  short.leads[1]!.samplesMv.fill(Number.NaN, 10, 20);
  const { values, notes } = prepareEcg(short, { ...settings, compat: false });
  assert.equal(values[1 * 1000 + 15], 2);
  assert.deepEqual([values[499], values[500], values[11 * 1000]], [1, 0, 0]);
  assert.deepEqual(notes, [
    "lead II has gaps: the model is given straight lines",
    "lead V6 is missing: the model is given zeros",
    "the recording lasts 1.0 s: the model is given zeros up to 2.0 s",
  ]);
});

test("a recording without any of the leads is refused", () => {
  const other = recordingOf(["MCL1"], { samples: 500, rate: 500 });
  assert.throws(() => prepareEcg(other, { ...settings, compat: false }), UsageError);
});
