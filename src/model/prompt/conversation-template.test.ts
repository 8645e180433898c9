// Expected values: the reference's own prompt; for several turns and for ChatML, its rules written out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenJson } from "../golden.fixture.ts";
import { writeConversation } from "./conversation-template.ts";
import { promptIds } from "./prompt-ids.ts";
import { patientText, questionText } from "./question-text.ts";

const question = "Please interpret the provided ECG image and give a diagnosis.";

test("llava_v1: the reference's prompt to the letter", () => {
  const text = questionText(question, { hasFeatures: true, patient: null });
  assert.equal(
    writeConversation("llava_v1", [{ role: "user", text }]),
    goldenJson("expected/texts.json").prompt,
  );
});

test("llava_v1: an answer ends in </s>, and the next question follows at once", () => {
  const written = writeConversation("llava_v1", [
    { role: "user", text: "a?" },
    { role: "assistant", text: "b." },
    { role: "user", text: "c?" },
  ]);
  assert.ok(written.endsWith("questions. USER: a? ASSISTANT: b.</s>USER: c? ASSISTANT:"), written);
});

test("ChatML: every message between its marks, each on lines of its own", () => {
  const turns = [
    { role: "user", text: "a?" },
    { role: "assistant", text: "b." },
    { role: "user", text: "c?" },
  ] as const;
  assert.equal(
    writeConversation("chatml", turns),
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\na?<|im_end|>\n" +
      "<|im_start|>assistant\nb.<|im_end|>\n<|im_start|>user\nc?<|im_end|>\n<|im_start|>assistant\n",
  );
});

test("what is known of the patient stands before the question", () => {
  const patient = { ageYears: 63.4, sex: "female", context: " chest\npain for 2 h. " } as const;
  assert.equal(
    questionText("What now?", { hasFeatures: true, patient }),
    "<image>\nPatient: 63-year-old woman. Clinical context: chest pain for 2 h.\nWhat now?",
  );
  assert.equal(patientText({ ageYears: null, sex: null, context: null }), null);
  assert.equal(patientText({ ageYears: 7, sex: "male", context: null }), "Patient: 7-year-old boy.");
  assert.equal(patientText({ ageYears: 40, sex: null, context: null }), "Patient: 40-year-old person.");
  assert.equal(patientText({ ageYears: null, sex: "male", context: "" }), "Patient: man.");
});

test("a tag in the question or in what is told of the patient holds no second place", () => {
  const patient = { ageYears: null, sex: null, context: "<image> syncope" };
  assert.equal(
    questionText("<image>\nRate? <image>", { hasFeatures: true, patient }),
    "<image>\nClinical context: syncope.\nRate?",
  );
  assert.equal(questionText("<image>Rate?", { hasFeatures: false, patient: null }), "Rate?");
});

test("the prompt is cut at the tag, and only the first piece keeps its beginning", () => {
  const encode = (text: string) => [1, ...Array.from(text, (letter) => letter.charCodeAt(0))];
  assert.deepEqual(promptIds({ encode, beginId: 1 }, "A<image>B"), [1, 65, -200, 66]);
  assert.deepEqual(promptIds({ encode, beginId: 1 }, "<image>B"), [1, -200, 66]);
  assert.deepEqual(
    promptIds({ encode: (text) => encode(text).slice(1), beginId: null }, "A<image>B"),
    [65, -200, 66],
  );
});
