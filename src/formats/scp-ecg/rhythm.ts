// Section 6 to nanovolts at the full rate (EN 1064:2005, 5.9 and annex C): codes and differences, decimation,
// reference beat, in this order. Whether samples were decimated follows from the intervals of sections 5 and 6,
// and is checked against the number of samples that the bytes hold, because not all writers agree on it.
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { expandDecimated, storedSampleCount } from "./decimation.ts";
import { decodeSamples, type SampleCoding } from "./encoded-samples.ts";
import type { LeadData } from "./lead-data.ts";
import type { LeadDefinition, LeadDefinitions } from "./lead-definitions.ts";
import type { QrsLocations } from "./qrs-locations.ts";
import { addReferenceBeat, checkSubtractionZones, type ReferenceBeat } from "./reference-beat.ts";

/** The standard decimates by 4 at most; a little more does no harm. */
const MAX_FACTOR = 8;
/** What writers use that decimate without saying how much. */
const USUAL_FACTORS = [4, 2];
/** A lead with fewer of its samples is no lead that ends early, but a wrong length. */
const MIN_SHARE_PRESENT = 0.5;

export interface RhythmInput {
  readonly definitions: LeadDefinitions;
  readonly rhythm: LeadData;
  readonly reference: ReferenceBeat | null;
  readonly qrs: QrsLocations | null;
  readonly tables: SampleCoding["tables"];
  /** What the user says the full rate is, for bimodal data without a section 5. */
  readonly samplingRateHz: number | undefined;
  readonly where: string;
}

export interface RhythmLead {
  /** Its place in section 3, from 0 on. */
  readonly index: number;
  /** From 1 on, at the rate of the samples. */
  readonly firstSample: number;
  readonly samplesNv: Float64Array;
}

export interface Rhythm {
  readonly sampleIntervalUs: number;
  /** Those that have any samples. */
  readonly leads: readonly RhythmLead[];
  readonly warnings: readonly string[];
}

/** Throws FormatError for codes without a meaning and for leads that hold much less than they should. */
export function decodeRhythm(input: RhythmInput): Rhythm {
  const { definitions, rhythm, reference, qrs, where } = input;
  const isSubtracted = definitions.isReferenceBeatSubtracted;
  const { factor, fullIntervalUs } = decimationOf(input);
  const isExpanded = factor > 1 && (rhythm.isBimodal || isSubtracted);
  const sampleIntervalUs = isExpanded ? fullIntervalUs : rhythm.sampleIntervalUs;
  const warnings: string[] = [];
  if (isExpanded) {
    const outside = rhythm.isBimodal ? " outside the QRS complexes" : "";
    warnings.push(
      `note: samples${outside} are stored at 1/${factor} of the rate; those between were interpolated`,
    );
  }
  if (isSubtracted) {
    if (reference === null || qrs === null) {
      throw new FormatError({
        file: where,
        field: "reference beat, which was subtracted from the rhythm",
        got: "no section 4 or 5 with a length",
        wanted: "both",
      });
    }
    if (reference.sampleIntervalUs !== sampleIntervalUs) {
      throw new UnsupportedError(
        `${where}: the reference beat has ${reference.sampleIntervalUs} us a sample and the rhythm ${sampleIntervalUs}; reference beats at another rate are not read`,
      );
    }
    const leadSamples = Math.max(...definitions.leads.map((lead) => lead.sampleCount));
    checkSubtractionZones(qrs, { beatSamples: reference.leadsNv[0]!.length, leadSamples }, where);
  }

  const leads: RhythmLead[] = [];
  definitions.leads.forEach((definition, index) => {
    if (rhythm.leads[index]!.bytes.length === 0) {
      warnings.push(`lead ${index + 1} of section 3 has no samples and was left out`);
      return;
    }
    const stored = readStored(input, { index, factor, warnings });
    const lead = { index, ...scaled(stored, { definition, factor, isExpanded, input }) };
    if (isSubtracted) addReferenceBeat(lead, reference!.leadsNv[index]!, qrs!);
    leads.push(lead);
  });
  return { sampleIntervalUs, leads, warnings };
}

interface Decimation {
  readonly factor: number;
  readonly fullIntervalUs: number;
}

