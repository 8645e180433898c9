// Section 4: where the reference beat was subtracted, and which samples around each QRS complex kept the full
// rate (EN 1064:2005, 5.7). Sample numbers count from 1. The zones are stored one a beat and may be empty.
import { FormatError } from "../../ecg/errors.ts";
import type { ScpSection } from "./scp-record.ts";

const BEAT_BYTES = 14;
const PROTECTED_AREA_BYTES = 8;
/** Half an hour at 300 beats a minute; each lead is gone through once for every beat. */
const MAX_BEATS = 10_000;
/** Only this type of beat has a reference beat in section 5. */
const REFERENCE_BEAT_TYPE = 0;

export interface SubtractionZone {
  readonly firstSample: number;
  readonly lastSample: number;
  readonly fiducialSample: number;
}

export interface SampleRange {
  readonly firstSample: number;
  readonly lastSample: number;
}

export interface QrsLocations {
  readonly referenceBeatMs: number;
  /** Sample of the reference beat that lies on the fiducial sample of each zone, from 1 on. */
  readonly referenceFiducialSample: number;
  readonly subtractionZones: readonly SubtractionZone[];
  /** In time order, none touching the next. */
  readonly protectedAreas: readonly SampleRange[];
}

export function readQrsLocations({ data, byteOffset }: ScpSection, where: string): QrsLocations {
  const beatCount = data.byteLength < 6 ? 0 : data.getUint16(4, true);
  if (beatCount > MAX_BEATS) {
    throw new FormatError({
      file: where,
      byteOffset: byteOffset + 4,
      field: "number of beats",
      got: beatCount,
      wanted: `at most ${MAX_BEATS}`,
    });
  }
  const zonesEnd = 6 + BEAT_BYTES * beatCount;
  if (data.byteLength < zonesEnd) {
    throw new FormatError({
      file: where,
      byteOffset,
      field: "length of section 4",
      got: data.byteLength,
      wanted: `${zonesEnd} for ${beatCount} beats`,
    });
  }
  const subtractionZones: SubtractionZone[] = [];
  for (let at = 6; at < zonesEnd; at += BEAT_BYTES) {
    const zone = {
      firstSample: data.getUint32(at + 2, true),
      fiducialSample: data.getUint32(at + 6, true),
      lastSample: data.getUint32(at + 10, true),
    };
    const isUsed = data.getUint16(at, true) === REFERENCE_BEAT_TYPE && zone.firstSample > 0;
    if (isUsed && zone.lastSample >= zone.firstSample) subtractionZones.push(zone);
  }
  const areas: SampleRange[] = [];
  const areasEnd = zonesEnd + PROTECTED_AREA_BYTES * beatCount;
  for (let at = zonesEnd; areasEnd <= data.byteLength && at < areasEnd; at += PROTECTED_AREA_BYTES) {
    const area = { firstSample: data.getUint32(at, true), lastSample: data.getUint32(at + 4, true) };
    if (area.firstSample > 0 && area.lastSample >= area.firstSample) areas.push(area);
  }
  return {
    referenceBeatMs: data.byteLength < 6 ? 0 : data.getUint16(0, true),
    referenceFiducialSample: data.byteLength < 6 ? 0 : data.getUint16(2, true),
    subtractionZones,
    protectedAreas: joined(areas),
  };
}

function joined(areas: readonly SampleRange[]): SampleRange[] {
  const result: SampleRange[] = [];
  for (const area of areas.toSorted((a, b) => a.firstSample - b.firstSample)) {
    const last = result.at(-1);
    if (last !== undefined && area.firstSample <= last.lastSample + 1) {
      const lastSample = Math.max(last.lastSample, area.lastSample);
      result[result.length - 1] = { firstSample: last.firstSample, lastSample };
    } else {
      result.push(area);
    }
  }
  return result;
}
