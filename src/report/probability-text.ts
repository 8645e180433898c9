// How a calibrated probability is told: it is the share of like recordings in which cardiologists stated the
// same, with its interval. It is no second certainty: a measured fact stays definite however seldom it is named.
import type { Finding } from "../ecg/interpretation.ts";

/** "cardiologists stated this in 97 % of like ECGs (95-98 %)", or null where the model does not know it. */
export function probabilityText({ probability, probabilityInterval }: Finding): string | null {
  if (probability === null) return null;
  const [low, high] = probabilityInterval ?? [];
  const interval = low === undefined || high === undefined ? "" : ` (${percent(low)}-${percent(high)} %)`;
  return `cardiologists stated this in ${percent(probability)} % of like ECGs${interval}`;
}

function percent(share: number): string {
  return String(Math.round(100 * share));
}