function decimationOf(input: RhythmInput): Decimation {
  const { rhythm, reference, samplingRateHz, where } = input;
  const intervalUs = rhythm.sampleIntervalUs;
  let fullIntervalUs = reference?.sampleIntervalUs ?? intervalUs;
  if (rhythm.isBimodal && reference === null) {
    if (samplingRateHz === undefined) {
      throw new UsageError(
        `${where}: samples are decimated outside the QRS complexes and no section 5 tells the full sampling rate; give it, for example --fs 500`,
      );
    }
    fullIntervalUs = 1_000_000 / samplingRateHz;
  }
  const ratio = intervalUs / fullIntervalUs;
  const isDecimated = Number.isInteger(ratio) && ratio > 1 && ratio <= MAX_FACTOR;
  const candidates = rhythm.isBimodal
    ? isDecimated
      ? [ratio]
      : [1, ...USUAL_FACTORS]
    : isDecimated
      ? [1, ratio]
      : [1];
  const factor = candidates.length === 1 ? candidates[0]! : fittingFactor(input, candidates);
  return { factor, fullIntervalUs: isDecimated ? fullIntervalUs : intervalUs };
}

/** The first factor with which the bytes of a lead hold exactly its samples; else the first of all. */
function fittingFactor(input: RhythmInput, candidates: readonly number[]): number {
  const { definitions, rhythm, tables } = input;
  const coding = { tables, differences: rhythm.differences };
  const index = Math.max(
    0,
    rhythm.leads.findIndex(({ bytes }) => bytes.length > 0),
  );
  const fits = (factor: number) =>
    decodeSamples(rhythm.leads[index]!, storedCount(definitions.leads[index]!, factor, input), coding)
      .isExact;
  return candidates.find(fits) ?? candidates[0]!;
}

function storedCount(definition: LeadDefinition, factor: number, { rhythm, qrs }: RhythmInput): number {
  if (factor === 1) return definition.sampleCount;
  const protectedAreas = rhythm.isBimodal ? (qrs?.protectedAreas ?? []) : [];
  return storedSampleCount({ ...definition, factor, protectedAreas });
}

function readStored(
  input: RhythmInput,
  {
    index,
    factor,
    warnings,
  }: { readonly index: number; readonly factor: number; readonly warnings: string[] },
): Int16Array {
  const { definitions, rhythm, tables, where } = input;
  const lead = rhythm.leads[index]!;
  const count = storedCount(definitions.leads[index]!, factor, input);
  const { values, invalidCodeAtBit } = decodeSamples(lead, count, {
    tables,
    differences: rhythm.differences,
  });
  if (invalidCodeAtBit !== null) {
    throw new FormatError({
      file: where,
      byteOffset: lead.byteOffset + (invalidCodeAtBit >> 3),
      field: `sample ${values.length + 1} of lead ${index + 1}`,
      got: "bits that are no code",
      wanted: "a code of the Huffman table",
    });
  }
  if (values.length < MIN_SHARE_PRESENT * count) {
    throw new FormatError({
      file: where,
      byteOffset: lead.byteOffset,
      field: `samples of lead ${index + 1}`,
      got: values.length,
      wanted: `${count}`,
    });
  }
  if (values.length < count) {
    warnings.push(`lead ${index + 1} of section 3 ends after ${values.length} of ${count} stored samples`);
  }
  return values;
}

function scaled(
  stored: Int16Array,
  {
    definition,
    factor,
    isExpanded,
    input,
  }: {
    readonly definition: LeadDefinition;
    readonly factor: number;
    readonly isExpanded: boolean;
    readonly input: RhythmInput;
  },
): Omit<RhythmLead, "index"> {
  const { rhythm, qrs } = input;
  const { firstSample, sampleCount } = definition;
  let samples: Float64Array;
  if (isExpanded) {
    const protectedAreas = rhythm.isBimodal ? (qrs?.protectedAreas ?? []) : [];
    samples = expandDecimated(stored, { firstSample, sampleCount, factor, protectedAreas });
  } else {
    samples = new Float64Array(Math.ceil(sampleCount / factor)).fill(Number.NaN);
    samples.set(stored);
  }
  for (let i = 0; i < samples.length; i++) samples[i]! *= rhythm.nanovoltsPerUnit;
  const isThinned = factor > 1 && !isExpanded;
  return {
    firstSample: isThinned ? Math.floor((firstSample - 1) / factor) + 1 : firstSample,
    samplesNv: samples,
  };
}
