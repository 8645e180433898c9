// Reads the fixtures of test/fixtures/formats/dicom for the tests beside this file.
import { readFileSync } from "node:fs";
import type { Recording, SignalGroup } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeDicom } from "./decode-dicom.ts";

const FOLDER = new URL("../../../test/fixtures/formats/dicom/", import.meta.url);

export interface LeadFacts {
  readonly name: string;
  readonly count: number;
  readonly first: readonly (number | null)[];
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly sha256: string;
}

export interface Expected {
  /** Of each file the main group, then the others, as make-fixtures.py computed them with pydicom. */
  readonly leads: Readonly<Record<string, readonly { rateHz: number; leads: readonly LeadFacts[] }[]>>;
  /** What identity.dcm holds: keyword, value representation, value. */
  readonly planted: readonly (readonly [keyword: string, vr: string, value: string])[];
}

export const expected: Expected = JSON.parse(readFileSync(new URL("expected.json", FOLDER), "utf8"));

export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

export function decodeBytes(bytes: Uint8Array, options?: DecodeOptions): Recording {
  return decodeDicom({ name: "x", bytes, sha256: "abc", where: "x.dcm", options });
}

export function decodeFixture(name: string, options?: DecodeOptions): Recording {
  return decodeBytes(fixtureBytes(name), options);
}

/** The recording's groups as the fixtures' facts have them. */
export function groupsOf(recording: Recording): Pick<SignalGroup, "samplingRateHz" | "leads">[] {
  return [recording, ...(recording.otherSignals ?? [])];
}

export function leadNames({ leads }: Pick<SignalGroup, "leads">): string[] {
  return leads.map((lead) => lead.name);
}
