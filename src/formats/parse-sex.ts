import type { Sex } from "../ecg/recording.ts";

/** "F", "female" and their like in any case; null for all else. */
export function parseSex(text: string | null | undefined): Sex | null {
  const word = text?.trim().toLowerCase();
  if (word === "f" || word === "female") return "female";
  return word === "m" || word === "male" ? "male" : null;
}
