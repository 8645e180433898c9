// What is written is the test's; that 320 ms contradicts the ECG is shown in verified-answer.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InterpretationSchema } from "../../ecg/interpretation.ts";
import type { Recording } from "../../ecg/recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { interpretRecording } from "../interpret-recording.ts";
import { interpretWith } from "./interpret-with.ts";
import { type Stub, stubConversation } from "./stub-conversation.fixture.ts";

const { recording } = syntheticEcg({ rateBpm: 60, noise: { whiteMv: 0.01 } });

async function interpreted(
  stub: Stub,
  { ecg = recording, strict = false }: Partial<{ ecg: Recording; strict: boolean }> = {},
) {
  const { interpretation } = await interpretWith(ecg, { ...stub, picture: null, strict });
  return InterpretationSchema.strict().parse(interpretation);
}

test("the text and its claims are the model's, the findings those of the criteria, and both are named", async () => {
  const stub = stubConversation(["The PR interval is 320 ms."]);
  const written = await interpreted(stub);
  const { interpretation: byCriteria } = await interpretRecording(recording);
  assert.equal(written.narrative, "The PR interval is 320 ms.");
  assert.deepEqual(
    written.claims.map(({ verdict }) => verdict),
    ["contradicted"],
  );
  assert.deepEqual(written.findings, byCriteria.findings);
  assert.deepEqual(written.notAssessed, byCriteria.notAssessed);
  assert.deepEqual(written.interpreter, {
    ...stub.interpreter.identity,
    model: `texts of a test; findings by criteria: ${byCriteria.interpreter.model}`,
  });
});

test("strict: a reading that contradicts the signal is withheld, and said to be", async () => {
  const written = await interpreted(stubConversation(["The PR interval is 320 ms."]), { strict: true });
  assert.match(
    written.narrative,
    /^The model's reading is withheld: each of 3 answers contradicts the signal/,
  );
  assert.deepEqual(written.claims, []);
  const told = written.notAssessed.find(({ what }) => what === "the model's reading");
  assert.match(told?.why ?? "", /^withheld: each of 3 answers/);
});

test("what the model does not see, and what it did not say to its end, is not assessed", async () => {
  const stub = stubConversation(["Sinus rhythm."]);
  const conversation = {
    ...stub.conversation,
    seen: { signal: true, image: null, notes: ["lead V6 is missing: the model is given zeros"] },
    async *ask(question: string) {
      const draft = yield* stub.conversation.ask(question);
      return { ...draft, endedBy: "length" as const };
    },
  };
  const written = await interpreted({
    ...stub,
    interpreter: { ...stub.interpreter, openCase: () => conversation },
  });
  assert.deepEqual(written.notAssessed.slice(-2), [
    { what: "the whole recording by the model", why: "lead V6 is missing: the model is given zeros" },
    { what: "the rest of the model's reading", why: "cut off after 2 tokens" },
  ]);
});

test("an unusable recording is refused in the words of the criteria, and the model is not asked", async () => {
  const leads = recording.leads.map((lead) => ({ ...lead, samplesMv: lead.samplesMv.map(() => 0) }));
  const stub = stubConversation(["Sinus rhythm."]);
  const written = await interpreted(stub, { ecg: { ...recording, leads } });
  assert.equal(stub.asked.length, 0);
  assert.match(written.narrative, /^This recording cannot be interpreted/);
  assert.deepEqual([written.claims, written.findings], [[], []]);
  assert.equal(written.interpreter.name, "stub");
});
