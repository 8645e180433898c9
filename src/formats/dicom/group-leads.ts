// The samples of a multiplex group as leads in millivolts: equal to the last bit to what multiplex_array of
// pydicom gives, divided by the units in a millivolt. Padding is NaN, a channel's skew is undone.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import { turnedOver } from "../doubtful-amplitudes.ts";
import { nameLeads } from "../name-leads.ts";
import type { Channel, ChannelScale } from "./channels.ts";
import type { GroupLayout } from "./group-layout.ts";

export interface NamingContext {
  /** What the caller says of files that name no lead. */
  readonly leadNames: readonly string[] | undefined;
  readonly where: string;
}

export interface GroupLeads {
  readonly leads: readonly Lead[];
  readonly warnings: readonly string[];
}

/** Throws UsageError where neither the file nor the caller names the leads. */
export function groupLeads(group: GroupLayout, context: NamingContext): GroupLeads {
  const rawNames = leadNames(group, context);
  const { names, warnings } = nameLeads(rawNames);
  const leads = group.channels.map((channel, place) => ({
    name: names[place]!,
    samplesMv: samplesOf(group, channel, context.where),
  }));
  const skewed = names.filter((_, place) => group.channels[place]!.skewSamples !== 0);
  const negative = names.filter((_, place) => {
    const { sensitivity, correction } = group.channels[place]!.scale as ChannelScale;
    return sensitivity * correction < 0;
  });
  const derived = names.filter((_, place) => group.channels[place]!.isDerived);
  return {
    leads,
    warnings: [
      ...warnings,
      ...turnedOver(negative),
      ...(skewed.length > 0
        ? [`note: ${skewed.join(", ")} were shifted by the skew that the file states`]
        : []),
      ...(derived.length > 0
        ? [`the file says that ${derived.join(", ")} were computed from another lead system`]
        : []),
    ],
  };
}

function leadNames({ channels }: GroupLayout, { leadNames: given, where }: NamingContext): string[] {
  if (channels.some((channel) => channel.name !== null)) return channels.map(({ name }) => name ?? "");
  if (given?.length === channels.length) return [...given];
  const example = given === undefined ? "" : `; ${given.length} were given`;
  throw new UsageError(
    `${where} names none of its ${channels.length} leads; give them, for example --leads I,II,V1${example}`,
  );
}

function samplesOf(group: GroupLayout, channel: Channel, where: string): Float64Array {
  const { sampleCount, channelCount, format, data, padding } = group;
  const { skewSamples } = channel;
  if (Math.abs(skewSamples) >= sampleCount) {
    throw new FormatError({
      file: where,
      byteOffset: data.byteOffset,
      field: `skew of channel ${channel.index + 1} of multiplex group ${group.number}`,
      got: `${skewSamples} samples`,
      wanted: `less than ${sampleCount}`,
    });
  }
  const { sensitivity, correction, baseline, unitsPerMv } = channel.scale as ChannelScale;
  const samplesMv = new Float64Array(sampleCount).fill(Number.NaN);
  const first = Math.max(0, -skewSamples);
  const end = Math.min(sampleCount, sampleCount - skewSamples);
  const stride = channelCount * format.byteCount;
  for (let sample = first; sample < end; sample++) {
    const raw = format.read(data, sample * stride + channel.index * format.byteCount);
    if (raw !== padding) {
      samplesMv[sample + skewSamples] = (raw * sensitivity * correction + baseline) / unitsPerMv;
    }
  }
  return samplesMv;
}
