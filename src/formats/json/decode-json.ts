// JSON of this project's own shape (described in write-json.ts) and of the shapes that scripts and apps write. What
// such a file leaves open is asked for; values without a unit are taken for millivolts under the same suspicion as in a
// CSV. A FHIR resource that was taken for plain JSON, its "resourceType" standing late, is read as one.
import { FormatError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { checkOptions } from "../check-options.ts";
import { checkMillivolts } from "../csv/plausibility.ts";
import type { DecodeInput } from "../decode-input.ts";
import { recordingFromFhir } from "../fhir/decode-fhir.ts";
import { nameLeads } from "../name-leads.ts";
import { type FoundSignal, findSignals } from "./find-signals.ts";
import { jsonIdentity } from "./json-identity.ts";
import { statedMoment, statedPatient, statedRate } from "./json-statements.ts";
import { signalUnits } from "./json-units.ts";
import { isOwnShape, OWN_MEMBERS, ownParts } from "./own-shape.ts";
import { type JsonValue, jsonMember, jsonText, parseJson } from "./parse-json.ts";

/**
 * Decodes a document. Throws FormatError for what is unsound or has no samples, UnsupportedError for leads at different
 * rates, UsageError where the sampling rate or the lead names must be told.
 */
export function decodeJson(input: DecodeInput): Recording {
  const { where, options = {} } = input;
  const root = parseJson(input.bytes, where);
  const first = Array.isArray(root) ? root[0] : root;
  if (jsonText(jsonMember(first, "resourceType")) !== null) return recordingFromFhir(root, input);
  checkOptions(options);
  const isOwn = isOwnShape(root, where);
  const { signals: found, warnings: searchWarnings } = findSignals(root, {
    where,
    leadNames: options.leadNames,
    everyKeyIsLead: isOwn,
  });
  const { leads, warnings } = leadsInMillivolts(root, found, where, options.unit);
  const rate = statedRate(root, found, { where, options });
  const moment = statedMoment(root);
  const own = isOwn ? ownParts(root, leads, where) : null;
  const identity = jsonIdentity(root, { recordedAt: moment, except: isOwn ? OWN_MEMBERS : [] });
  return {
    name: input.name,
    leads,
    samplingRateHz: rate.rateHz,
    patient: statedPatient(root, moment),
    source: {
      format: "json",
      sha256: input.sha256,
      warnings: [
        ...searchWarnings,
        ...warnings,
        ...rate.warnings,
        ...(own?.warnings ?? []),
        ...identity.warnings,
      ],
      ...(own === null || own.derivedLeads.length === 0 ? {} : { derivedLeads: own.derivedLeads }),
    },
    recordedAt: moment,
    ...(own === null || own.otherSignals.length === 0 ? {} : { otherSignals: own.otherSignals }),
    ...(own === null || own.annotations.length === 0 ? {} : { annotations: own.annotations }),
    identity: [...(own?.identity ?? []), ...identity.items],
  };
}

function leadsInMillivolts(
  root: JsonValue,
  found: readonly FoundSignal[],
  where: string,
  unit: string | undefined,
): { leads: readonly Lead[]; warnings: string[] } {
  const units = signalUnits(root, found, { where, unit });
  const voltages = found.flatMap(({ name, samples }, index) => {
    const perMillivolt = units.perMillivolt[index]!;
    return perMillivolt === 0 ? [] : [{ name, samples, perMillivolt }];
  });
  if (voltages.length === 0) {
    throw new FormatError({ file: where, field: "unit", got: "no voltages", wanted: "mV, uV or V" });
  }
  const named = nameLeads(voltages.map(({ name }) => name));
  const leads = voltages.map(({ samples, perMillivolt }, index) => ({
    name: named.names[index]!,
    samplesMv:
      perMillivolt === null || perMillivolt === 1 ? samples : samples.map((value) => value / perMillivolt),
  }));
  const unitless = leads.filter((_, index) => voltages[index]!.perMillivolt === null);
  checkMillivolts(unitless, where);
  return {
    leads,
    warnings: [
      ...units.warnings,
      ...named.warnings,
      ...(unitless.length === 0 ? [] : ["it states no unit; its values are taken for millivolts"]),
    ],
  };
}
