// When an Observation was made: effectiveDateTime, effectivePeriod or effectiveInstant, of itself or of the report that
// contains it. FHIR demands a time zone with every time of day, which a Recording's local time does not have: `writeFhir`
// therefore writes the date alone, and the time of day in a component of type `time`, which has no zone.
import { jsonArray, jsonMember, jsonText } from "../json/parse-json.ts";
import { isoMoment } from "../local-date-time.ts";
import type { FhirResource } from "./fhir-resources.ts";

/** Text of the code of the component that carries the time of day. */
export const LOCAL_TIME = "Local time at the start of the recording";

/** Local time, or the date where no more is known; null where nothing is. */
export function effectiveMoment({ content, container }: FhirResource): string | null {
  for (const value of [
    content["effectiveDateTime"],
    jsonMember(content["effectivePeriod"], "start"),
    content["effectiveInstant"],
  ]) {
    const moment = isoMoment(jsonText(value));
    if (moment === null) continue;
    const time = localTime(content["component"]);
    return moment.includes("T") || time === null ? moment : (isoMoment(`${moment}T${time}`) ?? moment);
  }
  return container === null ? null : effectiveMoment(container);
}

/** How long the effectivePeriod lasts, or null. */
export function effectiveSeconds({ content }: FhirResource): number | null {
  const [start, end] = ["start", "end"].map((key) =>
    Date.parse(jsonText(jsonMember(content["effectivePeriod"], key)) ?? ""),
  );
  const seconds = (end! - start!) / 1000;
  return seconds > 0 ? seconds : null;
}

function localTime(components: Parameters<typeof jsonArray>[0]): string | null {
  const carrier = jsonArray(components).find(
    (component) => jsonMember(component, "code", "text") === LOCAL_TIME,
  );
  return jsonText(jsonMember(carrier, "valueTime"));
}
