// Spellings of numbers with their units, as people, machines and language models write them.
// Standard calibration is assumed: 1 mm is 0.1 mV.
import type { Chooser } from "./chooser.ts";

/** At most `digits` decimals, and no trailing zeros unless the writer is a tidy one. */
function decimal(value: number, digits: number, choose: Chooser): string {
  const fixed = value.toFixed(digits);
  return choose.chance(0.3) || !fixed.includes(".") ? fixed : fixed.replace(/\.?0+$/, "");
}

/** "160 ms", "160ms", "0.16 s", "160 milliseconds" ... */
export function spellDuration(milliseconds: number, choose: Chooser): string {
  const seconds = String(Number((milliseconds / 1000).toFixed(3)));
  const whole = String(Math.round(milliseconds));
  const spellings = [
    `${whole} ms`,
    `${whole} ms`,
    `${whole} ms`,
    `${whole}ms`,
    `${whole} msec`,
    `${whole} milliseconds`,
    `${seconds} s`,
    `${seconds} sec`,
    `${seconds} seconds`,
  ];
  return choose.pick(spellings);
}

/** "66 bpm", "66/min", "66 beats per minute" ... */
export function spellRate(beatsPerMinute: number, choose: Chooser): string {
  const whole = String(Math.round(beatsPerMinute));
  const units = [" bpm", " bpm", "bpm", " BPM", " beats per minute", " beats/min", "/min", " per minute"];
  return whole + choose.pick(units);
}

/** Unsigned amplitude: "0.85 mV", "8.5 mm", "850 µV" ... */
export function spellAmplitude(millivolts: number, choose: Chooser): string {
  const magnitude = Math.abs(millivolts);
  const microvolts = String(Math.round(magnitude * 1000));
  const mv = decimal(magnitude, 2, choose);
  const mm = decimal(magnitude * 10, 1, choose);
  // 0.25 mm and the like: a spelling that loses digits would change the value.
  const exactMm = Math.abs(Number(mm) / 10 - magnitude) < 0.0026;
  const spellings = [
    `${mv} mV`,
    `${mv} mV`,
    `${mv} mV`,
    `${mv}mV`,
    `${mv} ${mv === "1" ? "millivolt" : "millivolts"}`,
    `${microvolts} µV`,
  ];
  if (exactMm)
    spellings.push(
      `${mm} mm`,
      `${mm} mm`,
      `${mm}mm`,
      `${mm} ${choose.pick(["millimetre", "millimeter"])}${mm === "1" ? "" : "s"}`,
    );
  return choose.pick(spellings);
}

/** Signed amplitude: "+0.12 mV", "-0.3 mV", "−3 mm". */
export function spellSignedAmplitude(millivolts: number, choose: Chooser): string {
  if (millivolts === 0) return spellAmplitude(0, choose);
  const sign = millivolts < 0 ? choose.pick(["-", "-", "−"]) : choose.pick(["+", "+", ""]);
  return sign + spellAmplitude(millivolts, choose);
}

/** "56°", "+56 degrees", "-45 deg", "minus 45 degrees". */
export function spellAngle(degrees: number, choose: Chooser): string {
  const magnitude = String(Math.abs(Math.round(degrees)));
  const unit = choose.pick(["°", "°", " degrees", " degrees", " deg"]);
  if (magnitude === "0") return magnitude + unit;
  if (degrees < 0) return choose.pick(["-", "-", "−", "–", "minus "]) + magnitude + unit;
  return choose.pick(["", "", "+", "+", "plus "]) + magnitude + unit;
}

const COUNT_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "two" or "2". */
export function spellCount(count: number, choose: Chooser): string {
  const word = COUNT_WORDS[count];
  return word !== undefined && choose.chance(0.6) ? word : String(count);
}
