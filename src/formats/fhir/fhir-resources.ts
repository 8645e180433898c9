// The resources of a FHIR document: itself, what a Bundle or Parameters carries, and what any of them contains.
import {
  type JsonObject,
  type JsonValue,
  jsonArray,
  jsonMember,
  jsonObject,
  jsonText,
} from "../json/parse-json.ts";

export interface FhirResource {
  /** "Observation", "Patient", ... */
  readonly type: string;
  readonly content: JsonObject;
  /** Its address inside a Bundle, or null. */
  readonly fullUrl: string | null;
  /** The resource that contains it, or null. */
  readonly container: FhirResource | null;
}

/** All resources in document order, a container before what it contains. */
export function fhirResources(root: JsonValue): readonly FhirResource[] {
  const found: FhirResource[] = [];
  const collect = (value: JsonValue | undefined, fullUrl: string | null, container: FhirResource | null) => {
    const content = jsonObject(value);
    const type = jsonText(jsonMember(value, "resourceType"));
    if (content === null || type === null) return;
    const resource = { type, content, fullUrl, container };
    found.push(resource);
    for (const contained of jsonArray(content["contained"])) collect(contained, null, resource);
    for (const entry of [...jsonArray(content["entry"]), ...jsonArray(content["parameter"])]) {
      collect(jsonMember(entry, "resource"), jsonText(jsonMember(entry, "fullUrl")), null);
    }
  };
  for (const resource of Array.isArray(root) ? root : [root]) collect(resource, null, null);
  return found;
}

/** What a reference points at: inside the same container, by address in the Bundle, or by type and id. */
export function resolveReference(
  reference: string | null,
  from: FhirResource,
  resources: readonly FhirResource[],
): FhirResource | null {
  if (reference === null) return null;
  if (reference.startsWith("#")) {
    const container = from.container ?? from;
    return (
      resources.find(
        (other) => other.container === container && other.content["id"] === reference.slice(1),
      ) ?? null
    );
  }
  const [type, id] = reference.split("/").slice(-2);
  return (
    resources.find((other) => other.fullUrl === reference) ??
    resources.find((other) => other.type === type && other.content["id"] === id) ??
    null
  );
}
