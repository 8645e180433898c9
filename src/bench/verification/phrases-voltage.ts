// QRS voltage: low, adequate, high; Sokolow-Lyon and Cornell as numbers and as criteria.
import { type ClaimFamily, globalNumberFamily, stateFamily } from "./claim-family.ts";
import type { RecordState } from "./record-states.ts";

const about = "voltage";

function family(id: string, state: RecordState, patterns: readonly string[]): ClaimFamily {
  return stateFamily({ id, about, state, patterns });
}

export const voltageFamilies: readonly ClaimFamily[] = [
  family("voltage.low-limb", "lowLimbVoltage", [
    "[There is|The ECG shows] low [QRS |]voltage in the limb leads.",
    "Low [QRS |]voltage[, limb leads| in limb leads]",
    "The QRS voltage is low in the limb leads.",
    "Low limb lead voltage",
    "QRS amplitudes are below 0.5 mV in all limb leads.",
    "LOW VOLTAGE QRS, LIMB LEADS",
    "The limb leads show low voltages.",
  ]),
  family("voltage.ok-limb", "adequateLimbVoltage", [
    "The QRS voltage is [not low|adequate] in the limb leads.",
    "[There is no|No] low voltage in the limb leads.",
    "No low limb lead voltage",
  ]),
  family("voltage.low-chest", "lowPrecordialVoltage", [
    "[There is|The ECG shows] low [QRS |]voltage in the [precordial|chest] leads.",
    "Low [QRS |]voltage in [precordial|chest] leads",
    "The QRS voltage is low in the precordial leads.",
    "QRS amplitudes are below 1.0 mV in all precordial leads.",
  ]),
  family("voltage.ok-chest", "adequatePrecordialVoltage", [
    "[There is no|No] low voltage in the [precordial|chest] leads.",
    "The QRS voltage is not low in the precordial leads.",
  ]),
  family("voltage.low", "lowVoltage", [
    "[There is|The ECG shows] [generali[s|z]ed |]low QRS voltage.",
    "Low voltage [QRS|ECG]",
    "The QRS voltage is [generally |]low[ in all leads|].",
    "LOW QRS VOLTAGE",
  ]),
  family("voltage.ok", "adequateVoltage", [
    "[There is no|No|No evidence of] low [QRS |]voltage.",
    "The QRS voltage is not low.",
    "Low voltage is [absent|not present].",
  ]),
  family("voltage.lvh", "lvhVoltage", [
    "[Voltage criteria for LVH|Voltage criteria for left ventricular hypertrophy] are [met|fulfilled|present].",
    "LVH by voltage[ criteria|]",
    "The QRS voltages [meet|fulfil|satisfy] [the |]criteria for left ventricular hypertrophy.",
    "Left ventricular hypertrophy by voltage criteria is [present|noted].",
    "LEFT VENTRICULAR HYPERTROPHY BY VOLTAGE",
    "High QRS voltage is in keeping with LVH.",
  ]),
  family("voltage.no-lvh", "noLvhVoltage", [
    "[Voltage criteria for LVH|Voltage criteria for left ventricular hypertrophy] are not [met|fulfilled].",
    "[No|There are no|No evidence of] voltage criteria for [LVH|left ventricular hypertrophy].",
    "The QRS voltages do not meet criteria for LVH.",
    "No LVH by voltage[ criteria|]",
  ]),
  family("voltage.sokolow", "sokolowLyon", [
    "The Sokolow-Lyon criterion [is met|is fulfilled|is positive].",
    "The Sokolow[-|–]Lyon index [exceeds|is above] 3.5 mV.",
    "SV1 + RV5/6 exceeds 35 mm.",
    "Sokolow-Lyon positive",
  ]),
  family("voltage.no-sokolow", "noSokolowLyon", [
    "The Sokolow-Lyon criterion is [not met|not fulfilled|negative].",
    "The Sokolow[-|–]Lyon index [is below|does not reach] 3.5 mV.",
    "Sokolow-Lyon negative",
  ]),
  globalNumberFamily({
    id: "voltage.sokolow-value",
    about,
    which: "sokolowLyon",
    patterns: [
      "The Sokolow-Lyon [index|voltage] is <value>.",
      "Sokolow[-|–]Lyon[:| =] <value>",
      "SV1 + RV5/6 [=|is] <value>",
    ],
  }),
  globalNumberFamily({
    id: "voltage.cornell-value",
    about,
    which: "cornell",
    patterns: [
      "The Cornell [voltage|index] is <value>.",
      "Cornell voltage[:| =] <value>",
      "RaVL + SV3 [=|is] <value>",
    ],
  }),
];
