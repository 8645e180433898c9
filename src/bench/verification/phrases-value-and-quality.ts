// A number and what is said of it in one breath ("prolonged at 240 ms"), tables as machines print them, and
// figures shared out over leads ("1.2 and 0.9 mV in V5 and V6"). The commonest slip of language models is here:
// the right figure with the wrong word.
import { type ClaimFamily, spellGlobal, stateGlobal } from "./claim-family.ts";
import { isClearLie, stateNumber } from "./clear-number.ts";
import { markPart } from "./expand-pattern.ts";
import { spellLeadNames } from "./lead-wording.ts";
import type { GlobalNumber } from "./record-facts.ts";
import type { RecordState } from "./record-states.ts";

const about = "several";

interface Quality {
  readonly state: RecordState;
  readonly which: GlobalNumber;
  readonly noun: string;
  readonly words: readonly string[];
  /** Figures that go with the word. */
  readonly fitting: readonly [number, number];
}

const NORMAL = ["normal", "within normal limits", "within the normal range", "unremarkable"];

const QUALITIES: readonly Quality[] = [
  {
    state: "tachycardia",
    which: "heartRate",
    noun: "heart rate",
    words: ["fast", "elevated", "rapid"],
    fitting: [108, 180],
  },
  { state: "bradycardia", which: "heartRate", noun: "heart rate", words: ["slow", "low"], fitting: [32, 47] },
  { state: "normalRate", which: "heartRate", noun: "heart rate", words: NORMAL, fitting: [62, 98] },
  { state: "longPr", which: "pr", noun: "PR interval", words: ["prolonged", "long"], fitting: [225, 340] },
  { state: "shortPr", which: "pr", noun: "PR interval", words: ["short", "shortened"], fitting: [80, 105] },
  { state: "normalPr", which: "pr", noun: "PR interval", words: NORMAL, fitting: [125, 195] },
  {
    state: "wideQrs",
    which: "qrs",
    noun: "QRS duration",
    words: ["prolonged", "increased"],
    fitting: [130, 190],
  },
  { state: "narrowQrs", which: "qrs", noun: "QRS duration", words: NORMAL, fitting: [70, 108] },
  {
    state: "longQtc",
    which: "qtc",
    noun: "QTc",
    words: ["prolonged", "markedly prolonged"],
    fitting: [490, 600],
  },
  { state: "normalQtc", which: "qtc", noun: "QTc", words: NORMAL, fitting: [390, 440] },
  { state: "normalAxis", which: "qrsAxis", noun: "QRS axis", words: NORMAL, fitting: [0, 80] },
  {
    state: "leftAxis",
    which: "qrsAxis",
    noun: "QRS axis",
    words: ["deviated to the left", "leftward"],
    fitting: [-80, -40],
  },
  {
    state: "rightAxis",
    which: "qrsAxis",
    noun: "QRS axis",
    words: ["deviated to the right", "rightward"],
    fitting: [105, 160],
  },
];

function qualityFamily(quality: Quality): ClaimFamily {
  return {
    id: `quality.${quality.state}`,
    about,
    patterns: [
      `The ${quality.noun} is <word> at <value>.`,
      `The ${quality.noun} is <word> (<value>).`,
      `The ${quality.noun}, measured at <value>, is <word>.`,
      `The ${quality.noun} is <value>, which is <word>.`,
      `At <value>, the ${quality.noun} is <word>.`,
      `${quality.noun} <value> (<word>)`,
      `${quality.noun}: <value>, <word>.`,
    ],
    slots: (request) => {
      const { facts, choose, lie } = request;
      const word = choose.pick(quality.words);
      const bothFalse = choose.chance(0.5);
      const [low, high] = quality.fitting;
      const drawn = [0, 1, 2, 3].map(() => low + Math.round(((high - low) * choose.uniform()) / 2) * 2);
      if (facts.state(quality.state) !== !lie) return null;
      const reading = facts.number(quality.which);
      if (reading === null) return null;
      const stated =
        lie && bothFalse
          ? (drawn.find((value) => isClearLie(value, reading)) ?? null)
          : stateGlobal({ ...request, lie: false }, quality.which);
      if (stated === null) return null;
      const value = spellGlobal(quality.which, stated, choose).value!;
      return { value: markPart(value, !(lie && bothFalse)), word: markPart(word, !lie) };
    },
  };
}

