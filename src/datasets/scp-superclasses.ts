// The five diagnostic superclasses of PTB-XL and the SCP-ECG statements under them: column `diagnostic_class`
// of scp_statements.csv, PTB-XL 1.0.3 (Wagner et al., Scientific Data 7:154, 2020; CC BY 4.0). The 27 statements
// on form and rhythm alone (ABQRS, PVC, SR, AFIB, ...) belong to none.

export const SUPERCLASSES = ["NORM", "MI", "STTC", "CD", "HYP"] as const;

export type Superclass = (typeof SUPERCLASSES)[number];

/** The 44 diagnostic statements by superclass. */
export const STATEMENTS_OF: Readonly<Record<Superclass, readonly string[]>> = {
  NORM: ["NORM"],
  MI: [
    ...["IMI", "ASMI", "ILMI", "AMI", "ALMI", "LMI", "IPLMI", "IPMI", "PMI"],
    ...["INJAS", "INJAL", "INJIN", "INJLA", "INJIL"],
  ],
  STTC: [
    ...["NDT", "NST_", "DIG", "LNGQT", "ANEUR", "EL"],
    ...["ISC_", "ISCAL", "ISCIN", "ISCIL", "ISCAS", "ISCLA", "ISCAN"],
  ],
  CD: ["LAFB", "LPFB", "IRBBB", "CRBBB", "ILBBB", "CLBBB", "IVCD", "WPW", "1AVB", "2AVB", "3AVB"],
  HYP: ["LVH", "RVH", "SEHYP", "LAO/LAE", "RAO/RAE"],
};

const superclassByCode: ReadonlyMap<string, Superclass> = new Map(
  SUPERCLASSES.flatMap((superclass) =>
    STATEMENTS_OF[superclass].map((code): [string, Superclass] => [code, superclass]),
  ),
);

/** The superclasses of a set of SCP codes, whatever the likelihood they were stated with. */
export function superclassesOf(codes: Iterable<string>): Set<Superclass> {
  const found = new Set<Superclass>();
  for (const code of codes) {
    const superclass = superclassByCode.get(code);
    if (superclass !== undefined) found.add(superclass);
  }
  return found;
}
