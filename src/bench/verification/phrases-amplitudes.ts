// Amplitudes of QRS, P, Q, R, S and T in named leads.
import { type ClaimFamily, leadNumberFamily } from "./claim-family.ts";
import type { LeadNumber } from "./lead-readings.ts";

const about = "amplitude";

function family(
  id: string,
  which: LeadNumber,
  within: readonly [number, number],
  patterns: readonly string[],
): ClaimFamily {
  return leadNumberFamily({ id, about, which, within, patterns });
}

export const amplitudeFamilies: readonly ClaimFamily[] = [
  family(
    "qrs.amplitude",
    "qrs",
    [0.15, 6],
    [
      "The QRS amplitude in <leads> is [approximately |about |around ||]<value>.",
      "In <leads>, the QRS[ complex|] [has an amplitude of|measures|reaches an amplitude of] [about |]<value>[ peak to peak|].",
      "<lead> QRS amplitude[:| =|] <value>",
      "QRS amplitude <lead>[:|] <value>",
      "The peak-to-peak QRS voltage in <leads> is <value>.",
      "Lead <lead> shows a QRS amplitude of [approximately |about |]<value>.",
      "A QRS amplitude of <value> is [seen|noted|recorded] in <leads>.",
      "Lead <lead> demonstrates a QRS complex with a total amplitude of <value>.",
      "The QRS voltage in <leads> [measures|amounts to] <value>.",
      "<lead>: QRS <value> peak-to-peak",
      "Peak-to-peak, the QRS complex in <leads> comes to <value>.",
    ],
  ),
  family(
    "r.amplitude",
    "r",
    [0.1, 4],
    [
      "The R wave[ amplitude| height|] in <leads> is [approximately |about |around ||]<value>.",
      "In <leads>, the R wave [measures|is|reaches|has an amplitude of|has a height of] [about |]<value>.",
      "R <lead>[:| =|] <value>",
      "R-wave amplitude <lead>[:|] <value>",
      "The R wave in <leads> is <value> tall.",
      "Lead <lead> shows an R wave of [approximately |]<value>.",
      "An R wave [of|measuring] <value> is [seen|noted|recorded] in <leads>.",
      "R waves in <leads> [measure|reach] <value>.",
      "<lead> has an R of <value>.",
      "The height of the R wave in <leads> is <value>.",
      "There is an R wave of <value> in <leads>.",
      "R in <lead> <value>",
      "Lead <lead> demonstrates an R-wave amplitude of <value>.",
    ],
  ),
  family(
    "s.amplitude",
    "s",
    [0.1, 4],
    [
      "The S wave[ depth| amplitude|] in <leads> is [approximately |about |around ||]<value>.",
      "In <leads>, the S wave [measures|is|reaches a depth of|has a depth of] [about |]<value>.",
      "S <lead>[:| =|] <value>",
      "The S wave in <leads> is <value> deep.",
      "Lead <lead> shows an S wave of [approximately |]<value>.",
      "An S wave [of|measuring] <value> is [seen|noted|recorded] in <leads>.",
      "S in <lead> <value>",
      "The depth of the S wave in <leads> is <value>.",
      "There is an S wave of <value> in <leads>.",
    ],
  ),
  family(
    "q.amplitude",
    "q",
    [0.1, 2],
    [
      "The Q wave in <leads> is <value> deep.",
      "The Q wave depth in <leads> is [about |]<value>.",
      "In <leads>, the Q wave [measures|has a depth of] <value>.",
      "Q <lead>[:| =|] <value>",
      "A Q wave of <value>[ depth|] is [seen|noted] in <leads>.",
    ],
  ),
  family(
    "p.amplitude",
    "p",
    [0.08, 1],
    [
      "The P wave amplitude in <leads> is [approximately |about |around ||]<value>.",
      "In <leads>, the P wave [measures|has an amplitude of|reaches] [about |]<value>.",
      "P <lead>[:| =|] <value>",
      "P-wave amplitude <lead>[:|] <value>",
      "The P wave in <leads> is <value> [tall|high].",
      "Lead <lead> shows a P wave amplitude of <value>.",
      "The height of the P wave in <leads> is <value>.",
      "A P wave of <value> is [seen|noted|recorded] in <leads>.",
    ],
  ),
  family(
    "t.amplitude",
    "t",
    [0.1, 3],
    [
      "The T wave[ amplitude| height|] in <leads> is [approximately |about |around ||]<value>.",
      "In <leads>, the T wave [measures|has an amplitude of|reaches] [about |]<value>.",
      "T <lead>[:| =|] <value>",
      "T-wave amplitude <lead>[:|] <value>",
      "The T wave in <leads> is <value> [tall|high].",
      "An upright T wave of <value> is [seen|noted] in <leads>.",
      "Lead <lead> shows a T wave amplitude of [approximately |]<value>.",
      "The upright T wave in <leads> [measures|reaches] <value>.",
      "The height of the T wave in <leads> is <value>.",
    ],
  ),
  family(
    "t.depth",
    "t",
    [-3, -0.12],
    [
      "The T wave in <leads> is inverted, with a depth of <value>.",
      "The T wave amplitude in <leads> is <signed>.",
      "T <lead>[:| =|] <signed>",
      "In <leads>, the T wave is inverted by <value>.",
      "An inverted T wave of <value> is [seen|noted] in <leads>.",
      "T-wave inversion of <value> is [seen|present] in <leads>.",
      "The negative T wave in <leads> is <value> deep.",
    ],
  ),
];