/** Several record-wide numbers in a fixed table; in a lie one of them is wrong. */
function tableFamily(id: string, numbers: readonly GlobalNumber[], patterns: readonly string[]): ClaimFamily {
  return {
    id,
    about,
    patterns,
    slots: (request) => {
      const wrong = request.choose.integer(0, numbers.length - 1);
      const slots: Record<string, string> = {};
      for (const [i, which] of numbers.entries()) {
        const lie = request.lie && i === wrong;
        const stated = stateGlobal({ ...request, lie }, which);
        if (stated === null) return null;
        slots[String(i + 1)] = markPart(String(Math.round(stated) + 0), !lie);
      }
      return slots;
    },
  };
}

/** The same wave in two or three chest leads, figures shared out in order; in a lie all are wrong. */
const respectively: ClaimFamily = {
  id: "table.respectively",
  about,
  patterns: [
    "The R wave measures <first> mV in <1> and <second> mV in <2>.",
    "R wave amplitudes in <both> are <first> and <second> mV, respectively.",
    "The R waves in <1> and <2> are <first> mV and <second> mV tall, respectively.",
    "R <1> <first> mV, R <2> <second> mV",
    "In <1> and <2> the R wave reaches <first> and <second> mV respectively.",
  ],
  slots: ({ facts, choose, lie }) => {
    const found = facts.leads.filter((lead) => lead.startsWith("V") && facts.leadNumber(lead, "r") !== null);
    const [one, two] = choose.sample(found, 2);
    if (one === undefined || two === undefined) return null;
    const [first, second] = [one, two].map((lead) =>
      stateNumber({ reading: facts.leadNumber(lead, "r")!, lie, grids: [0.05, 0.01], choose }),
    );
    if (first == null || second == null) return null;
    const figure = (value: number) => markPart(value.toFixed(2), !lie);
    return {
      1: one,
      2: two,
      both: spellLeadNames([one, two], choose),
      first: figure(first),
      second: figure(second),
    };
  },
};

/** P, QRS and T of one lead, as models that were given the measurements like to recite them; one wrong in a lie. */
const oneLead: ClaimFamily = {
  id: "table.one-lead",
  about,
  patterns: [
    "In Lead <lead>, the P wave amplitude is <p> mV, the QRS amplitude is <qrs> mV, and the T wave amplitude is <t> mV.",
    "Lead <lead> demonstrates a P wave of <p> mV, followed by a QRS complex of <qrs> mV and a T wave of <t> mV.",
    "<lead>: P <p> mV, QRS <qrs> mV, T <t> mV",
    "In lead <lead>, P wave amplitude measures <p> mV and QRS amplitude <qrs> mV, while the T wave reaches <t> mV.",
  ],
  slots: ({ facts, choose, lie }) => {
    const start = choose.integer(0, 11);
    const wrong = choose.pick(["p", "qrs", "t"] as const);
    for (let step = 0; step < facts.leads.length; step++) {
      const lead = facts.leads[(start + step) % facts.leads.length]!;
      const slots: Record<string, string> = { lead };
      for (const which of ["p", "qrs", "t"] as const) {
        const reading = facts.leadNumber(lead, which);
        if (reading === null || reading.values[0]! < 0.05) break;
        const isWrong = lie && which === wrong;
        const stated = stateNumber({ reading, lie: isWrong, grids: [0.05, 0.01], choose });
        if (stated === null || stated <= 0) break;
        slots[which] = markPart(stated.toFixed(2), !isWrong);
      }
      if (slots.t !== undefined) return slots;
    }
    return null;
  },
};

