// Section 5: the reference beat of type 0, one for each lead (EN 1064:2005, 5.8), and its way back into the
// residual signal of section 6 (5.7): where a zone says so, the beat is added with its fiducial sample on the
// zone's. Both are in nanovolts by then, because the sections may use different units.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { decodeSamples, maxSamples, type SampleCoding } from "./encoded-samples.ts";
import type { LeadData } from "./lead-data.ts";
import { type LeadDefinitions, MAX_DERIVED_LEADS } from "./lead-definitions.ts";
import type { QrsLocations } from "./qrs-locations.ts";

export interface ReferenceBeat {
  readonly sampleIntervalUs: number;
  /** One array a lead of section 3, in nanovolts, all of the same length; NaN where the bytes end early. */
  readonly leadsNv: readonly Float64Array[];
}

export interface ReferenceBeatContext {
  readonly qrs: QrsLocations | null;
  readonly tables: SampleCoding["tables"];
  readonly definitions: LeadDefinitions;
  readonly where: string;
}

/** The reference beat, or null where nothing tells its length. */
export function decodeReferenceBeat(
  data: LeadData,
  { qrs, tables, definitions, where }: ReferenceBeatContext,
): ReferenceBeat | null {
  const coding = { tables, differences: data.differences };
  const { sampleIntervalUs, nanovoltsPerUnit } = data;
  const capacity = Math.max(...data.leads.map(({ bytes }) => maxSamples(bytes.length, coding)));
  const stated = Math.round(((qrs?.referenceBeatMs ?? 0) * 1000) / sampleIntervalUs);
  const count = stated > 0 ? Math.min(stated, capacity) : tables === null ? capacity : 0;
  if (count === 0) return null;
  const totalSamples = definitions.totalSamples + count * (data.leads.length + MAX_DERIVED_LEADS);
  if (totalSamples > MAX_TOTAL_SAMPLES) {
    throw new FormatError({
      file: where,
      field: "samples of the rhythm and the reference beat",
      got: totalSamples,
      wanted: `at most ${MAX_TOTAL_SAMPLES}`,
    });
  }
  const leadsNv = data.leads.map((lead) => {
    const { values } = decodeSamples(lead, count, coding);
    const samplesNv = new Float64Array(count).fill(Number.NaN);
    for (let i = 0; i < values.length; i++) samplesNv[i] = values[i]! * nanovoltsPerUnit;
    return samplesNv;
  });
  return { sampleIntervalUs, leadsNv };
}

/** Refuses zones that together are longer than two recordings: beats follow each other, zones hardly overlap. */
export function checkSubtractionZones(
  qrs: QrsLocations,
  lengths: { readonly beatSamples: number; readonly leadSamples: number },
  where: string,
): void {
  let total = 0;
  for (const { firstSample, lastSample } of qrs.subtractionZones) {
    total += Math.min(lastSample - firstSample + 1, lengths.beatSamples);
  }
  const most = 2 * lengths.leadSamples + lengths.beatSamples;
  if (total <= most) return;
  throw new FormatError({
    file: where,
    field: "subtraction zones in section 4",
    got: `${total} samples together`,
    wanted: `at most ${most}`,
  });
}

/** Adds the beat of one lead to its residual signal, in place. */
export function addReferenceBeat(
  lead: { readonly firstSample: number; readonly samplesNv: Float64Array },
  beatNv: Float64Array,
  { referenceFiducialSample, subtractionZones }: QrsLocations,
): void {
  for (const zone of subtractionZones) {
    // of the beat's first sample, as an index into the lead
    const beatStart = zone.fiducialSample - (referenceFiducialSample - 1) - lead.firstSample;
    const start = Math.max(0, beatStart, zone.firstSample - lead.firstSample);
    const end = Math.min(
      lead.samplesNv.length,
      beatStart + beatNv.length,
      zone.lastSample - lead.firstSample + 1,
    );
    for (let i = start; i < end; i++) lead.samplesNv[i]! += beatNv[i - beatStart]!;
  }
}
