// Expected values follow from the rules that remove-identity.ts states; pseudonyms and shifts are compared with each
// other, since nothing but the salt decides them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { IdentityItem } from "../../ecg/identity.ts";
import type { Recording } from "../../ecg/recording.ts";
import { removeIdentity } from "./remove-identity.ts";
import { shiftDays } from "./shift-days.ts";

const identity: IdentityItem[] = [
  { category: "patient name", field: "PatientName", value: "Doe^Jane" },
  { category: "patient id", field: "PatientID", value: "4711" },
  { category: "free text", field: "Comments", value: "seen by Dr Roe" },
  { category: "free text", field: "Reason", value: "fell on Main Street" },
];

function recording(changes: Partial<Recording> = {}): Recording {
  return {
    name: "DOE_JANE",
    leads: [{ name: "I", samplesMv: Float64Array.of(1, 2) }],
    samplingRateHz: 500,
    patient: { ageYears: 93, sex: "female", context: null },
    source: { format: "dicom", sha256: "ab", warnings: [] },
    recordedAt: "2020-02-29T23:59:58.5",
    annotations: [{ timeMs: 2, durationMs: 0, lead: null, code: "N", text: "Jane moved" }],
    identity,
    ...changes,
  };
}

test("nothing that the file said of the person is left", async () => {
  const clean = await removeIdentity(recording(), { salt: "s" });
  const text = JSON.stringify(clean);
  for (const word of ["Doe", "DOE", "Jane", "4711", "Roe", "Main Street", "2020", "93"]) {
    assert.ok(!text.includes(word), word);
  }
  assert.match(clean.name, /^ecg-[0-9a-f]{8}-[0-9a-f]{8}$/);
  assert.equal(clean.patient.ageYears, 90);
  assert.deepEqual(clean.leads, recording().leads);
  assert.match(clean.recordedAt!, /^20\d\d-\d\d-\d\dT23:59:58\.5$/);
});

test("what was removed is counted by category", async () => {
  const { source } = await removeIdentity(recording(), { salt: "s" });
  assert.deepEqual(source.identityRemoved, [
    { category: "patient name", count: 1, action: "removed" },
    { category: "patient id", count: 1, action: "removed" },
    { category: "free text", count: 3, action: "removed" },
    { category: "recording date", count: 1, action: "shifted" },
    { category: "age over 89", count: 1, action: "generalised" },
    { category: "file name", count: 1, action: "replaced" },
  ]);
});

test("a file that names nobody keeps its name, and one without identity is left as it was", async () => {
  const noted = await removeIdentity(recording({ identity: identity.slice(2) }), { salt: "s" });
  assert.equal(noted.name, "DOE_JANE");
  const bare = recording({
    identity: [],
    recordedAt: null,
    annotations: [],
    patient: { ageYears: 89, sex: null, context: null },
  });
  assert.deepEqual(await removeIdentity(bare, { salt: "s" }), bare);
});

test("records of one patient share a pseudonym and the time between them", async () => {
  const first = await removeIdentity(recording(), { salt: "s" });
  const later = await removeIdentity(
    recording({ recordedAt: "2020-03-10T08:00:00", source: { format: "dicom", sha256: "cd", warnings: [] } }),
    { salt: "s" },
  );
  assert.equal(first.name.slice(0, 12), later.name.slice(0, 12));
  assert.notEqual(first.name, later.name);
  const day = (dateTime: string) => Date.parse(`${dateTime.slice(0, 10)}T00:00:00Z`) / 86_400_000;
  assert.equal(day(later.recordedAt!) - day(first.recordedAt!), 10); // 29 February to 10 March of a leap year
});

test("another salt gives other pseudonyms and another shift; the same gives the same", async () => {
  const [one, again, other] = await Promise.all(
    ["a", "a", "b"].map((salt) => removeIdentity(recording(), { salt })),
  );
  assert.deepEqual(one, again);
  assert.notEqual(one!.name, other!.name);
  assert.notEqual(one!.recordedAt, other!.recordedAt);
});

test("without a number the whole name tells patients apart, and the birth date those of one name", async () => {
  const of = async (given: string, birthDate: string) => {
    const item = (category: IdentityItem["category"], field: string, value: string) => ({
      category,
      field,
      value,
    });
    const names = [item("patient name", "Last name", "Doe"), item("patient name", "First name", given)];
    const named = recording({ identity: [...names, item("birth date", "Date of birth", birthDate)] });
    return (await removeIdentity(named, { salt: "s" })).name.slice(0, 12);
  };
  const jane = await of("Jane", "1953-05-08");
  assert.equal(await of("Jane", "1953-05-08"), jane);
  assert.notEqual(await of("John", "1953-05-08"), jane);
  assert.notEqual(await of("Jane", "1983-05-08"), jane);
});

test("dates go back by a month to ten years", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (salt) => {
      const { recordedAt } = await removeIdentity(recording(), { salt });
      const days = (Date.parse("2020-02-29") - Date.parse(recordedAt!.slice(0, 10))) / 86_400_000;
      assert.ok(days >= 30 && days <= 3650 && Number.isInteger(days), `${days} days`);
    }),
    { numRuns: 200 },
  );
});

test("days are shifted over months and leap years, and what is no date gives null", () => {
  assert.equal(shiftDays("2020-03-01T08:00:00", -1), "2020-02-29T08:00:00");
  assert.equal(shiftDays("2021-01-01", -366), "2020-01-01");
  assert.equal(shiftDays("unknown", -1), null);
  assert.equal(shiftDays("2020-13-45T00:00:00", -1), null);
  assert.equal(shiftDays("0000-01-01T00:00:00", -40), null);
});
