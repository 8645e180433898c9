// The numbers that standards give to leads. SCP-ECG (EN 1064:2005, table in 5.6.3), ISO/IEEE 11073-10101 ("MDC", in its
// partition 2) and DICOM CID 3001, which has both, number them alike. Derived leads (calculated, say from EASI or Frank
// leads) have numbers of their own.

export interface LeadTerm {
  /** Standard spelling for the twelve leads; an inverted aVR is "aVRneg", so that nobody takes it for aVR. */
  readonly name: string;
  /** Calculated from another lead system. */
  readonly isDerived: boolean;
}

const FIRST_THIRTY =
  "I,II,V1,V2,V3,V4,V5,V6,V7,V2R,V3R,V4R,V5R,V6R,V7R,X,Y,Z,CC5,CM5,LA,RA,LL,fI,fE,fC,fA,fM,fF,fH";

/** By number, from 1 on. */
const TERMS: readonly LeadTerm[] = [
  ...measured(FIRST_THIRTY), // 1-30
  ...derived(FIRST_THIRTY), // 31-60
  ...measured("III,aVR,aVL,aVF,aVRneg,V8,V9,V8R,V9R"), // 61-69
  ...measured("Nehb D,Nehb A,Nehb J,Defib,Extern,A1,A2,A3,A4"), // 70-78
  ...derived("V8,V9,V8R,V9R,Nehb D,Nehb A,Nehb J"), // 79-85
  ...measured("Chest,V,VR,VL,VF,MCL,MCL1,MCL2,MCL3,MCL4,MCL5,MCL6"), // 86-97
  ...measured("CC,CC1,CC2,CC3,CC4,CC6,CC7,CM,CM1,CM2,CM3,CM4,CM6"), // 98-110
  ...derived("III,aVR,aVL,aVF,aVRneg,Chest,V,VR,VL,VF"), // 111-120
  ...measured("CM7,CH5,CS5,CB5,CR5,ML,AB1,AB2,AB3,AB4,ES,AS,AI,S"), // 121-134
  ...derived("Defib,Extern,A1,A2,A3,A4,MCL1,MCL2,MCL3,MCL4,MCL5,MCL6"), // 135-146
  ...measured("RL,CV5RL,CV6LL,CV6LU,V10"), // 147-151
  ...derived("MCL,CC,CC1,CC2,CC3,CC4,CC6,CC7"), // 152-159
  ...derived("CM,CM1,CM2,CM3,CM4,CM6,CM7,CH5,CS5,CB5,CR5,ML"), // 160-171
  ...derived("AB1,AB2,AB3,AB4,ES,AS,AI,S,RL,CV5RL,CV6LL,CV6LU,V10"), // 172-184
];

function measured(names: string): LeadTerm[] {
  return names.split(",").map((name) => ({ name, isDerived: false }));
}

function derived(names: string): LeadTerm[] {
  return names.split(",").map((name) => ({ name, isDerived: true }));
}

/** The lead of that number, or null. */
export function leadOfTerm(number: number): LeadTerm | null {
  return TERMS[number - 1] ?? null;
}

/** The number of the measured lead of that name, or null. */
export function termOfLead(name: string): number | null {
  const index = TERMS.findIndex((term) => term.name === name && !term.isDerived);
  return index === -1 ? null : index + 1;
}

/** The partition of supervisory control and data acquisition, which holds the leads: 2, of 65,536 terms each. */
const MDC_PARTITION = 131_072;
/** MDC_ECG_ELEC_POTL, the potential of an unspecified lead; those of the leads follow in their order. */
const FIRST_POTENTIAL = 256;

/** A code of 11073 as number of a lead: "2:62", "131134", or those of its potential, "2:318" and "131390"; else null. */
export function termOfMdcCode(code: string): number | null {
  const match = /^(2:)?(\d{1,6})$/.exec(code);
  if (match === null) return null;
  const term = Number(match[2]) - (match[1] === undefined ? MDC_PARTITION : 0);
  const number = term > FIRST_POTENTIAL ? term - FIRST_POTENTIAL : term;
  return leadOfTerm(number) === null ? null : number;
}
