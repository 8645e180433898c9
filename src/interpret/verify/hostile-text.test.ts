// Text from anywhere: whatever it holds, extraction returns consistent spans, never throws, and takes time in
// proportion to the text's length.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { extractClaims } from "./extract-claims.ts";
import { normalEcg, ruleStates } from "./normal-ecg.fixture.ts";
import { verifyText } from "./verify-text.ts";

const WORDS =
  "no not without PR QRS ST T wave waves elevation depression inverted normal prolonged in V1 V2-V4 II III aVF inferior and or , . ; : ( ) 158 ms 0.2 mV bpm < > - is are the may LVH sinus rhythm AF less than between to except unlikely absent R S > rS Q segment axis 45 degrees beat 3 | lI ? \n".split(
    " ",
  );

function assertConsistent(text: string): void {
  let previousStart = 0;
  for (const claim of extractClaims(text)) {
    assert.equal(claim.text, text.slice(claim.start, claim.end));
    assert.ok(claim.start < claim.end, `empty span in ${JSON.stringify(text)}`);
    assert.ok(claim.start >= previousStart, "claims come in the order of the text");
    previousStart = claim.start;
  }
}

test("any string is read without error, with consistent spans", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), assertConsistent), { numRuns: 300 });
});

test("any order of ECG words is read and checked without error", () => {
  const measurements = normalEcg();
  const results = ruleStates();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }), (words) => {
      const text = words.join(" ");
      assertConsistent(text);
      for (const claim of verifyText({ text, measurements, results })) assert.ok(claim.reason.endsWith("."));
    }),
    { numRuns: 2000 },
  );
});

test("an empty text and bare white space claim nothing", () => {
  assert.deepEqual(extractClaims(""), []);
  assert.deepEqual(extractClaims(" \n\t "), []);
});

test("offsets are UTF-16 code units, also behind characters outside the first plane", () => {
  const text = "🫀🫀 The PR interval is 158 ms.";
  const [claim] = extractClaims(text);
  // Each heart is two code units, so "PR" starts at 4 + 1 + "The ".length.
  assert.equal(claim?.start, 9);
  assert.equal(claim?.text, "PR interval is 158 ms");
});

test("ten times the text costs about ten times the time, whatever it repeats", () => {
  const repeated = [
    "No ST elevation in V1-V4; the PR interval is 158 ms and T waves are inverted in III. ",
    "no ST elevation, T wave inversion or Q waves and ",
    "V1, V2, ",
    "(",
    "12 ",
    "one hundred and twenty ",
    "R in V1 + S in V2 + ",
    "T ",
    "av-",
  ];
  for (const piece of repeated) {
    const time = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const start = performance.now();
      extractClaims(text);
      return performance.now() - start;
    };
    time(10_000);
    const small = time(20_000);
    const large = time(200_000);
    // Quadratic cost would be a hundredfold; tenfold with room for a busy machine is forty.
    assert.ok(
      large < 40 * small + 200,
      `${JSON.stringify(piece)}: ${small.toFixed(0)} ms, then ${large.toFixed(0)} ms`,
    );
  }
});
