// The unit of each signal in a JSON document: stated beside it, for all, by name or in a list; or by the caller.
import { FormatError } from "../../ecg/errors.ts";
import { labelsMeaning } from "../field-meaning.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import type { FoundSignal } from "./find-signals.ts";
import { findMembers, signalScopes } from "./json-scopes.ts";
import { type JsonValue, jsonArray, jsonMember, jsonText } from "./parse-json.ts";

const UNIT_KEYS = labelsMeaning("unit");
const GAIN_KEYS = new Set(
  "gain adcgain adcgains gains scale scalefactor resolution lsb lsbvalue amplitudegain microvoltsperbit".split(
    " ",
  ),
);

export interface SignalUnits {
  /** One a signal: how many make a millivolt; null where nobody tells, 0 where it is no voltage. */
  readonly perMillivolt: readonly (number | null)[];
  readonly warnings: readonly string[];
}

/** Throws FormatError where the unit that is stated for all is no voltage. */
export function signalUnits(
  root: JsonValue,
  signals: readonly FoundSignal[],
  { where, unit: callers }: { readonly where: string; readonly unit: string | undefined },
): SignalUnits {
  const scopes = signalScopes(root);
  const stated = findMembers(scopes, UNIT_KEYS).map(({ value }) => value);
  const forAll = stated.flatMap((value) => jsonText(value) ?? [])[0] ?? null;
  const common = forAll === null ? null : unitsPerMillivolt(forAll);
  if (forAll !== null && common === null) {
    throw new FormatError({ file: where, field: "unit", got: quote(forAll), wanted: "mV, uV or V" });
  }
  const list = stated.map(jsonArray).find((units) => units.length === signals.length);
  const given = callers === undefined ? null : unitsPerMillivolt(callers);
  const warnings: string[] = [];
  const perMillivolt = signals.map(({ name, own }, index) => {
    const beside = own === null ? [] : findMembers([own], UNIT_KEYS).map(({ value }) => value);
    const byName = stated.map((value) => jsonMember(value, name));
    const text = [...beside, list?.[index], ...byName].flatMap((value) => jsonText(value) ?? [])[0];
    const known = text === undefined ? common : (unitsPerMillivolt(text) ?? 0);
    if (known === 0) warnings.push(`note: signal ${index + 1} is no voltage and was left out`);
    return known ?? given;
  });
  if (given !== null && perMillivolt.some((known) => known !== 0 && known !== given)) {
    warnings.push("the unit that the file states is used, not the caller's");
  }
  const gained = [...scopes, ...signals.map(({ own }) => own).filter((own) => own !== null)];
  if (findMembers(gained, GAIN_KEYS).some(({ value }) => value !== 1 && value !== null)) {
    warnings.push("it states a gain or resolution, which is not applied: its values are taken as they are");
  }
  return { perMillivolt, warnings };
}
