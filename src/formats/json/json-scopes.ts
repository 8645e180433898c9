// Where in a foreign JSON document a statement such as its sampling rate may stand, and under which spelling: keys are
// compared by their letters and digits, in the root and in the objects that usually carry such things.
import { plainLabel } from "../field-meaning.ts";
import { type JsonObject, type JsonValue, jsonObject } from "./parse-json.ts";

export interface FoundMember {
  /** As the file spells it; fit for a message, since it is one of the keys looked for. */
  readonly key: string;
  readonly value: JsonValue;
}

const ABOUT_THE_SIGNAL =
  /^(meta(data)?|header|info|ecg|ekg|recording|record|acquisition|waveforms?|signals?|data|parameters|attributes|properties|config)$/;
const ABOUT_THE_PATIENT = /^(patient|subject|person|participant|demographics)(info|data|information)?$/;

/** The root and the objects right below it that tell about the signal. */
export function signalScopes(root: JsonValue): readonly JsonObject[] {
  return scopesBelow(root, ABOUT_THE_SIGNAL);
}

/** The same with the objects, at most one level further down, that tell about the patient. */
export function patientScopes(root: JsonValue): readonly JsonObject[] {
  const scopes = signalScopes(root);
  return [...new Set(scopes.flatMap((scope) => [...scopesBelow(scope, ABOUT_THE_PATIENT)]))];
}

/** All members under one of the plain keys, those of outer scopes first. */
export function findMembers(scopes: readonly JsonObject[], keys: ReadonlySet<string>): FoundMember[] {
  return scopes.flatMap((scope) => {
    const members = membersByPlainKey(scope);
    return [...keys].flatMap((key) => members.get(key) ?? []);
  });
}

function scopesBelow(value: JsonValue, wanted: RegExp): readonly JsonObject[] {
  const outer = jsonObject(value);
  if (outer === null) return [];
  const inner = [...membersByPlainKey(outer)].flatMap(([key, members]) =>
    wanted.test(key) ? members.map((member) => jsonObject(member.value)) : [],
  );
  return [outer, ...inner.filter((member) => member !== null)];
}

// a document may have any number of keys, and is asked for many: each object is looked through once
const indices = new WeakMap<JsonObject, ReadonlyMap<string, readonly FoundMember[]>>();

function membersByPlainKey(scope: JsonObject): ReadonlyMap<string, readonly FoundMember[]> {
  const known = indices.get(scope);
  if (known !== undefined) return known;
  const members = Map.groupBy(
    Object.entries(scope).map(([key, value]) => ({ key, value })),
    ({ key }) => plainLabel(key),
  );
  indices.set(scope, members);
  return members;
}
