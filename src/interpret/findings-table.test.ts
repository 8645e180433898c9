import assert from "node:assert/strict";
import { test } from "node:test";
import { findingCodes } from "./codes.ts";
import { findingsTable } from "./findings-table.ts";
import { findRule } from "./rules/rule-book.ts";

// The 71 SCP-ECG statements of PTB-XL (scp_statements.csv).
const PTBXL =
  `NDT NST_ DIG LNGQT NORM IMI ASMI LVH LAFB ISC_ IRBBB 1AVB IVCD ISCAL CRBBB CLBBB ILMI LAO/LAE AMI ALMI
ISCIN INJAS LMI ISCIL LPFB ISCAS INJAL ISCLA RVH ANEUR RAO/RAE EL WPW ILBBB IPLMI ISCAN IPMI SEHYP INJIN INJLA PMI
3AVB INJIL 2AVB ABQRS PVC STD_ VCLVH QWAVE LOWT NT_ PAC LPR INVT LVOLT HVOLT TAB_ STE_ PRC(S) SR AFIB STACH SARRH
SBRAD PACE SVARR BIGU AFLT SVTAC PSVT TRIGU`.split(/\s+/);

// What the benchmark against PTB-XL labels must be able to find.
const BENCHMARK = [
  "NORM",
  "AFIB",
  "CLBBB",
  "CRBBB",
  "LAFB",
  "IRBBB",
  "1AVB",
  "LVH",
  "IMI",
  "ASMI",
  "PVC",
  "SBRAD",
  "STACH",
];

const ids = findingsTable.map((entry) => entry.id);

test("ids are unique, and every finding has codes and every code a finding", () => {
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(Object.keys(findingCodes).sort(), [...ids, "normal", "otherwise-normal"].sort());
});

test("SCP codes are statements of PTB-XL, and those of the benchmark are all there", () => {
  assert.equal(PTBXL.length, 71);
  const scp = Object.values(findingCodes).flatMap((codes) => codes.scp ?? []);
  for (const code of scp) assert.ok(PTBXL.includes(code), code);
  for (const code of BENCHMARK) assert.ok(scp.includes(code), code);
});

test("AHA codes are numbers of the 2007 statement list, SNOMED codes are SNOMED identifiers", () => {
  for (const [id, { aha, snomed }] of Object.entries(findingCodes)) {
    if (aha !== null) assert.match(aha, /^\d{1,3}$/, id);
    if (snomed !== null) assert.match(snomed, /^\d{6,18}$/, id);
  }
});

test("grades name rules that exist, exclusions name findings that exist", () => {
  for (const entry of findingsTable) {
    for (const grade of entry.grades) {
      const rules = [...(grade.all ?? []), ...(grade.any ?? []), ...(grade.none ?? [])];
      assert.ok((grade.all ?? grade.any ?? []).length > 0, `${entry.id} holds always`);
      for (const rule of rules) assert.ok(findRule(rule), `${entry.id}: no rule ${rule}`);
    }
    for (const rule of entry.weakenedBy ?? []) assert.ok(findRule(rule), `${entry.id}: no rule ${rule}`);
    for (const { rule } of entry.additions ?? []) assert.ok(findRule(rule), `${entry.id}: no rule ${rule}`);
    for (const id of entry.excludes ?? []) assert.ok(ids.includes(id), `${entry.id}: no finding ${id}`);
  }
});

test("nothing about the heart is definite without a corroborated rule, be it memory or our own choice", () => {
  for (const entry of findingsTable.filter((it) => it.weight !== "technical")) {
    for (const grade of entry.grades.filter((it) => it.certainty === "definite")) {
      const rules = [...(grade.all ?? []), ...(grade.any ?? [])];
      assert.ok(
        rules.some((rule) => findRule(rule)?.mark === "S"),
        entry.id,
      );
    }
  }
});

test("an urgent finding says that a clinician must look, others do not; nothing advises treatment", () => {
  for (const entry of findingsTable) {
    const wordings = entry.grades.map((grade) => ({
      urgent: (grade.weight ?? entry.weight) === "urgent",
      text: grade.statement ?? entry.statement,
      certainty: grade.certainty,
    }));
    for (const { urgent, text, certainty } of wordings) {
      const variant = certainty === "possible" && entry.weightWhenPossible !== undefined;
      if (urgent && !variant) assert.match(text, /needs immediate review by a clinician/, entry.id);
      if (entry.weight === "variant") assert.doesNotMatch(text, /immediate/, entry.id);
      assert.doesNotMatch(text, /\b(treat|give|administer|cath|thromboly|medicat)/i, entry.id);
    }
  }
});

test("patterns an ECG cannot prove are possible at most", () => {
  for (const id of [
    "er",
    "peri",
    "hyperk",
    "hypok",
    "wellens",
    "brug1",
    "dewinter",
    "pe",
    "dig",
    "ca",
    "ca@hypo",
  ]) {
    const entry = findingsTable.find((it) => it.id === id);
    assert.ok(entry !== undefined, id);
    for (const grade of entry.grades) assert.equal(grade.certainty, "possible", id);
  }
});
