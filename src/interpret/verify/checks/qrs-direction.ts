// Whether a QRS points up or down: its largest positive against its largest negative deflection.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import { spoken } from "./check-value.ts";
import { type Judgement, judge, open } from "./judgement.ts";
import { qrsEvidence } from "./qrs-evidence.ts";
import type { QualityContext } from "./quality-context.ts";

/** Positive over negative deflection of the QRS. */
function netDirection(median: MedianBeat): { up: number; down: number } {
  const up = Math.max(median.r?.amplitudeMv ?? 0, median.rPrime?.amplitudeMv ?? 0);
  const down = Math.max(
    ...[median.q, median.s, median.sPrime].map((part) => Math.abs(part?.amplitudeMv ?? 0)),
  );
  return { up, down };
}

export function judgeDirection(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const { up, down } = netDirection(median);
  const seen = [
    qrsEvidence(
      context,
      lead,
      "R over largest Q or S",
      down === 0 ? null : Math.round((up / down) * 100) / 100,
      "ratio",
    ),
  ];
  const said = `QRS in ${lead} is ${median.qrsForm} (up ${spoken(up, "mV")}, down ${spoken(down, "mV")})`;
  const even = up < 1.5 * down && down < 1.5 * up;
  const { word } = context.assertion;
  if (word === "biphasic")
    return even
      ? judge("true", said, seen)
      : up > 2.5 * down || down > 2.5 * up
        ? judge("false", said, seen)
        : open(said, seen);
  const positive = word === "positive" || word === "dominant";
  const ahead = positive ? up : down;
  const behind = positive ? down : up;
  if (ahead >= 1.2 * behind) return judge("true", said, seen);
  return behind >= 1.2 * ahead ? judge("false", said, seen) : open(`${said}, nearly even`, seen);
}