/** Two intervals called normal together; in a lie one of them is not. */
function jointlyNormal(id: string, states: readonly (readonly [RecordState, string])[]): ClaimFamily {
  const names = states.map((_, i) => `<${i + 1}>`);
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return {
    id,
    about,
    patterns: [
      `The ${list} are [normal|within normal limits|unremarkable].`,
      `[Normal|Unremarkable] ${list}`,
      `${list} [normal|WNL]`,
    ],
    slots: ({ facts, lie }) => {
      const values = states.map(([state]) => facts.state(state));
      const fits = lie
        ? values.includes(false) && !values.includes(null)
        : values.every((value) => value === true);
      if (!fits) return null;
      return Object.fromEntries(
        states.map(([, name], i) => [String(i + 1), markPart(name, values[i] === true)]),
      );
    },
  };
}

export const valueAndQualityFamilies: readonly ClaimFamily[] = [
  ...QUALITIES.map(qualityFamily),
  tableFamily(
    "table.qt-bazett",
    ["qt", "bazett"],
    ["QT/QTcB <1>/<2> ms", "QT <1> ms, QTc (Bazett) <2> ms", "QT <1> ms, <2> ms after Bazett's correction."],
  ),
  tableFamily(
    "table.qt-fridericia",
    ["qt", "fridericia"],
    ["QT/QTcF <1>/<2> ms", "QT <1> ms, QTc (Fridericia) <2> ms"],
  ),
  tableFamily(
    "table.qt-qtc",
    ["qt", "qtc"],
    [
      "QT/QTc <1>/<2> ms",
      "QT/QTc: <1>/<2> ms",
      "The QT and QTc intervals are <1> and <2> ms, respectively.",
      "QT INTERVAL <1> MS, QTC <2> MS",
    ],
  ),
  tableFamily(
    "table.axes",
    ["pAxis", "qrsAxis", "tAxis"],
    [
      "P-R-T axes <1> <2> <3>",
      "P/QRS/T axes: <1>/<2>/<3> degrees",
      "P-QRS-T axes <1>°, <2>°, <3>°",
      "The P, QRS and T axes are <1>, <2> and <3> degrees, respectively.",
    ],
  ),
  tableFamily(
    "table.header",
    ["heartRate", "pr", "qrs", "qt", "qtc"],
    [
      "Vent. rate <1> BPM, PR interval <2> ms, QRS duration <3> ms, QT/QTc <4>/<5> ms",
      "Vent rate <1> bpm\nPR interval <2> ms\nQRS duration <3> ms\nQT/QTc <4>/<5> ms",
      "HR <1> PR <2> QRS <3> QT <4> QTc <5>",
      "Rate <1>, PR <2>, QRSD <3>, QT <4>, QTc <5>.",
    ],
  ),
  tableFamily("table.intervals-bazett", ["pr", "qrs", "bazett"], ["PR <1> ms, QRS <2> ms, QTcB <3> ms."]),
  tableFamily(
    "table.two-intervals",
    ["pr", "qrs"],
    [
      "PR <1>, QRS <2>",
      "PR/QRS <1>/<2> ms",
      "The PR interval is <1> ms and the QRS <2> ms.",
      "The PR interval and QRS duration are <1> ms and <2> ms, respectively.",
      "The PR interval measures <1> ms, while the QRS complex is <2> ms wide.",
    ],
  ),
  tableFamily(
    "table.intervals",
    ["pr", "qrs", "qtc"],
    [
      "Intervals: PR <1>, QRS <2>, QTc <3>.",
      "PR/QRS/QTc: <1>/<2>/<3> ms",
      "The PR interval is <1> ms, the QRS duration <2> ms and the QTc <3> ms.",
      "The PR, QRS and QTc intervals measure <1>, <2> and <3> ms, respectively.",
    ],
  ),
  respectively,
  oneLead,
  jointlyNormal("joint.pr-qrs", [
    ["normalPr", "PR interval"],
    ["narrowQrs", "QRS duration"],
  ]),
  jointlyNormal("joint.pr-qrs-qtc", [
    ["normalPr", "PR"],
    ["narrowQrs", "QRS"],
    ["normalQtc", "QTc intervals"],
  ]),
  jointlyNormal("joint.rate-axis", [
    ["normalRate", "rate"],
    ["normalAxis", "axis"],
  ]),
];
