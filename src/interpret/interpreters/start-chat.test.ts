// Answers are those that the test gives; that "320 ms" contradicts the ECG is shown in verified-answer.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { AnswerSchema } from "./answer.ts";
import { type ChatOptions, startChat } from "./start-chat.ts";
import { checkedEcg, type Stub, stubConversation } from "./stub-conversation.fixture.ts";

const basis = checkedEcg();

function chatWith(stub: Stub, changed: Partial<ChatOptions> = {}) {
  return startChat({ ...stub, basis, strict: false, options: { maxNewTokens: 8 }, ...changed });
}

function historyOf(stub: Stub, asked: number): string[] {
  return (stub.asked[asked]?.options.history ?? []).map(({ text }) => text);
}

test("each question is asked with what was said before; /new begins anew", async () => {
  const stub = stubConversation(["One.", "Two.", "Three."]);
  const chat = chatWith(stub);
  for (const question of ["a?", "b?"]) await chat.ask(question);
  chat.forget();
  await chat.ask("c?");
  assert.deepEqual(
    [0, 1, 2].map((i) => historyOf(stub, i)),
    [[], ["a?", "One."], []],
  );
});

test("an answer tells which model wrote it out of what", async () => {
  const stub = stubConversation(["The PR interval is 320 ms."]);
  const pieces: string[] = [];
  const answer = AnswerSchema.strict().parse(await chatWith(stub).ask("PR?", (piece) => pieces.push(piece)));
  assert.equal(pieces.join(""), answer.narrative);
  assert.deepEqual(answer.interpreter, stub.interpreter.identity);
  assert.deepEqual(answer.seen, { signal: true, image: "drawn page", notes: [] });
  assert.deepEqual([answer.question, answer.endedBy, answer.newTokens], ["PR?", "end", 6]);
  assert.equal(answer.record?.leads.length, 12);
  assert.equal(answer.quality?.verdict, "ok");
  assert.equal(answer.claims[0]?.verdict, "contradicted");
  assert.equal(answer.disclaimer, DISCLAIMER);
});

test("what was withheld is not remembered", async () => {
  const stub = stubConversation(["The PR interval is 320 ms."]);
  const chat = chatWith(stub, { strict: true });
  assert.equal((await chat.ask("PR?")).narrative, null);
  await chat.ask("And now?");
  for (const { options } of stub.asked) assert.deepEqual(options.history, []);
});

test("what the model has no room for is forgotten, the oldest first, and counted once", async () => {
  // a word is a token here: 3 of question and answer, 5 for the answer to come, 20 in all
  const stub = stubConversation(["one two"], { tokens: 20 });
  const chat = chatWith(stub, { options: { maxNewTokens: 5 } });
  for (const question of ["a?", "b?", "c?", "d?", "e?", "f?"]) await chat.ask(question);
  assert.deepEqual(historyOf(stub, 4), ["a?", "one two", "b?", "one two", "c?", "one two", "d?", "one two"]);
  assert.deepEqual(historyOf(stub, 5), ["b?", "one two", "c?", "one two", "d?", "one two", "e?", "one two"]);
  assert.equal(chat.takeForgotten(), 1);
  assert.equal(chat.takeForgotten(), 0);
});

test("an answer can be stopped where it is; what was said of it is remembered", async () => {
  const stub = stubConversation(["one two three", "four"]);
  const chat = chatWith(stub);
  assert.equal(chat.stop(), false);
  const answer = await chat.ask("a?", (piece) => {
    if (piece === "two ") assert.equal(chat.stop(), true);
  });
  assert.deepEqual([answer.narrative, answer.endedBy], ["one two ", "abort"]);
  await chat.ask("b?");
  assert.deepEqual(historyOf(stub, 1), ["a?", "one two "]);
});

test("a question that the model refuses leaves the conversation as it was", async () => {
  const stub = stubConversation(["One.", "Two."]);
  const { conversation } = stub;
  const refusing = {
    ...conversation,
    ask: (question: string, options = {}) => {
      if (question === "long") throw new RangeError("too long");
      return conversation.ask(question, options);
    },
  };
  const chat = chatWith(stub, { conversation: refusing });
  await chat.ask("a?");
  await assert.rejects(chat.ask("long"), RangeError);
  assert.equal(chat.stop(), false);
  await chat.ask("b?");
  assert.deepEqual(historyOf(stub, 1), ["a?", "One."]);
});
