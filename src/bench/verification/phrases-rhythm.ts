// Rhythm, regularity and ectopic beats.
import { type ClaimFamily, stateFamily } from "./claim-family.ts";
import type { RecordState } from "./record-states.ts";
import { spellCount } from "./spell-values.ts";

function family(id: string, about: string, state: RecordState, patterns: readonly string[]): ClaimFamily {
  return stateFamily({ id, about, state, patterns });
}

function countFamily(
  which: "pvc" | "pac",
  one: string,
  many: string,
  short: string,
  shorts: string,
): ClaimFamily {
  return {
    id: `ectopy.count.${short}`,
    about: "ectopy",
    patterns: [
      `[There {is|are}|The ECG shows] <count> {${one}|${many}}.`,
      `<count> {${one}|${many}} {is|are} [seen|present|noted].`,
      `<count> {${short}|${shorts}}`,
      `The [rhythm strip|recording|ten-second strip] contains <count> {${one}|${many}}.`,
      `${short} x<digit>`,
      `A total of <count> {${one} was|${many} were} counted.`,
    ],
    slots: ({ facts, choose, lie }) => {
      const found = facts.ectopics?.[which];
      const drawn = choose.integer(2, 4);
      if (found === undefined || (!lie && found === 0)) return null;
      const count = !lie ? found : found <= 1 ? found + 1 + drawn : found >= 5 ? 1 : found + 1 + drawn;
      return { count: spellCount(count, choose), digit: String(count), plural: count === 1 ? "no" : "yes" };
    },
  };
}

