// An Interpreter that says what a test tells it to, and remembers how it was asked.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import type { AskOptions } from "../../model/gem-model.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { evaluateRules } from "../evaluate-rules.ts";
import type { CheckBasis } from "./check-narrative.ts";
import type { Conversation, Interpreter } from "./interpreter.ts";

export interface Asked {
  readonly question: string;
  readonly options: AskOptions;
}

export interface Stub {
  readonly interpreter: Interpreter;
  readonly conversation: Conversation;
  readonly asked: Asked[];
}

/** Says the texts one after the other, word by word, then the last one again and again. */
export function stubConversation(texts: readonly string[], { tokens = 1000 } = {}): Stub {
  const asked: Asked[] = [];
  const conversation: Conversation = {
    seen: { signal: true, image: "drawn page", notes: [] },
    room: { tokensOf: (text) => text.split(" ").length, tokens },
    async *ask(question, options = {}) {
      asked.push({ question, options });
      const words = (texts[Math.min(asked.length, texts.length) - 1] ?? "").split(/(?<= )/);
      let text = "";
      for (const word of words) {
        if (options.signal?.aborted) break;
        text += word;
        yield word;
      }
      const endedBy = options.signal?.aborted ? "abort" : "end";
      return { text, endedBy, promptTokens: 10, newTokens: words.length };
    },
  };
  const identity = { name: "stub", model: "texts of a test", sha256: "0".repeat(64) };
  return { interpreter: { identity, openCase: () => conversation }, conversation, asked };
}

/** Sinus rhythm at 60 bpm with a PR interval of 160 ms (synthetic-ecg-options.ts), measured. */
export function checkedEcg(): CheckBasis & { measurements: object } {
  const { recording } = syntheticEcg({ rateBpm: 60, noise: { whiteMv: 0.01 } });
  const measurements = measureRecording(recording);
  return { measurements, results: evaluateRules({ measurements }) };
}

export function blankEcg(): CheckBasis {
  const leads = STANDARD_LEADS.map((name) => ({ name, samplesMv: new Float64Array(5000) }));
  const source = { format: "", sha256: "", warnings: [] };
  const measurements = measureRecording({
    name: "blank",
    leads,
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source,
  });
  return { measurements, results: evaluateRules({ measurements }) };
}
