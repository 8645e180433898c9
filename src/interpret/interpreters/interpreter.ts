// An Interpreter turns a case into a Narrative, whoever writes it. What it writes is checked afterwards by the same
// code as any other text, so an Interpreter neither marks nor judges its own sentences.
import type { Interpretation } from "../../ecg/interpretation.ts";
import type { Patient, Recording } from "../../ecg/recording.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import type { Answer as ModelAnswer } from "../../model/answer/generate-answer.ts";
import type { AskOptions } from "../../model/gem-model.ts";

/** One ECG as a person has it. */
export interface EcgCase {
  /** Null where there is only a picture from which no signal could be read. */
  readonly recording: Recording | null;
  /** The person's own picture of the page; null: a page is drawn from the recording. */
  readonly picture: Picture | null;
  readonly patient: Patient;
}

/** What the writer is given of the case. */
export interface SeenCase {
  readonly signal: boolean;
  readonly image: "drawn page" | "given picture" | null;
  /** What it does not see as it was recorded ("lead V6 is missing: ..."). */
  readonly notes: readonly string[];
}

export interface Draft {
  readonly text: string;
  readonly endedBy: ModelAnswer["endedBy"];
  readonly promptTokens: number;
  readonly newTokens: number;
}

export interface Conversation {
  readonly seen: SeenCase;
  /** Roughly how many tokens a text takes, and how many there is room for beside the ECG. */
  readonly room: { tokensOf(text: string): number; readonly tokens: number };
  /** Yields pieces of the text, which no one has checked yet. */
  ask(question: string, options?: AskOptions): AsyncGenerator<string, Draft, void>;
}

export interface Interpreter {
  readonly identity: Interpretation["interpreter"];
  openCase(input: EcgCase): Conversation;
}
