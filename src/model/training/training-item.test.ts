// Expected values: the reference's dataset items, its batch, and that batch with 37 feature tokens in the place held for
// them (test/fixtures/golden/README.md).
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import { goldenJson, goldenTensors, goldenTokenizer } from "../golden.fixture.ts";
import { collateItems, spliceLabels } from "./collate-items.ts";
import { type Instruction, MASKED_LABEL, trainingItem } from "./training-item.ts";

const tokenizer = goldenTokenizer();
const expected = goldenTensors("expected/dataset.safetensors");
const numbers = (name: string) => Array.from(expected.get(name)!.values, Number);
const options = { tokenizer, maxLength: 512, where: "dataset.json" };
const items = (goldenJson("inputs/dataset.json") as Instruction[]).map((item) => trainingItem(item, options));

test("ids and labels of each item are the reference's", () => {
  assert.equal(items.length, 2);
  items.forEach(({ inputIds, labels, problem }, i) => {
    assert.deepEqual(inputIds, numbers(`item${i}.input_ids`));
    assert.deepEqual(labels, numbers(`item${i}.labels`));
    assert.equal(problem, null);
  });
});

test("the batch is the reference's, and so is what is left of it behind the features", () => {
  const batch = collateItems(items, { padId: 0, maxLength: 512 });
  assert.deepEqual(batch.inputIds.flat(), numbers("batch.input_ids"));
  assert.deepEqual(batch.labels.flat(), numbers("batch.labels"));
  assert.deepEqual(batch.attentionMask.flat().map(Number), numbers("batch.attention_mask"));
  const spliced = spliceLabels(batch, { features: 37, maxLength: 512 });
  assert.deepEqual(spliced.labels.flat(), numbers("splice37.labels"));
  assert.deepEqual(spliced.attentionMask.flat().map(Number), numbers("splice37.attention_mask"));
});

test("what is too long is cut behind the features", () => {
  const batch = collateItems(items, { padId: 0, maxLength: 512 });
  const { labels, attentionMask } = spliceLabels(batch, { features: 37, maxLength: 100 });
  assert.deepEqual(
    labels.map((row) => row.length),
    [100, 100],
  );
  assert.deepEqual(labels[0], numbers("splice37.labels").slice(0, 100));
  assert.ok(attentionMask.flat().every((isThere) => isThere));
});

test("an item with a word that the tokenizer writes as padding is masked as a whole, as in the reference", () => {
  const item = trainingItem(
    {
      conversations: [
        { from: "human", value: "<image>\nWhat is <unk>?" },
        { from: "gpt", value: "Nothing." },
      ],
    },
    options,
  );
  assert.match(item.problem!, /in a conversation of/);
  assert.ok(item.labels.every((label) => label === MASKED_LABEL));
});

test("turns that do not alternate are refused", () => {
  const turns = (...from: string[]) => ({ conversations: from.map((each) => ({ from: each, value: "x" })) });
  assert.throws(() => trainingItem(turns("human", "human"), options), FormatError);
  assert.throws(() => trainingItem(turns("human", "doctor"), options), /dataset\.json: from: got "doctor"/);
  // an answer to nothing at the beginning is left out
  assert.deepEqual(
    trainingItem(turns("gpt", "human", "gpt"), options),
    trainingItem(turns("human", "gpt"), options),
  );
});
