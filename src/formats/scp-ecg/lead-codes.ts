// Lead identification codes of section 3 (EN 1064:2005, table in 5.6.3), which ISO/IEEE 11073-10101 and DICOM
// CID 3001 number alike. Derived leads (calculated, say from EASI or Frank leads) keep a name of their own, so
// that a reader never takes them for the measured ones; so does -aVR.

const measured =
  ",I,II,V1,V2,V3,V4,V5,V6,V7,V2R,V3R,V4R,V5R,V6R,V7R,X,Y,Z,CC5,CM5,LA,RA,LL,fI,fE,fC,fA,fM,fF,fH".split(",");
const derived =
  "I,II,V1,V2,V3,V4,V5,V6,V7,V2R,V3R,V4R,V5R,V6R,V7R,X,Y,Z,CC5,CM5,LA,RA,LL,fI,fE,fC,fA,fM,fF,fH".split(",");

function derivedNames(names: readonly string[]): string[] {
  return names.map((name) => `${name} (derived)`);
}

/** By code, from 0 on; code 0 is an unspecified lead. */
const LEAD_NAMES: readonly string[] = [
  ...measured, // 0-30
  ...derivedNames(derived), // 31-60
  ..."III,aVR,aVL,aVF,aVR inverted,V8,V9,V8R,V9R".split(","), // 61-69
  ..."Nehb D,Nehb A,Nehb J,Defib,Extern,A1,A2,A3,A4".split(","), // 70-78
  ...derivedNames("V8,V9,V8R,V9R,Nehb D,Nehb A,Nehb J".split(",")), // 79-85
  ..."Chest,V,VR,VL,VF,MCL,MCL1,MCL2,MCL3,MCL4,MCL5,MCL6".split(","), // 86-97
  ..."CC,CC1,CC2,CC3,CC4,CC6,CC7,CM,CM1,CM2,CM3,CM4,CM6".split(","), // 98-110
  ...derivedNames("III,aVR,aVL,aVF,aVR inverted,Chest,V,VR,VL,VF".split(",")), // 111-120
  ..."CM7,CH5,CS5,CB5,CR5,ML,AB1,AB2,AB3,AB4,ES,AS,AI,S".split(","), // 121-134
  ...derivedNames("Defib,Extern,A1,A2,A3,A4,MCL1,MCL2,MCL3,MCL4,MCL5,MCL6".split(",")), // 135-146
  ..."RL,CV5RL,CV6LL,CV6LU,V10".split(","), // 147-151
  ...derivedNames("MCL,CC,CC1,CC2,CC3,CC4,CC6,CC7".split(",")), // 152-159
  ...derivedNames("CM,CM1,CM2,CM3,CM4,CM6,CM7,CH5,CS5,CB5,CR5,ML".split(",")), // 160-171
  ...derivedNames("AB1,AB2,AB3,AB4,ES,AS,AI,S,RL,CV5RL,CV6LL,CV6LU,V10".split(",")), // 172-184
];

/** The name of a lead; "" for the unspecified lead, "lead 200" for codes without a meaning. */
export function leadOfCode(code: number): string {
  return LEAD_NAMES[code] ?? `lead ${code}`;
}
