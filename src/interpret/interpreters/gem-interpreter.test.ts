// Token counts: those of the reference on a tiny random model (test/fixtures/golden/README.md): 21 of the signal, 16 of the
// picture. What such a model says is noise; that it says the same as the model asked directly is what counts.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { createGemModel, type GemModel } from "../../model/gem-model.ts";
import {
  goldenConfig,
  goldenPicture,
  goldenRecording,
  goldenTensors,
  goldenTokenizer,
  goldenWeights,
} from "../../model/golden.fixture.ts";
import { weightsInMemory } from "../../model/weights/weight-source.ts";
import { gemInterpreter, type Modality } from "./gem-interpreter.ts";
import type { Conversation, Draft, EcgCase } from "./interpreter.ts";
import { pagePicture } from "./page-picture.ts";

const QUESTION = "What is the rhythm?";
let model: GemModel;
let recording: Recording;
let picture: Picture;

before(async () => {
  model = await createGemModel({
    config: goldenConfig(),
    source: goldenWeights(),
    tokenizer: goldenTokenizer(),
  });
  recording = await goldenRecording("rec_long");
  picture = await goldenPicture("wide");
});

function open(input: Partial<EcgCase>, modality: Modality | null = null): Conversation {
  const interpreter = gemInterpreter({ model, name: "tiny", sha256: "ab", modality });
  return interpreter.openCase({ recording: null, picture: null, patient: UNKNOWN_PATIENT, ...input });
}

async function drafted(conversation: Conversation): Promise<Draft> {
  const asking = conversation.ask(QUESTION, { maxNewTokens: 6 });
  let step = await asking.next();
  while (!step.done) step = await asking.next();
  return step.value;
}

test("what the model is given, by modality", async () => {
  const text = (await drafted(open({ recording }, "text"))).promptTokens;
  for (const [modality, tokens, signal, image] of [
    [null, 37, true, "drawn page"],
    ["signal+image", 37, true, "drawn page"],
    ["signal", 21, true, null],
    ["image", 16, false, "drawn page"],
    ["text", 0, false, null],
  ] as const) {
    const conversation = open({ recording }, modality);
    assert.deepEqual(
      [conversation.seen.signal, conversation.seen.image],
      [signal, image],
      modality ?? "default",
    );
    const { promptTokens } = await drafted(conversation);
    // the line break behind the features' place is one or two tokens more
    const more = promptTokens - text - tokens;
    assert.ok(tokens === 0 ? more === 0 : more >= 0 && more <= 4, `${modality}: ${more} more`);
  }
});

test("the words are the model's own, out of the page drawn from the recording", async () => {
  const asking = model.openCase({ recording, picture: pagePicture(recording) }).ask(QUESTION, {
    maxNewTokens: 6,
  });
  let step = await asking.next();
  while (!step.done) step = await asking.next();
  const draft = await drafted(open({ recording }));
  assert.equal(draft.text, step.value.text);
  assert.deepEqual([draft.endedBy, draft.newTokens], ["length", 6]);
});

test("a person's own picture goes in the place of the drawn page", async () => {
  const conversation = open({ recording, picture });
  assert.equal(conversation.seen.image, "given picture");
  const other = open({ recording });
  assert.notEqual((await drafted(conversation)).text, (await drafted(other)).text);
});

test("of an ECG on paper the model is given the picture alone, unless the signal is asked for", () => {
  const paper = { ...recording, source: { ...recording.source, paper: { msPerPx: 5, mvPerPx: 0.01 } } };
  assert.equal(open({ recording: paper, picture }).seen.signal, false);
  assert.equal(open({ recording: paper, picture }, "signal+image").seen.signal, true);
  assert.deepEqual(open({ picture }).seen, { signal: false, image: "given picture", notes: [] });
  assert.throws(() => open({ picture }, "signal"), /none could be read from the picture/);
});

test("a model that sees no pictures, or reads no signal, is given what it reads", async () => {
  const all = goldenTensors("checkpoint/model.safetensors");
  const withoutEcgTower = new Map([...all].filter(([name]) => !/\.ecg_(tower|projector)\./.test(name)));
  const deaf = await createGemModel({
    config: { ...goldenConfig(), ecg: null, ecgProjector: null },
    source: weightsInMemory(withoutEcgTower, "model.safetensors"),
    tokenizer: goldenTokenizer(),
  });
  const interpreter = (modality: Modality | null) =>
    gemInterpreter({ model: deaf, name: "tiny", sha256: "ab", modality });
  const input = { recording, picture: null, patient: UNKNOWN_PATIENT };
  assert.deepEqual(
    [interpreter(null).openCase(input).seen.signal, interpreter(null).openCase(input).seen.image],
    [false, "drawn page"],
  );
  assert.throws(() => interpreter("signal").openCase(input), UsageError);
});

test("the patient is told to the model", async () => {
  const patient = { ageYears: 63, sex: "female" as const, context: "chest pain" };
  const plain = await drafted(open({ recording }));
  const told = await drafted(open({ recording, patient }));
  assert.ok(told.promptTokens > plain.promptTokens + 5);
});
