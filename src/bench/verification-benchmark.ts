// Does `gem verify` tell truth from falsehood? True sentences and falsified twins are built from the Measurements of
// each recording by a generator written without a view of the extractor, and every verdict is held against what the
// sentence was built to be. It tests reading and judging; whether the Measurements are right is tested elsewhere.
import { evaluateRules } from "../interpret/evaluate-rules.ts";
import { verifyText } from "../interpret/verify/verify-text.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import type { Proportion } from "../signal/wilson-interval.ts";
import { clusteredBootstrap, type Interval } from "./confidence-intervals.ts";
import {
  failureLines,
  markdownTable,
  percent,
  percentWithInterval,
  proportionText,
} from "./markdown-table.ts";
import { type CollectionRun, type Failure, overCollection } from "./over-collection.ts";
import { claimSentences } from "./verification/claim-sentences.ts";
import { isHeldOut } from "./verification/held-out.ts";
import {
  judgeSentence,
  type Miss,
  scoreVerification,
  type VerificationResult,
  type VerificationScore,
} from "./verification/score-verification.ts";

/** Of about 1,100 wordings, so many are drawn a record, others for each: over 400 records each comes often. */
const TEMPLATES_A_RECORD = 100;

export interface VerificationBenchmark {
  readonly records: number;
  /** Records that give no sentence: unusable, or with suspected lead reversal. */
  readonly silent: number;
  readonly failures: readonly Failure[];
  readonly truthsSupported: Proportion;
  readonly liesContradicted: Proportion;
  /** Of the two above, resampling records: sentences about one record are not independent. */
  readonly truthsInterval: Interval | null;
  readonly liesInterval: Interval | null;
  /** The same on wordings that were kept out of view while the extractor was mended. */
  readonly heldOut: {
    readonly truthsSupported: Proportion;
    readonly liesContradicted: Proportion;
    readonly truthsInterval: Interval | null;
    readonly liesInterval: Interval | null;
  };
  readonly liesBelieved: Proportion;
  readonly truthsContradicted: Proportion;
  readonly partsFound: Proportion;
  readonly byAbout: VerificationScore["byAbout"];
  readonly misses: readonly VerificationMiss[];
}

export interface VerificationMiss {
  readonly record: string;
  readonly kind: Miss["kind"];
  readonly expected: "supported" | "contradicted";
  readonly about: string;
  readonly template: string;
  readonly sentence: string;
  readonly claims: readonly { readonly text: string; readonly verdict: string; readonly reason: string }[];
}

interface RecordResults {
  readonly id: string;
  readonly results: readonly (VerificationResult & { readonly claims: ReturnType<typeof verifyText> })[];
}

/** Builds, verifies and scores the sentences of every record of the collection. */
export async function verificationBenchmark(run: CollectionRun): Promise<VerificationBenchmark> {
  let seed = 0;
  const { results: byRecord, failures } = await overCollection(run, ({ recording, entry }): RecordResults => {
    const measurements = measureRecording(recording, run.measuring);
    const results = evaluateRules({ measurements });
    const sentences = claimSentences({ measurements, seed: ++seed, templates: TEMPLATES_A_RECORD });
    return {
      id: entry.id,
      results: sentences.map((sentence) => ({
        sentence,
        claims: verifyText({ text: sentence.sentence, measurements, results }),
      })),
    };
  });
  const { misses: _, ...score } = scoreVerification(byRecord.flatMap(({ results }) => results));
  const unseen = byRecord.map(({ id, results }) => ({
    id,
    results: results.filter(({ sentence }) => isHeldOut(sentence.template)),
  }));
  const { truthsSupported, liesContradicted } = scoreVerification(unseen.flatMap(({ results }) => results));
  return {
    records: byRecord.length,
    silent: byRecord.filter(({ results }) => results.length === 0).length,
    failures,
    ...score,
    truthsInterval: passedInterval(byRecord, "supported"),
    liesInterval: passedInterval(byRecord, "contradicted"),
    heldOut: {
      truthsSupported,
      liesContradicted,
      truthsInterval: passedInterval(unseen, "supported"),
      liesInterval: passedInterval(unseen, "contradicted"),
    },
    misses: byRecord.flatMap(missesOf),
  };
}

