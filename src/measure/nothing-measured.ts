// What is said where nothing could be measured: every value null, every list empty.
import type {
  Ectopy,
  GlobalConfidence,
  GlobalMeasurements,
  LeadConfidence,
  MedianBeat,
} from "../ecg/measurements.ts";

export function nothingMeasured(): GlobalMeasurements {
  return {
    heartRateBpm: null,
    rrMs: null,
    prMs: null,
    pDurationMs: null,
    qrsDurationMs: null,
    qtMs: null,
    qtcMs: { bazett: null, fridericia: null, framingham: null, hodges: null },
    jtMs: null,
    jtcMs: { bazett: null, fridericia: null, framingham: null, hodges: null },
    tPeakToEndMs: null,
    tPeakToEndOverQt: null,
    qtDispersionMs: null,
    qtDispersionSdMs: null,
    pDispersionMs: null,
    pDispersionSdMs: null,
    axisDeg: { p: null, qrs: null, t: null, st: null },
    qrsTAngleDeg: null,
    spatialQrsTAngleDeg: null,
    spatialPeakQrsTAngleDeg: null,
    transitionLead: null,
    transitionPosition: null,
    rProgression: { rMv: [], sMv: [], rOverS: [], fallsAt: [], tallestLead: null },
    fragmentation: { leads: [], contiguousLeads: 0, notches: 0 },
    deltaWave: null,
    voltages: {
      sokolowLyonMv: null,
      cornellMv: null,
      cornellProductMvMs: null,
      pegueroLoPrestiMv: null,
      gubnerMv: null,
      lewisMv: null,
      rAvlMv: null,
      rV1Mv: null,
      rOverSV1: null,
      rV1SV56Mv: null,
      butlerLeggettMv: null,
      maxLimbPeakToPeakMv: null,
      maxPrecordialPeakToPeakMv: null,
    },
    romhiltEstes: {
      voltage: null,
      stT: null,
      leftAtrium: null,
      axis: null,
      qrsDuration: null,
      rPeakTime: null,
      total: null,
    },
    rhythm: {
      rrSdMs: null,
      rmssdMs: null,
      normalisedRmssd: null,
      minRrMs: null,
      maxRrMs: null,
      longestPauseMs: null,
      nn50Share: null,
      rrVariation: null,
      rrEntropy: null,
    },
    ectopy: { pvc: noEctopy(), pac: noEctopy() },
    atrial: {
      organisedP: null,
      pTemplateCorrelation: null,
      pShare: null,
      prSdMs: null,
      flutterRatePerMin: null,
      flutterStrength: null,
      nonConductedPMs: [],
      pShapes: null,
    },
    pMorphology: {
      amplitudeIiMv: null,
      initialV1Mv: null,
      terminalForceV1MvMs: null,
      notchedLeads: [],
      widestNotchMs: null,
      biphasicInferiorLeads: [],
    },
    pacing: { spikesMs: [], pacedBeats: 0, mode: null },
    dominantClass: null,
    medianWindowStartMs: null,
    confidence: noGlobalConfidence(),
  };
}

function noEctopy(): Ectopy {
  return {
    beats: 0,
    couplets: 0,
    runs: 0,
    longestRunBeats: 0,
    bigeminyCycles: 0,
    trigeminyCycles: 0,
    couplingMs: null,
    couplingSdMs: null,
  };
}

function noGlobalConfidence(): GlobalConfidence {
  return {
    heartRateBpm: null,
    rrMs: null,
    prMs: null,
    pDurationMs: null,
    qrsDurationMs: null,
    qtMs: null,
    qtcMs: { bazett: null, fridericia: null, framingham: null, hodges: null },
    jtMs: null,
    tPeakToEndMs: null,
    axisDeg: { p: null, qrs: null, t: null, st: null },
    qrsTAngleDeg: null,
    spatialQrsTAngleDeg: null,
    voltages: {
      sokolowLyonMv: null,
      cornellMv: null,
      pegueroLoPrestiMv: null,
      gubnerMv: null,
      lewisMv: null,
      rAvlMv: null,
      rV1Mv: null,
      rV1SV56Mv: null,
      butlerLeggettMv: null,
      maxLimbPeakToPeakMv: null,
      maxPrecordialPeakToPeakMv: null,
    },
  };
}

/** The parts of a median beat that only a signal can give. */
export type LeadDetails = Pick<
  MedianBeat,
  | "areasMvMs"
  | "rOverS"
  | "slurredOnsetMv"
  | "jWaveForm"
  | "jWaveTimeMs"
  | "stMidMv"
  | "stSlopeMvPerS"
  | "stBulgeMv"
  | "pDurationMs"
  | "pAreaMvMs"
  | "tDurationMs"
  | "u"
  | "noiseMv"
  | "confidence"
>;

export function noLeadDetails(): LeadDetails {
  return {
    areasMvMs: { q: null, r: null, s: null, rPrime: null, sPrime: null },
    rOverS: null,
    slurredOnsetMv: null,
    jWaveForm: null,
    jWaveTimeMs: null,
    stMidMv: null,
    stSlopeMvPerS: null,
    stBulgeMv: null,
    pDurationMs: null,
    pAreaMvMs: null,
    tDurationMs: null,
    u: null,
    noiseMv: null,
    confidence: noLeadConfidence(),
  };
}

function noLeadConfidence(): LeadConfidence {
  return {
    qMv: null,
    rMv: null,
    sMv: null,
    rPrimeMv: null,
    sPrimeMv: null,
    qrsPeakToPeakMv: null,
    qrsDurationMs: null,
    rPeakTimeMs: null,
    jWaveMv: null,
    stJMv: null,
    st20Mv: null,
    st40Mv: null,
    st60Mv: null,
    st80Mv: null,
    stMidMv: null,
    prMs: null,
    prSegmentMv: null,
    pMv: null,
    pDurationMs: null,
    tMv: null,
    tDurationMs: null,
    tPeakToEndMs: null,
    qtMs: null,
    uMv: null,
  };
}
