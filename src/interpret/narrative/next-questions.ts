// What a clinician would ask or check next, as data: questions and comparisons, never treatment. The first
// entries that match a finding are asked, so the order is that of urgency.
import type { FindingKey } from "./narrative-context.ts";

export interface NextQuestion {
  readonly key: FindingKey;
  /** A whole sentence. */
  readonly ask: string;
}

export const NEXT_QUESTIONS: readonly NextQuestion[] = [
  {
    key: { rules: ["rhy.vf", "rhy.vt", "rhy.wct"] },
    ask: "Is the patient conscious and is there a pulse?",
  },
  {
    key: { scp: ["3AVB"], rules: ["av.3", "av.high"] },
    ask: "Has there been syncope, and which drugs that slow conduction are taken?",
  },
  {
    key: {
      scp: ["INJAS", "INJAL", "INJIN", "INJLA", "INJIL"],
      rules: ["ste", "post", "rvmi", "avr", "sgar", "dewinter", "hyperT"],
    },
    ask: "Is there chest pain now, and do the ST segments change on a repeated tracing?",
  },
  {
    key: { rules: ["wellens"] },
    ask: "Has there been chest pain that has since resolved?",
  },
  { key: { rules: ["hyperk"] }, ask: "What is the serum potassium?" },
  { key: { rules: ["rhy.pause", "av.mob2"] }, ask: "Has there been dizziness or syncope?" },
  {
    key: { rules: ["brug1", "brug2"] },
    ask: "Is there a history of syncope or of sudden death in the family, and is there fever?",
  },
  {
    key: { scp: ["LNGQT"], rules: ["qt.long"] },
    ask: "Which QT-prolonging drugs are taken, and what are potassium, magnesium and calcium?",
  },
  { key: { rules: ["qt.short"] }, ask: "Is there a family history of arrhythmia, and what is the calcium?" },
  {
    key: { scp: ["AFIB", "AFLT"], rules: ["rhy.af", "rhy.afl"] },
    ask: "Is the arrhythmia new, and since when? A previous tracing would tell.",
  },
  {
    key: { scp: ["SVTAC", "PSVT"], rules: ["rhy.svt", "rhy.at"] },
    ask: "Did it begin suddenly, and is there a tracing out of the tachycardia to compare?",
  },
  {
    key: { scp: ["CLBBB", "ILBBB"], rules: ["bbb.lbbb", "bbb.ilbbb"] },
    ask: "Is the bundle branch block new compared with a previous tracing?",
  },
  {
    key: {
      scp: ["IMI", "AMI", "ASMI", "ALMI", "LMI", "ILMI", "IPMI", "IPLMI", "PMI", "QWAVE"],
      rules: ["q", "q.ath"],
    },
    ask: "Is there a history of infarction, and do the Q waves appear on earlier tracings?",
  },
  { key: { scp: ["WPW"], rules: ["wpw"] }, ask: "Have there been palpitations or syncope?" },
  {
    key: {
      scp: [
        "ISC_",
        "ISCAL",
        "ISCAS",
        "ISCIL",
        "ISCIN",
        "ISCLA",
        "ISCAN",
        "STD_",
        "INVT",
        "NST_",
        "NT_",
        "NDT",
        "TAB_",
      ],
      rules: ["std", "isc", "nst", "twi", "t.class"],
    },
    ask: "Are there symptoms, and are the ST-T changes new compared with a previous tracing?",
  },
  {
    key: { scp: ["STE_"], rules: ["er", "peri"] },
    ask: "Is there chest pain, and did earlier tracings show the same ST level?",
  },
  {
    key: { scp: ["LVH", "VCLVH", "HVOLT"], rules: ["lvh.*"] },
    ask: "What is the blood pressure, and does echocardiography confirm the wall thickness?",
  },
  {
    key: { scp: ["RVH", "RAO/RAE"], rules: ["rvh", "raa", "pe"] },
    ask: "Is there lung disease or breathlessness, and what does echocardiography show of the right heart?",
  },
  {
    key: { scp: ["CRBBB", "IRBBB", "IVCD"], rules: ["bbb.rbbb", "bbb.nivcd"] },
    ask: "Was the QRS as wide on a previous tracing?",
  },
  {
    key: { scp: ["LAFB", "LPFB"], rules: ["bbb.lafb", "bbb.lpfb", "ax.*"] },
    ask: "Has the axis changed since a previous tracing?",
  },
  {
    key: { scp: ["1AVB", "LPR", "2AVB"], rules: ["av.1", "av.mob1", "av.21"] },
    ask: "Which drugs that slow AV conduction are taken?",
  },
  {
    key: { scp: ["PVC", "BIGU", "TRIGU"], rules: ["rhy.pvc", "rhy.pattern"] },
    ask: "How frequent are the premature beats on a longer recording, and what is the potassium?",
  },
  {
    key: { scp: ["PACE"], rules: ["rhy.pace"] },
    ask: "Which device is implanted, and how is it programmed?",
  },
  {
    key: { scp: ["PAC", "SVARR"], rules: ["rhy.pac"] },
    ask: "How frequent are the premature beats on a longer recording?",
  },
  {
    key: { scp: ["STACH"], rules: ["rhy.stach"] },
    ask: "What drives the rate: fever, pain, anaemia, thyroid?",
  },
  {
    key: { scp: ["SBRAD"], rules: ["rhy.sbrad"] },
    ask: "Is the slow rate known, in an athlete or under rate-slowing drugs?",
  },
  {
    key: { scp: ["LAO/LAE"], rules: ["laa", "iab"] },
    ask: "Does echocardiography show an enlarged left atrium?",
  },
  {
    key: { scp: ["LVOLT"], rules: ["low"] },
    ask: "Is there effusion, lung disease or obesity that would explain the low voltage?",
  },
  {
    key: { scp: ["DIG", "EL"], rules: ["dig", "hypok", "ca"] },
    ask: "Which drugs are taken, and what are the electrolytes?",
  },
];

/** Asked where nothing else is. */
export const GENERAL_QUESTIONS = [
  "Why was the ECG taken, and is there a previous tracing to compare?",
  "Are there symptoms that this tracing should explain, and is there an earlier one to compare?",
  "Does a previous tracing look the same, and what was the reason for this one?",
] as const;
