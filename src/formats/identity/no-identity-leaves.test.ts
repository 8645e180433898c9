// A person is planted in files of every format, in names of leads and in numbers that are none as well; then nothing that
// leaves the reader may hold a word of it: no Recording, no file of any format that is written, no message.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GemError, UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { buildEdf, LEAD } from "../edf/build-edf.fixture.ts";
import { readRecording } from "../read-recording.ts";
import { withArchives } from "../store/archive-store.ts";
import { memoryStore } from "../store/file-store.ts";
import { WRITTEN_FORMATS, writeRecording } from "../write-recording.ts";
import { changed, filesOf, person, plantedFiles, text } from "./planted-files.fixture.ts";

/** The planted values that stand in the bytes, in whatever case and however coded. */
function leaked(bytes: Uint8Array, values: readonly string[]): string[] {
  const shapes = ["latin1", "utf-8", "utf-16le"].map((coding) =>
    new TextDecoder(coding).decode(bytes).toLowerCase(),
  );
  return values.filter((value) => shapes.some((shape) => shape.includes(value.toLowerCase())));
}

function shown(recording: Recording): string {
  return JSON.stringify(recording, (key, value) => (key === "samplesMv" ? undefined : value));
}

for (const [name, plant] of Object.entries(plantedFiles)) {
  test(`${name}: nothing of the person leaves`, async () => {
    const { path, files, values, leads } = await plant();
    const recording = await readRecording(path, { store: withArchives(memoryStore(files)), salt: "s" });
    assert.deepEqual(leaked(text(shown(recording)), values), []);
    assert.match(recording.name, /^ecg-/);
    assert.deepEqual(recording.identity, []);
    if (leads !== undefined)
      assert.deepEqual(
        recording.leads.map((lead) => lead.name),
        leads,
      );
    for (const format of WRITTEN_FORMATS) {
      // some formats cannot say a sample without a value, or a rate below 50 Hz
      const written = await writeRecording(recording, { format, baseName: "out" }).catch((error: unknown) => {
        assert.ok(error instanceof UnsupportedError, String(error));
        return [{ name: "message", data: error.message }];
      });
      for (const { name: file, data } of written) {
        // a checksum may hold any digits
        const bytes = typeof data === "string" ? text(data.replaceAll(recording.source.sha256, "")) : data;
        assert.deepEqual(
          leaked(
            bytes,
            values.filter((value) => /\D/.test(value) || value.length > 4),
          ),
          [],
          `${format} ${file}`,
        );
      }
    }
  });
}

test("an age of 95 is 90 in every format, the sex stays, and so do the leads that tell nobody", async () => {
  for (const format of WRITTEN_FORMATS.filter((one) => one !== "csv")) {
    const files = await filesOf(format);
    const store = memoryStore(files);
    const recording = await readRecording([...files.keys()][0]!, { store });
    assert.equal(recording.patient.ageYears, 90, format);
    assert.equal(recording.patient.sex, "female", format);
    const kept = await readRecording([...files.keys()][0]!, { store, keepIdentity: true });
    assert.equal(kept.patient.ageYears, 95, format);
    assert.equal(kept.recordedAt, "2002-11-22T09:10:11", format);
    assert.deepEqual(
      kept.leads.map((lead) => lead.name).slice(-3),
      ["RESP", "Zebrowka Q", "id 70815770"],
      format,
    );
  }
});

test("records of a patient share shift and pseudonym, those of another patient have others", async () => {
  const another = {
    ...person,
    identity: person.identity!.with(1, { ...person.identity![1]!, value: "70815771" }),
  };
  const later = { ...person, recordedAt: "2003-01-21T09:10:11" };
  for (const format of WRITTEN_FORMATS.filter((one) => one !== "csv")) {
    const [first, second, other] = await Promise.all(
      [person, later, another].map(async (recording) => {
        const files = await filesOf(format, recording);
        return readRecording([...files.keys()][0]!, { store: memoryStore(files), salt: "s" });
      }),
    );
    const days = (recording: Recording | undefined) => Date.parse(recording!.recordedAt!) / 86_400_000;
    assert.equal(days(second) - days(first), 60, format); // from 22 November to 21 January
    assert.equal(first!.name.slice(0, 12), second!.name.slice(0, 12), format);
    assert.notEqual(days(first), days(other), format);
    assert.notEqual(first!.name.slice(0, 12), other!.name.slice(0, 12), format);
  }
});

const bad: readonly (readonly [name: string, bytes: () => Uint8Array])[] = [
  ["x.csv", () => text("# fs: Quirina\nI,II\n1,2\n")],
  ["x.csv", () => text("# fs: 500\nI,Zebrowka\n1,Quirina 70815770\n")],
  ["x.csv", () => text("Zebrowka,70815770\n1,2\n")],
  ["x.txt", () => text("Dear Quirina Zebrowka")],
  ["x.hea", () => text("Zebrowka 1 Quirina 10\nz.dat 16 1000 16 0 0 0 0 I\n")],
  ["x.hea", () => text("x 1 500 10\nQuirina.dat 16 1000 16 0 0 0 0 I\n")],
  ["x.xml", () => changed("hl7-aecg/rich.xml", { "<digits>": "<digits>Quirina 70815770 " })],
  ["x.xml", () => changed("muse/eight-leads.xml", { "<SampleBase>500": "<SampleBase>Zebrowka" })],
  ["x.xml", () => changed("sierra/plain-1.03.xml", { "<samplingrate>250": "<samplingrate>Zebrowka" })],
  ["x.json", () => changed("fhir/bundle.json", { '"data": "': '"data": "Zebrowka ' })],
  ["x.json", () => text('{"fs": "Zebrowka", "leads": {"I": [1, 2], "II": ["Quirina", 2]}}')],
  ["x.edf", () => buildEdf({ signals: [{ ...LEAD, physicalMin: "Zebrowka" }] })],
  ["x.edf", () => buildEdf({ signals: [{ ...LEAD, label: "Zebrowka", digitalMin: "Quirina" }] })],
  ["x.npy", () => changed("npy/f8-leads-samples.npy", { "'descr'": "'Quira'" })],
];

test("a message names neither what stands in the wrong field nor what the field is called", async () => {
  for (const [path, bytes] of bad) {
    const store = memoryStore(new Map([[path, bytes()]]));
    await assert.rejects(readRecording(path, { store }), (error) => {
      assert.ok(error instanceof GemError, String(error));
      assert.doesNotMatch(
        `${error.message} ${error.stack} ${error.cause}`,
        /Zebrowka|Quir|70815770/,
        error.message,
      );
      assert.ok(error.message.startsWith(path), error.message);
      return true;
    });
  }
});
