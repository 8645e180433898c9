import assert from "node:assert/strict";
import { test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Answer } from "../interpret/interpreters/answer.ts";
import { terminalSheet } from "../report/terminal-layout.ts";
import { answerLines, plainPiece } from "./answer-text.ts";

const narrative = "Sinus rhythm.\nPR 320 ms \u001b[2J with U waves.";
const claim = (text: string, verdict: "supported" | "contradicted" | "not checkable", reason: string) => {
  const start = narrative.indexOf(text);
  return { start, end: start + text.length, text, verdict, evidence: [], reason };
};
const answer: Answer = {
  record: null,
  quality: null,
  interpreter: { name: "gem", model: "tiny", sha256: "0123456789abcdef" },
  question: "What do you see?",
  narrative,
  claims: [
    claim("Sinus rhythm", "supported", "P before every QRS"),
    claim("PR 320 ms", "contradicted", "PR measured 160 ms"),
    claim("U waves", "not checkable", "U waves are not measured"),
  ],
  withheld: null,
  notCheckable: null,
  seen: { signal: true, image: "drawn page", notes: ["lead V6 is missing"] },
  tries: 1,
  endedBy: "end",
  promptTokens: 10,
  newTokens: 9,
  disclaimer: DISCLAIMER,
};
const sheet = terminalSheet({ color: false, width: 100 });
const textOf = (changed: Partial<Answer> = {}, options = {}) =>
  answerLines(sheet, { ...answer, ...changed }, options).join("\n");

test("every claim is marked in the text and told below it, with its reason", () => {
  const text = textOf();
  assert.match(text, /^Sinus rhythm\[✓\]\.\nPR 320 ms\[✗\] \ufffd\[2J with U waves\[\?\]\.\n\n/);
  assert.match(text, /^ {2}✗ contradicted: "PR 320 ms": PR measured 160 ms$/m);
  assert.match(
    text,
    /3 statements checked against the signal: 1 supported, 1 contradicted, 1 not checkable\./,
  );
  assert.match(
    text,
    /By gem \(tiny, sha256 0123456789ab\), given the recorded signal and a page drawn from it; lead V6 is\n/,
  );
});

test("what was shown while it was written is not shown again, its verdicts are", () => {
  const text = textOf({}, { withoutText: true });
  assert.doesNotMatch(text, /with U waves/);
  assert.match(text, /✗ contradicted: "PR 320 ms"/);
});

test("a text that nothing can be checked in does not claim that it was checked", () => {
  const text = textOf({ notCheckable: "no signal could be read from the picture", claims: [] });
  assert.match(text, /Not checkable: no signal could be read from the picture\./);
  assert.doesNotMatch(text, /checked against the signal|supported/);
});

test("a withheld answer says why and shows nothing of the text", () => {
  const text = textOf({ narrative: null, claims: [], withheld: "each of 3 answers contradicts the signal" });
  assert.match(text, /^Answer withheld: each of 3 answers contradicts the signal\.\n {2}By gem/);
});

test("how an answer ended is told, and that it is not the first", () => {
  assert.match(textOf({ endedBy: "length" }), /Cut off after 9 tokens\./);
  assert.match(textOf({ endedBy: "abort" }), /^ {2}Stopped\.$/m);
  assert.match(textOf({ tries: 2 }), /Written 2 times, until nothing contradicted the signal\./);
  assert.match(textOf({ narrative: "", claims: [] }), /^\(The model said nothing\.\)\n/);
  assert.match(
    textOf({ seen: { signal: false, image: null, notes: [] } }),
    /given neither signal nor picture/,
  );
});

test("a piece of a text keeps its line breaks and no other control characters", () => {
  assert.equal(plainPiece("a\nb\u001b[2J\r"), "a\nb\ufffd[2J\ufffd");
});
