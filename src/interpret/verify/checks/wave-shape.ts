// What one P or T wave in one lead looks like: its direction, size and form. Signs need 0.05 mV; between that and the
// limit of "flat" (0.1 mV) both words are accepted.
import type { MedianBeat, Wave } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { evidence } from "./evidence.ts";
import { allOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import type { QualityContext } from "./quality-context.ts";

export type WaveName = "p" | "t";

/** Leads in which the wave is upright in health; inverted in aVR; either way elsewhere. */
const UPRIGHT: Readonly<Record<WaveName, RegExp>> = { p: /^(?:I|II|aVF|V[3-6])$/, t: /^(?:I|II|V[3-6])$/ };

function waveOf(median: MedianBeat, name: WaveName): Wave | null {
  return name === "p" ? median.p : median.t;
}

export interface Seen {
  readonly wave: Wave;
  readonly said: string;
  readonly evidence: Judgement["evidence"];
}

export function see(context: QualityContext, median: MedianBeat, lead: string, name: WaveName): Seen | null {
  const wave = waveOf(median, name);
  if (wave === null) return null;
  const measure = `${name.toUpperCase()} amplitude`;
  const form = /^[+-]{2}$/.test(wave.form) ? `, biphasic (${wave.form === "+-" ? "+/-" : "-/+"})` : "";
  return {
    wave,
    said: `${name.toUpperCase()} in ${lead} measured ${spoken(wave.amplitudeMv, "mV")}${form}`,
    evidence: [
      evidence({
        measurements: context.measurements,
        lead,
        span: name,
        beat: context.claim.beat,
        measure,
        value: wave.amplitudeMv,
        unit: "mV",
      }),
    ],
  };
}

/** Amplitudes of the lobes a wave was seen to have. */
export function judgeSign({ wave, said, evidence: seen }: Seen, positive: boolean): Judgement {
  const size = positive ? wave.amplitudeMv : -wave.amplitudeMv;
  const biphasic = wave.form === "+-" || wave.form === "-+";
  const visible = LIMITS.waveVisible.value;
  if (biphasic)
    return size >= visible
      ? open(`${said}`, seen)
      : size <= -2 * visible
        ? judge("false", said, seen)
        : open(said, seen);
  if (size >= visible) return judge("true", said, seen);
  if (size <= -visible) return judge("false", said, seen);
  return size > 0 ? soft("true", said, seen) : soft("false", said, seen);
}

export function judgeFlat({ wave, said, evidence: seen }: Seen, limit: number, r: number | null): Judgement {
  const size = Math.abs(wave.amplitudeMv);
  const lowAgainstR = r !== null && r >= 0.5 && size < 0.1 * r;
  if (size < limit * 0.75 || lowAgainstR) return judge("true", said, seen);
  if (size < limit) return soft("true", said, seen);
  if (r !== null && r >= 0.5 && size < 0.12 * r) return open(`${said}, near a tenth of R`, seen);
  return size >= limit * 1.5
    ? judge("false", said, seen)
    : open(`${said}, near the limit of ${spoken(limit, "mV")} for a flat wave`, seen);
}

export function judgeBiphasic({ wave, said, evidence: seen }: Seen): Judgement {
  if (wave.form === "+-" || wave.form === "-+") return judge("true", said, seen);
  return judge("false", `${said}, in one direction`, seen);
}

function tallLimit(name: WaveName, lead: string, peaked: boolean): { value: number; edge: number } {
  if (name === "p") return /^V[12]$/.test(lead) ? LIMITS.pTallV1 : LIMITS.pTall;
  const chest = lead.startsWith("V");
  if (peaked) return chest ? LIMITS.tPeakedChest : LIMITS.tPeakedLimb;
  return chest ? LIMITS.tTallChest : LIMITS.tTallLimb;
}

export function judgeTall(
  { wave, said, evidence: seen }: Seen,
  name: WaveName,
  lead: string,
  peaked: boolean,
): Judgement {
  const { value, edge } = tallLimit(name, lead, peaked);
  const size = Math.abs(wave.amplitudeMv);
  if (size >= value + edge) return judge("true", said, seen);
  // What stays this far below the limit is not tall in anyone's eyes; between, words are free.
  return size < value * 0.7
    ? judge("false", `${said} (tall from ${spoken(value, "mV")})`, seen)
    : soft("false", `${said}, below the limit of ${spoken(value, "mV")}`, seen);
}

export function judgeNormal(seen: Seen, name: WaveName, lead: string, r: number | null): Judgement {
  const judgements = [opposite(judgeTall(seen, name, lead, false))];
  if (lead === "aVR") judgements.push(judgeSign(seen, false));
  else if (UPRIGHT[name].test(lead)) {
    judgements.push(judgeSign(seen, true));
    if (name === "t") {
      const flat = judgeFlat(seen, LIMITS.tFlat.value, r);
      judgements.push(
        flat.outcome === "true"
          ? open(`${seen.said}: low for a normal T wave`, seen.evidence)
          : opposite(flat),
      );
    }
  }
  const judged = allOf(judgements);
  // One and the same measurement was looked at several times.
  return {
    ...judged,
    reason: judged.outcome === "true" ? seen.said : judged.reason,
    evidence: seen.evidence,
  };
}

export function judgeNotchedWave(
  { wave, said, evidence: seen }: Seen,
  median: MedianBeat,
  name: WaveName,
): Judgement {
  if (wave.form === "notched") return judge("true", `${said}, notched`, seen);
  const distance = name === "p" ? median.pNotchMs : null;
  if (distance !== null)
    return distance >= LIMITS.junctionNotchMs.value
      ? judge("true", `${said}, two peaks ${distance} ms apart`, seen)
      : open(`${said}, two peaks ${distance} ms apart`, seen);
  return judge("false", `${said}, without a notch`, seen);
}
