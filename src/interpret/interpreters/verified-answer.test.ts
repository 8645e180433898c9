// The simulated ECG has 60 bpm and a PR interval of 160 ms: 320 ms contradicts it, which is what `gem verify` is tested on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blankEcg, checkedEcg, stubConversation } from "./stub-conversation.fixture.ts";
import {
  MOST_TRIES,
  type VerifiedAnswer,
  type VerifiedAnswerOptions,
  verifiedAnswer,
} from "./verified-answer.ts";

const WRONG = "The PR interval is 320 ms.";
const RIGHT = "Sinus rhythm at 60 bpm. The PR interval is 160 ms.";
const basis = checkedEcg();

async function answered(
  options: Omit<VerifiedAnswerOptions, "question">,
): Promise<VerifiedAnswer & { pieces: string[] }> {
  const pieces: string[] = [];
  const answering = verifiedAnswer({ question: "What do you see?", ...options });
  for (;;) {
    const { done, value } = await answering.next();
    if (done) return { ...value, pieces };
    pieces.push(value);
  }
}

test("an answer is shown as it is written, and its claims get their verdicts", async () => {
  const { conversation } = stubConversation([`${RIGHT} ${WRONG}`]);
  const answer = await answered({ conversation, basis, strict: false });
  assert.equal(answer.pieces.join(""), answer.narrative);
  const verdicts = answer.claims.map(({ text, verdict }) => [text, verdict]);
  assert.ok(verdicts.some(([text, verdict]) => /160 ms/.test(text!) && verdict === "supported"));
  assert.ok(verdicts.some(([text, verdict]) => /320 ms/.test(text!) && verdict === "contradicted"));
  for (const { start, end, text } of answer.claims) assert.equal(answer.narrative?.slice(start, end), text);
  assert.deepEqual([answer.withheld, answer.tries], [null, 1]);
});

test("strict: a contradicted answer is never shown; another one is drawn with another seed", async () => {
  const { conversation, asked } = stubConversation([WRONG, RIGHT]);
  const answer = await answered({ conversation, basis, strict: true, options: { seed: 5, maxNewTokens: 9 } });
  assert.deepEqual(answer.pieces, []);
  assert.equal(answer.narrative, RIGHT);
  assert.equal(answer.tries, 2);
  const [first, second] = asked.map(({ options }) => options);
  assert.deepEqual(first, { seed: 5, maxNewTokens: 9 });
  assert.equal(second?.seed, 6);
  assert.equal(second.maxNewTokens, 9);
  // the likeliest tokens would say the same again
  assert.ok(second.sampling!.temperature > 0);
});

test("strict: what the person chose to draw with stays", async () => {
  const { conversation, asked } = stubConversation([WRONG]);
  const sampling = { temperature: 1.3, topK: 7, topP: null };
  await answered({ conversation, basis, strict: true, options: { sampling } });
  assert.deepEqual(
    asked.map(({ options }) => [options.sampling, options.seed ?? 0]),
    [0, 1, 2].map((seed) => [sampling, seed]),
  );
});

test("strict: after the last try none is given, with the reason", async () => {
  const { conversation, asked } = stubConversation([WRONG]);
  const answer = await answered({ conversation, basis, strict: true });
  assert.equal(asked.length, MOST_TRIES);
  assert.deepEqual([answer.narrative, answer.claims, answer.tries], [null, [], MOST_TRIES]);
  assert.match(
    answer.withheld!,
    /^each of 3 answers contradicts the signal, the last in ".*320 ms": PR measured 1[456]\d ms; the text says 320 ms$/,
  );
});

test("strict: an answer that makes no checkable claim is shown", async () => {
  const { conversation } = stubConversation(["Ask your doctor."]);
  const answer = await answered({ conversation, basis, strict: true });
  assert.deepEqual([answer.narrative, answer.claims, answer.tries], ["Ask your doctor.", [], 1]);
});

test("strict: what a person stopped is not written anew", async () => {
  const { conversation, asked } = stubConversation([WRONG]);
  const halfWay = {
    ...conversation,
    async *ask(question: string) {
      const draft = yield* conversation.ask(question);
      return { ...draft, endedBy: "abort" as const };
    },
  };
  const answer = await answered({ conversation: halfWay, basis, strict: true });
  assert.equal(asked.length, 1);
  assert.match(answer.withheld!, /^stopped; the answer contradicts the signal, ".*320 ms"/);
});

test("an unusable recording is not asked about", async () => {
  const { conversation, asked } = stubConversation([RIGHT]);
  for (const strict of [false, true]) {
    const answer = await answered({ conversation, basis: blankEcg(), strict });
    assert.deepEqual([answer.narrative, answer.claims, answer.tries, answer.draft], [null, [], 0, null]);
    assert.match(answer.withheld!, /^the recording is unusable \(.+\): nothing is said about the heart$/);
  }
  assert.equal(asked.length, 0);
});

test("without a signal no claim is supported or contradicted, and each says why", async () => {
  const { conversation } = stubConversation([`${RIGHT} ${WRONG}`]);
  const none = { measurements: null, missing: "the picture shows no grid" };
  for (const strict of [false, true]) {
    const { claims, narrative } = await answered({ conversation, basis: none, strict });
    assert.equal(narrative, `${RIGHT} ${WRONG}`);
    assert.ok(claims.length >= 3);
    for (const { verdict, reason, evidence, start, end, text } of claims) {
      assert.equal(verdict, "not checkable");
      assert.equal(reason, "there is no signal to check it against: the picture shows no grid");
      assert.deepEqual(evidence, []);
      assert.equal(narrative?.slice(start, end), text);
    }
  }
});
