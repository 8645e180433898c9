// Sentences that assert several things at once: from "SR, HR 66, PR 160" to the long periods of a language model.
// In a lie one of them (a fragment marked false) is untrue and the rest is true, the way real errors come.
import type { ClaimFamily, SlotRequest } from "./claim-family.ts";
import { capitalise, expandPattern, markPart, type PatternSlots } from "./expand-pattern.ts";
import { type FragmentForm, type SentenceFragment, sentenceFragments } from "./sentence-fragments.ts";

function isTrueFragment(fragment: SentenceFragment, request: SlotRequest): boolean {
  return fragment.slots({ ...request, lie: false }) !== null;
}

/** `count` fragments on different topics: all true, or all true but one. */
function chooseFragments(
  request: SlotRequest,
  count: number,
): { fragment: SentenceFragment; lie: boolean }[] | null {
  const { choose, lie } = request;
  const shuffled = sentenceFragments
    .map((fragment) => ({ fragment, rank: choose.uniform() }))
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.fragment);
  const place = choose.integer(0, count - 1);
  const chosen: { fragment: SentenceFragment; lie: boolean }[] = [];
  const topics = new Set<string>();
  if (lie) {
    const wrong = shuffled.find((fragment) => fragment.slots({ ...request, lie: true }) !== null);
    if (wrong === undefined) return null;
    topics.add(wrong.topic);
    chosen.push({ fragment: wrong, lie: true });
  }
  for (const fragment of shuffled) {
    if (chosen.length === count) break;
    if (topics.has(fragment.topic) || !isTrueFragment(fragment, request)) continue;
    topics.add(fragment.topic);
    chosen.push({ fragment, lie: false });
  }
  if (chosen.length < count) return null;
  if (lie) chosen.splice(place, 0, ...chosen.splice(0, 1));
  return chosen;
}

function severalFamily(options: {
  id: string;
  form: FragmentForm;
  count: number;
  patterns: readonly string[];
}): ClaimFamily {
  return {
    id: options.id,
    about: "several",
    patterns: options.patterns,
    slots: (request) => {
      const chosen = chooseFragments(request, options.count);
      if (chosen === null) return null;
      const slots: Record<string, string> = {};
      for (const [i, { fragment, lie }] of chosen.entries()) {
        const values: PatternSlots | null = fragment.slots({ ...request, lie });
        if (values === null) return null;
        const text = markPart(expandPattern(fragment[options.form], values, request.choose), !lie);
        slots[String(i + 1)] = text;
        slots[`C${i + 1}`] = capitalise(text);
      }
      return slots;
    },
  };
}

export const severalFamilies: readonly ClaimFamily[] = [
  severalFamily({
    id: "several.nouns-2",
    form: "noun",
    count: 2,
    patterns: [
      "The ECG shows <1> and <2>.",
      "The tracing is notable for <1> and <2>.",
      "<1>, with <2>.",
      "A resting ECG was obtained and shows <1> as well as <2>.",
      "The recording reveals <1> together with <2>.",
      "In addition to <1>, the ECG shows <2>.",
      "<1> + <2>",
    ],
  }),
  severalFamily({
    id: "several.nouns-3",
    form: "noun",
    count: 3,
    patterns: [
      "The ECG shows <1>, <2> and <3>.",
      "This 12-lead ECG demonstrates <1>, <2>, and <3>.",
      "<1> with <2> and <3>.",
      "Findings include <1>, <2>, and <3>.",
      "ECG: <1>; <2>; <3>.",
      "12-lead ECG with <1>, <2> and <3>",
      "In summary, the tracing is characteri[s|z]ed by <1>, <2> and <3>.",
      "With <1> and <2>, the ECG also shows <3>.",
      "Impression: <1>, <2>, <3>.",
      "Upon analyzing the provided ECG image and computed measurements, several key features are evident, including <1>, <2>, and <3>.",
    ],
  }),
  severalFamily({
    id: "several.nouns-4",
    form: "noun",
    count: 4,
    patterns: [
      "On examination of the 12-lead ECG image, several features stand out: <1>, <2>, <3> and <4>, each of which was read from the median beat.",
      "The electrocardiogram reveals <1>, along with <2>, <3>, and <4>.",
      "The computer measurements confirm <1>, <2>, <3> and <4>.",
    ],
  }),
  severalFamily({
    id: "several.clauses-2",
    form: "clause",
    count: 2,
    patterns: [
      "<1>, and <2>.",
      "<1>, while <2>.",
      "<1>, whereas <2>.",
      "<1>; <2>.",
      "Although <1>, <2>.",
      "<1>. <C2>.",
      "<1>, but <2>.",
      "We see that <1> and that <2>.",
      "While <1>, it is worth noting that <2>.",
      "<1>, and on closer inspection <2> as well.",
    ],
  }),
  severalFamily({
    id: "several.clauses-3",
    form: "clause",
    count: 3,
    patterns: [
      "<1>, <2>, and <3>.",
      "<1>; <2>; <3>.",
      "<1>. <C2>. <C3>.",
      "Upon reviewing the 12-lead ECG image, <1>, and <2>; in addition, <3>.",
      "Measurements confirm that <1>, that <2>, and that <3>.",
      "Going through the tracing step by step, <1>, then <2>, and finally <3>.",
      "In analyzing the ECG image, several key features are identified: <1>, <2>, and <3>, all of which were considered in the overall reading.",
    ],
  }),
  severalFamily({
    id: "several.clauses-5",
    form: "clause",
    count: 5,
    patterns: [
      "Upon reviewing the tracing, <1>. Furthermore, <2>. In this recording <3>, and <4>. Finally, <5>.",
      "<1>. <C2>, and <3>. <C4>. Taken together with the clinical picture, <5>.",
      "To begin with, <1>, and <2>. Turning to the remaining features, <3>, while <4>. Lastly, <5>.",
    ],
  }),
  severalFamily({
    id: "several.notes",
    form: "note",
    count: 3,
    patterns: [
      "<1>, <2>, <3>",
      "<C1>. <C2>. <C3>.",
      "<1> / <2> / <3>",
      "<1>; <2>; <3>",
      "ECG - <1>, <2>, <3>.",
      "1) <1> 2) <2> 3) <3>",
      "- <C1>\n- <C2>\n- <C3>",
      "<1> · <2> · <3>",
      "EKG today: <1>, <2>, <3>",
    ],
  }),
  severalFamily({
    id: "several.notes-5",
    form: "note",
    count: 5,
    patterns: ["<1>, <2>, <3>, <4>, <5>.", "<C1>. <C2>. <C3>. <C4>. <C5>.", "ECG: <1>, <2>, <3>; <4>, <5>"],
  }),
];
