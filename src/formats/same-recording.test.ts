// ECGToolkit exports its example in several formats. The SCP-ECG and the DICOM file are one recording, so every sample
// of the twelve leads must be the same number, however different the ways to it are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeRecording } from "./decode-recording.ts";

const FIXTURES = new URL("../../test/fixtures/formats/", import.meta.url);

function decode(path: string) {
  const bytes = readFileSync(new URL(path, FIXTURES));
  return decodeRecording({ name: "example", bytes, sha256: "", where: path });
}

test("the SCP-ECG and the DICOM file of one recording agree to the bit", async () => {
  const scp = await decode("scp-ecg/ecgtoolkit-example.scp");
  const dicom = await decode("dicom/ecgtoolkit-example.dcm");
  assert.equal(scp.samplingRateHz, dicom.samplingRateHz);
  for (const { name, samplesMv } of scp.leads) {
    const twin = dicom.leads.find((lead) => lead.name === name)!.samplesMv;
    assert.equal(twin.length, samplesMv.length);
    assert.equal(
      samplesMv.findIndex((value, index) => value !== twin[index]),
      -1,
      name,
    );
  }
  assert.equal(scp.leads.length, 12);
  assert.equal(scp.leads[0]!.samplesMv.length, 5000);
});