function passedInterval(
  byRecord: readonly RecordResults[],
  expected: "supported" | "contradicted",
): Interval | null {
  const counts = byRecord.map(({ results }) => {
    const judged = results.filter(({ sentence }) => sentence.expected === expected).map(judgeSentence);
    return { total: judged.length, passed: judged.filter((kind) => kind === null).length };
  });
  return clusteredBootstrap({
    clusters: byRecord.map(({ id }) => id),
    statistic: (weights) => {
      let passed = 0;
      let total = 0;
      for (const [i, count] of counts.entries()) {
        passed += weights[i]! * count.passed;
        total += weights[i]! * count.total;
      }
      return total === 0 ? null : passed / total;
    },
  });
}

function missesOf({ id, results }: RecordResults): VerificationMiss[] {
  return results.flatMap((result) => {
    const kind = judgeSentence(result);
    if (kind === null) return [];
    const { expected, about, template, sentence } = result.sentence;
    const claims = result.claims.map(({ text = "", verdict, reason = "" }) => ({ text, verdict, reason }));
    return [{ record: id, kind, expected, about, template, sentence, claims }];
  });
}

export function verificationMarkdown(
  result: VerificationBenchmark,
  { details }: { details: boolean },
): string {
  const { records, silent, failures, truthsSupported, liesContradicted, misses } = result;
  const { heldOut } = result;
  const headline = markdownTable(
    ["", "sentences", "rate % (95 % CI)", "target %"],
    [
      [
        "truths supported, wordings held out",
        counted(heldOut.truthsSupported),
        percentWithInterval(heldOut.truthsSupported.rate, heldOut.truthsInterval),
        "98",
      ],
      [
        "lies contradicted, wordings held out",
        counted(heldOut.liesContradicted),
        percentWithInterval(heldOut.liesContradicted.rate, heldOut.liesInterval),
        "98",
      ],
      [
        "truths supported, all wordings",
        counted(truthsSupported),
        percentWithInterval(truthsSupported.rate, result.truthsInterval),
        "",
      ],
      [
        "lies contradicted, all wordings",
        counted(liesContradicted),
        percentWithInterval(liesContradicted.rate, result.liesInterval),
        "",
      ],
      ["lies believed", counted(result.liesBelieved), percent(result.liesBelieved.rate), ""],
      [
        "truths contradicted",
        counted(result.truthsContradicted),
        percent(result.truthsContradicted.rate),
        "",
      ],
    ],
  );
  const topics = markdownTable(
    ["about", "truths supported %", "lies contradicted %"],
    result.byAbout.map(({ about, truthsSupported: truths, liesContradicted: lies }) => [
      about,
      proportionText(truths),
      proportionText(lies),
    ]),
  );
  return `## Verification: sentences about ${records} PTB-XL records (${silent} give none)

${headline}

${topics}

${details ? missLines(misses) : worstTemplates(misses)}${failureLines(failures)}
`;
}

function counted({ hits, total }: Proportion): string {
  return `${hits}/${total}`;
}

function missLines(misses: readonly VerificationMiss[]): string {
  return misses
    .map(({ record, kind, expected, template, sentence, claims }) => {
      const verdicts = claims.map(
        (claim) => `${JSON.stringify(claim.text)} ${claim.verdict} (${claim.reason})`,
      );
      return `- ${record} ${template}, ${kind}, should be ${expected}: ${JSON.stringify(sentence)} -> ${verdicts.join("; ") || "no claim"}`;
    })
    .join("\n");
}

/** The wordings that fail most, with one example each. */
function worstTemplates(misses: readonly VerificationMiss[]): string {
  const byTemplate = new Map<string, VerificationMiss[]>();
  for (const miss of misses) {
    const own = byTemplate.get(miss.template);
    if (own === undefined) byTemplate.set(miss.template, [miss]);
    else own.push(miss);
  }
  const worst = [...byTemplate].sort((a, b) => b[1].length - a[1].length).slice(0, 15);
  if (worst.length === 0) return "No misses.";
  const lines = worst.map(([template, own]) => {
    const { kind, sentence } = own[0]!;
    return `- ${template}: ${own.length}, as ${JSON.stringify(sentence)} (${kind})`;
  });
  return `Wordings that fail most (--details lists every miss):\n\n${lines.join("\n")}`;
}