export const rhythmFamilies: readonly ClaimFamily[] = [
  family("rhythm.regular", "regularity", "regular", [
    "The rhythm is regular.",
    "[Regular|Completely regular] rhythm",
    "The [RR|R-R|R–R] intervals are [regular|constant|equal|uniform|consistent].",
    "The ventricular rhythm is regular[, with constant R-R intervals|].",
    "The QRS complexes occur at regular intervals.",
    "The rhythm is not irregular.",
    "REGULAR RHYTHM",
    "There is no [irregularity of the rhythm|rhythm irregularity].",
    "The R-R interval is regular throughout[ the tracing|].",
    "[A regular|A steady] rhythm is [seen|noted] throughout.",
  ]),
  family("rhythm.irregular", "regularity", "irregular", [
    "The rhythm is [irregular|not regular].",
    "[Irregular|Markedly irregular] rhythm",
    "The [RR|R-R|R–R] intervals [vary|are irregular|are variable|are not constant].",
    "The ventricular rhythm is irregular.",
    "The QRS complexes occur at irregular intervals.",
    "IRREGULAR RHYTHM",
    "There is marked irregularity of the R-R intervals.",
    "An irregular rhythm is [seen|noted].",
    "The R-R interval varies considerably from beat to beat.",
  ]),
  family("rhythm.sinus", "rhythm", "sinus", [
    "The rhythm is sinus.",
    "[There is|The ECG shows|The tracing shows] sinus rhythm.",
    "[Sinus rhythm|SR]",
    "SINUS RHYTHM",
    "The [underlying|basic|dominant] rhythm is sinus[ rhythm|].",
    "The rhythm is sinus in origin.",
    "[Sinus P waves|Organi[s|z]ed P waves] [precede|are seen before] the QRS complexes.",
    "The rhythm [is of sinus origin|originates in the sinus node|is sinus, as indicated by the consistent P wave morphology across leads].",
    "The electrocardiogram reveals a sinus rhythm.",
    "Sinus mechanism",
    "[There is no|No|No evidence of] atrial fibrillation.",
    "Not in [AF|atrial fibrillation]",
    "Atrial fibrillation is [absent|not present|not seen].",
    "P waves are [present|visible|clearly visible].",
    "Sinus rhythm is [present|maintained|noted|seen].",
    "The patient is in sinus rhythm.",
  ]),
  family("rhythm.normal-sinus", "rhythm", "normalSinusRhythm", [
    "[Normal|Regular] sinus rhythm",
    "[There is|The ECG shows] normal sinus rhythm.",
    "NSR",
    "NORMAL SINUS RHYTHM",
    "The rhythm is normal sinus rhythm.",
  ]),
  family("rhythm.sinus-tachycardia", "rhythm", "sinusTachycardia", [
    "Sinus tachycardia",
    "[There is|The ECG shows|The electrocardiogram reveals a] sinus tachycardia.",
    "The rhythm is sinus tachycardia.",
    "SINUS TACHYCARDIA",
    "Sinus tach",
  ]),
  family("rhythm.sinus-bradycardia", "rhythm", "sinusBradycardia", [
    "Sinus bradycardia",
    "[There is|The ECG shows] sinus bradycardia.",
    "The rhythm is sinus bradycardia.",
    "SINUS BRADYCARDIA",
    "Sinus brady",
  ]),
  family("rhythm.fibrillation", "rhythm", "atrialFibrillation", [
    "[There is|The ECG shows|The tracing shows] atrial fibrillation.",
    "[Atrial fibrillation|AF|A-fib|AFib|Afib]",
    "ATRIAL FIBRILLATION",
    "The rhythm is atrial fibrillation.",
    "The rhythm is [irregularly irregular without P waves|atrial fibrillation with an irregular ventricular response].",
    "P waves are [absent|not visible|missing][, replaced by fibrillatory waves|].",
    "Atrial fibrillation is [present|seen|noted].",
    "There are no [discernible |organi[s|z]ed |]P waves.",
    "The patient is in [AF|atrial fibrillation].",
    "The rhythm is not sinus.",
    "Fibrillatory waves replace the P waves.",
    "Irregularly irregular rhythm",
    "An irregularly irregular rhythm is [seen|noted], in keeping with atrial fibrillation.",
  ]),
  family("rhythm.rapid-fibrillation", "rhythm", "rapidFibrillation", [
    "Atrial fibrillation with rapid ventricular response",
    "AF with RVR",
    "[There is|The ECG shows] atrial fibrillation with a rapid ventricular response.",
  ]),
  family("rhythm.other", "rhythm", "otherRhythm", [
    "[There is|The ECG shows] atrial flutter[ with variable block|].",
    "Atrial flutter",
    "The rhythm is [atrial flutter|a junctional rhythm|junctional].",
    "[Junctional rhythm|Junctional escape rhythm]",
    "[There is|The ECG shows] ventricular tachycardia.",
    "Idioventricular rhythm is [present|seen].",
    "The rhythm is [supraventricular tachycardia|multifocal atrial tachycardia].",
    "ATRIAL FLUTTER",
  ]),
  family("rhythm.paced", "rhythm", "paced", [
    "[There is|The ECG shows] a [ventricular paced|paced|pacemaker] rhythm.",
    "[Ventricular pacing|Paced rhythm|Electronic ventricular pacemaker]",
    "Pacing spikes are [seen|visible] before [each|every] QRS complex.",
  ]),
  family("rhythm.not-paced", "rhythm", "unpaced", [
    "[There is no|No|No evidence of] [ventricular |]pacing.",
    "No pac[ing|emaker] spikes are [seen|visible].",
    "[There is no|No] paced rhythm.",
  ]),
  family("rhythm.p-before-qrs", "rhythm", "pBeforeEveryQrs", [
    "[Each|Every] QRS complex is preceded by a P wave.",
    "A P wave precedes [each|every] QRS complex.",
    "P waves [precede|are present before] every QRS complex.",
    "There is a P wave before [each|every] QRS.",
    "P before each QRS",
  ]),
  countFamily("pvc", "premature ventricular complex", "premature ventricular complexes", "PVC", "PVCs"),
  countFamily("pvc", "ventricular extrasystole", "ventricular extrasystoles", "VES", "VES"),
  countFamily("pac", "premature atrial complex", "premature atrial complexes", "PAC", "PACs"),
  family("ectopy.pvc", "ectopy", "pvcs", [
    "[There is|The ECG shows] ventricular ectopy.",
    "[Premature ventricular complexes|PVCs|Ventricular premature beats|VPBs|Ventricular extrasystoles] are [seen|present|noted].",
    "Ventricular [ectopic beats|premature complexes] are [seen|noted].",
    "WITH PREMATURE VENTRICULAR COMPLEXES",
    "[PVCs|VPCs|Ventricular ectopics] [present|noted]",
    "Premature ventricular contractions [interrupt|are superimposed on] the basic rhythm.",
  ]),
  family("ectopy.many-pvc", "ectopy", "manyPvcs", [
    "[There are|The ECG shows] [frequent|multiple] [PVCs|premature ventricular complexes].",
    "Frequent [PVCs|ventricular ectopics]",
    "[Frequent|Multiple] ventricular premature beats are [seen|present].",
  ]),
  family("ectopy.no-pvc", "ectopy", "noPvcs", [
    "[There are no|No|No evidence of] [PVCs|premature ventricular complexes|ventricular ectopic beats|ventricular premature beats].",
    "No ventricular ectopy[ is seen|].",
    "[PVCs|Ventricular premature beats] are [absent|not seen].",
    "The tracing is free of ventricular ectopics.",
    "The strip contains no ventricular extrasystoles.",
  ]),
  family("ectopy.runs", "ectopy", "ventricularRuns", [
    "[Ventricular bigeminy|Ventricular trigeminy] is [present|seen].",
    "[Bigeminy|Trigeminy]",
    "[There is|The ECG shows] a [run|salvo] of non-sustained ventricular tachycardia.",
    "[Ventricular couplets|Couplets of PVCs] are [seen|present].",
  ]),
  family("ectopy.no-runs", "ectopy", "noVentricularRuns", [
    "[There is no|No] [ventricular bigeminy|non-sustained ventricular tachycardia].",
    "No [ventricular |]couplets or runs.",
  ]),
  family("ectopy.pac", "ectopy", "pacs", [
    "[Premature atrial complexes|PACs|Atrial premature beats|Atrial ectopics] are [seen|present|noted].",
    "[There is|The ECG shows] atrial ectopy.",
    "WITH PREMATURE ATRIAL COMPLEXES",
    "[PACs|Atrial extrasystoles] present",
  ]),
  family("ectopy.no-pac", "ectopy", "noPacs", [
    "[There are no|No|No evidence of] [PACs|premature atrial complexes|atrial ectopic beats|atrial premature beats].",
    "No atrial ectopy[ is seen|].",
  ]),
  family("ectopy.none", "ectopy", "noEctopy", [
    "[There is no|No|No evidence of] ectopy.",
    "[There are no|No] [ectopic beats|premature beats|extrasystoles].",
    "Ectopic beats are [absent|not seen].",
    "[The tracing is|Tracing] free of [ectopic|premature] beats.",
    "[Neither atrial nor ventricular ectopic beats are|No atrial or ventricular ectopy is] [seen|present].",
    "The rhythm is not interrupted by premature beats.",
  ]),
];
