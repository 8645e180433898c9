// Every number a verdict rests on, in one place. `edge` is the half width of the zone about a limit in which nothing
// is decided; it follows IEC 60601-2-25 as the rule book gives it (PR 10 ms, QT 15 ms, 0.025 mV), the rest are
// engineering choices. Where two limits bracket a grey zone (QRS 110-120 ms) the zone itself stays undecided.

export interface Limit {
  readonly value: number;
  readonly edge: number;
  readonly source: string;
}

const limit = (value: number, edge: number, source: string): Limit => ({ value, edge, source });

const B18 = "ACC/AHA/HRS 2018 bradycardia guideline (JACC 74:e51)";
const PART_III = "AHA/ACCF/HRS 2009 Part III (JACC 53:976)";
const PART_IV = "AHA/ACCF/HRS 2009 Part IV (JACC 53:982)";
const PART_V = "AHA/ACCF/HRS 2009 Part V (JACC 53:992)";
const UDMI4 = "4th Universal Definition of MI 2018 (JACC 72:2231)";
const ATHLETES = "International athlete ECG criteria 2017 (JACC 69:1057)";
const RATE = "adult resting range 60-100/min, clinically 50-100/min (textbook; AHA 2007 statement use)";
const ENGINEERING = "engineering choice";

export const LIMITS = {
  rateFast: limit(100, 1, RATE),
  rateSlow: limit(60, 1, RATE),
  rateClearlySlow: limit(50, 1, RATE),
  prLong: limit(200, 10, B18),
  prShort: limit(120, 10, B18),
  pWide: limit(120, 10, PART_V),
  qrsWide: limit(120, 0, PART_III),
  qrsNormal: limit(110, 0, PART_III),
  qtcLongMale: limit(450, 15, PART_IV),
  qtcLongFemale: limit(460, 15, PART_IV),
  qtcShort: limit(390, 15, PART_IV),
  qtcVeryShort: limit(360, 15, "ESC 2022 ventricular arrhythmia guideline"),
  rrWideLead: limit(40, 5, PART_III),
  axisLeft: limit(-30, 5, PART_III),
  axisRight: limit(90, 5, PART_III),
  stElevation: limit(0.1, 0.025, UDMI4),
  stElevationV2V3Woman: limit(0.15, 0.025, UDMI4),
  stElevationV2V3Man: limit(0.2, 0.025, UDMI4),
  stElevationV2V3YoungMan: limit(0.25, 0.025, UDMI4),
  stRaisedLater: limit(0.2, 0, `${ENGINEERING}: a level that looks raised 60 ms behind J`),
  stDepression: limit(-0.05, 0.025, UDMI4),
  stPlainlyOff: limit(0.15, 0, `${ENGINEERING}: three times what still counts as isoelectric`),
  stIsoelectric: limit(0.05, 0, UDMI4),
  tFlat: limit(0.1, 0, PART_IV),
  tInverted: limit(-0.1, 0, PART_IV),
  tDeep: limit(-0.5, 0.05, PART_IV),
  tTallLimb: limit(0.5, 0.025, "textbook; AHA/ACCF/HRS 2009 Part IV"),
  tTallChest: limit(1, 0.05, "textbook; AHA/ACCF/HRS 2009 Part IV"),
  tPeakedLimb: limit(0.6, 0.03, "textbook of emergency medicine"),
  tPeakedChest: limit(1, 0.05, "textbook of emergency medicine"),
  pTall: limit(0.25, 0.025, PART_V),
  pTallV1: limit(0.15, 0.025, PART_V),
  waveVisible: limit(0.05, 0, "IEC 60601-2-51: smallest wave reported 0.03 mV; engineering choice"),
  qDeep: limit(0.1, 0.025, UDMI4),
  qPlainMs: limit(20, 0, `${ENGINEERING}: with 0.1 mV, a Q that any reader sees`),
  qWide: limit(30, 5, UDMI4),
  qWideV2V3: limit(20, 5, UDMI4),
  lowLimb: limit(0.5, 0.025, "Minnesota Code 9-1; textbook"),
  lowChest: limit(1, 0.05, "Minnesota Code 9-1; textbook"),
  highLimb: limit(2, 0.1, "Romhilt and Estes 1968"),
  highRightChest: limit(3, 0.15, "Romhilt and Estes 1968"),
  highLeftChest: limit(3, 0.15, "Romhilt and Estes 1968"),
  highRAvl: limit(1.1, 0.055, PART_V),
  highRI: limit(1.5, 0.075, "ECG-R1 protocol"),
  highRV1: limit(0.6, 0.03, PART_V),
  rPoorV3: limit(0.3, 0.025, "Zema; torch_ecg CinC2021"),
  sokolowLyon: limit(3.5, 0.175, PART_V),
  sokolowLyonFromAge: limit(35, 0, PART_V),
  cornellMan: limit(2.8, 0.14, PART_V),
  cornellWoman: limit(2, 0.1, PART_V),
  cornellProduct: limit(244, 12, "Okin"),
  pegueroMan: limit(2.8, 0.14, "Peguero, JACC 2017;69:1694"),
  pegueroWoman: limit(2.3, 0.115, "Peguero, JACC 2017;69:1694"),
  gubner: limit(2.5, 0.125, PART_V),
  sinusArrhythmiaMs: limit(120, 20, "Chou"),
  regularRmssd: limit(0.05, 0, ENGINEERING),
  irregularRmssd: limit(0.1, 0, ENGINEERING),
  pauseMs: limit(3000, 0, B18),
  prConstantSdMs: limit(15, 5, ENGINEERING),
  junctionNotchMs: limit(40, 5, PART_V),
  qtcAthleteLongMs: limit(470, 15, ATHLETES),
} as const;

/** How far a cited number may lie from the measured one: the larger of an absolute and a relative share. */
export interface Tolerance {
  readonly absolute: number;
  readonly share: number;
}

export const CITED: Readonly<
  Record<
    "rate" | "pr" | "qrs" | "qt" | "rr" | "amplitude" | "axis" | "ratio" | "product" | "count",
    Tolerance
  >
> = {
  rate: { absolute: 5, share: 0.05 },
  pr: { absolute: 20, share: 0 },
  qrs: { absolute: 20, share: 0 },
  qt: { absolute: 30, share: 0 },
  rr: { absolute: 0, share: 0.05 },
  amplitude: { absolute: 0.05, share: 0.15 },
  axis: { absolute: 15, share: 0 },
  ratio: { absolute: 0.1, share: 0.15 },
  product: { absolute: 10, share: 0.15 },
  count: { absolute: 0, share: 0 },
};
