// Codes of the MIT annotation format and their mnemonics: annot(5) of the WFDB Applications Guide and ecgcodes.h
// of the WFDB library. 42 to 49 are left to the user, who may define them in the file.

const mnemonics: readonly (string | null)[] = [
  null, // 0: no annotation
  "N", // normal beat
  "L", // left bundle branch block beat
  "R", // right bundle branch block beat
  "a", // aberrated atrial premature beat
  "V", // premature ventricular contraction
  "F", // fusion of ventricular and normal beat
  "J", // nodal (junctional) premature beat
  "A", // atrial premature contraction
  "S", // premature or ectopic supraventricular beat
  "E", // ventricular escape beat
  "j", // nodal (junctional) escape beat
  "/", // paced beat
  "Q", // unclassifiable beat
  "~", // signal quality change
  null,
  "|", // isolated QRS-like artefact
  null,
  "s", // ST change
  "T", // T wave change
  "*", // systole
  "D", // diastole
  '"', // comment
  "=", // measurement
  "p", // P wave peak
  "B", // left or right bundle branch block
  "^", // non-conducted pacer spike
  "t", // T wave peak
  "+", // rhythm change
  "u", // U wave peak
  "?", // learning
  "!", // ventricular flutter wave
  "[", // start of ventricular flutter or fibrillation
  "]", // end of it
  "e", // atrial escape beat
  "n", // supraventricular escape beat
  "@", // link to external data
  "x", // non-conducted P wave
  "f", // fusion of paced and normal beat
  "(", // waveform onset
  ")", // waveform end
  "r", // R-on-T premature ventricular contraction
];

/** The code of a comment, which at sample 0 may say something of the file itself. */
export const NOTE = 22;

/** Words with these codes are no annotations; they add to the one before, or move the next. */
export const SKIP = 59;
export const NUM = 60;
export const SUB = 61;
export const CHN = 62;
export const AUX = 63;

/** "N" for 1; "[42]", as the WFDB library writes it, for a code that has no mnemonic. */
export function annotationMnemonic(code: number): string {
  return mnemonics[code] ?? `[${code}]`;
}
