// The P wave over the leads: the measures that speak for the left atrium (terminal force in V1, two peaks, up-down in
// the inferior leads) and for the right one (height in II, first lobe in V1). AHA 2009 part V; Bayes de Luna 2012.
import type { MedianBeat, PMorphology } from "../../ecg/measurements.ts";

export function pMorphology(medians: ReadonlyMap<string, MedianBeat>): PMorphology {
  const notched = [...medians].filter(([, median]) => median.pNotchMs !== null);
  return {
    amplitudeIiMv: medians.get("II")?.p?.amplitudeMv ?? null,
    initialV1Mv: medians.get("V1")?.pInitialMv ?? null,
    terminalForceV1MvMs: medians.get("V1")?.pTerminalForceMvMs ?? null,
    notchedLeads: notched.map(([lead]) => lead),
    widestNotchMs: notched.length > 0 ? Math.max(...notched.map(([, median]) => median.pNotchMs!)) : null,
    biphasicInferiorLeads: ["II", "III", "aVF"].filter((lead) => medians.get(lead)?.p?.form === "+-"),
  };
}
