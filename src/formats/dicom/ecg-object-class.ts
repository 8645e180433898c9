// Which of the ECG objects can hold a recording: PS3.3 A.34.3.4 (12-lead), A.34.4.4 (general) and A.34.5.4
// (ambulatory) bound groups, channels, samples and rates. A median beat of twelve leads beside the rhythm makes
// 24 channels, too many for the 12-lead object.
import { UnsupportedError } from "../../ecg/errors.ts";
import { isStandardLead } from "../../ecg/lead-names.ts";
import type { SignalGroup } from "../../ecg/recording.ts";

interface ObjectClass {
  readonly uid: string;
  readonly maxGroups: number;
  readonly maxChannelsPerGroup: number;
  readonly maxChannels: number;
  readonly maxSamples: number;
  readonly minRateHz: number;
  readonly isStandardOnly: boolean;
}

const MAX_RATE_HZ = 1000;
const UNBOUNDED = Number.POSITIVE_INFINITY;
const CLASSES: readonly ObjectClass[] = [
  {
    uid: "1.2.840.10008.5.1.4.1.1.9.1.1",
    maxGroups: 5,
    maxChannelsPerGroup: 13,
    maxChannels: 13,
    maxSamples: 16_384,
    minRateHz: 200,
    isStandardOnly: true,
  },
  {
    uid: "1.2.840.10008.5.1.4.1.1.9.1.2",
    maxGroups: 4,
    maxChannelsPerGroup: 24,
    maxChannels: UNBOUNDED,
    maxSamples: UNBOUNDED,
    minRateHz: 200,
    isStandardOnly: false,
  },
  {
    uid: "1.2.840.10008.5.1.4.1.1.9.1.3",
    maxGroups: 1,
    maxChannelsPerGroup: 12,
    maxChannels: 12,
    maxSamples: UNBOUNDED,
    minRateHz: 50,
    isStandardOnly: false,
  },
];

/** Is there a class for these groups together? */
export function isAllowed(groups: readonly SignalGroup[]): boolean {
  return CLASSES.some((candidate) => allows(candidate, groups));
}

/** The class's UID; throws UnsupportedError where none allows what the recording has. */
export function ecgObjectClass(groups: readonly SignalGroup[]): string {
  const found = CLASSES.find((candidate) => allows(candidate, groups));
  if (found !== undefined) return found.uid;
  const described = groups.map(({ leads, samplingRateHz }) => {
    return `${leads.length} ${leads.length === 1 ? "lead" : "leads"} at ${samplingRateHz} Hz`;
  });
  throw new UnsupportedError(
    `no DICOM ECG object holds ${described.join(" and ")}; it allows 4 groups of 24 leads at 200 to 1000 Hz, or one of 12 leads from 50 Hz`,
  );
}

function allows(candidate: ObjectClass, groups: readonly SignalGroup[]): boolean {
  const channels = groups.reduce((sum, group) => sum + group.leads.length, 0);
  return (
    groups.length <= candidate.maxGroups &&
    channels <= candidate.maxChannels &&
    groups.every(
      ({ leads, samplingRateHz }) =>
        leads.length > 0 &&
        leads.length <= candidate.maxChannelsPerGroup &&
        (leads[0]?.samplesMv.length ?? 0) <= candidate.maxSamples &&
        samplingRateHz >= candidate.minRateHz &&
        samplingRateHz <= MAX_RATE_HZ &&
        (!candidate.isStandardOnly || leads.every(({ name }) => isStandardLead(name))),
    )
  );
}
