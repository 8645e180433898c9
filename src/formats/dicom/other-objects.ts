// What a DICOM object without an ECG is, in words fit for a message: by what it holds and by its class, never by
// what it says of a person.
import type { DataItem } from "./data-elements.ts";
import { asciiValue } from "./element-values.ts";

const BY_CONTENT: readonly (readonly [tag: string, what: string])[] = [
  ["00041220", "a DICOM directory"],
  ["7FE00010", "a DICOM image"],
  ["7FE00008", "a DICOM image"],
  ["7FE00009", "a DICOM image"],
  ["00420011", "a document in a DICOM envelope"],
  ["0040A730", "a DICOM structured report"],
  ["00700001", "a DICOM presentation state"],
];
const WAVEFORM_CLASSES = "1.2.840.10008.5.1.4.1.1.9.";
/** PS3.6 table A-1: waveforms that are no ECG whatever their unit. */
const OTHER_WAVEFORMS: readonly (readonly [suffix: string, what: string])[] = [
  ["4.", "a DICOM voice recording"],
  ["5.", "a DICOM arterial pulse waveform"],
  ["6.", "a DICOM respiratory waveform"],
  ["7.", "a DICOM EEG, EMG or EOG"],
  ["8.", "a DICOM body position waveform"],
];

/** The kind of waveform that is no ECG, or null. */
export function otherWaveform(sopClass: string | null): string | null {
  if (sopClass === null || !sopClass.startsWith(WAVEFORM_CLASSES)) return null;
  const suffix = sopClass.slice(WAVEFORM_CLASSES.length);
  return OTHER_WAVEFORMS.find(([start]) => suffix.startsWith(start))?.[1] ?? null;
}

/** For an object that has no Waveform Sequence. */
export function objectWithoutWaveform(dataSet: DataItem): string {
  const what =
    BY_CONTENT.find(([tag]) => dataSet.elements.has(tag))?.[1] ?? "a DICOM object without waveform";
  const sopClass = asciiValue(dataSet, "00080016") ?? "";
  return /^1\.2\.840\.10008\.[\d.]{1,50}$/.test(sopClass) ? `${what} (class ${sopClass})` : what;
}
