// ST segment: elevation, depression, level; in leads, lead groups and regions; with and without a figure.

import { type ClaimFamily, leadNumberFamily, leadStateFamily } from "./claim-family.ts";
import { chooseLeads } from "./lead-wording.ts";
import { spellAmplitude } from "./spell-values.ts";

const about = "ST";

/** "at least 1 mm" and ranges: figures that hold for every lead of a group. */
function boundedFamily(direction: "elevation" | "depression"): ClaimFamily {
  const sign = direction === "elevation" ? 1 : -1;
  return {
    id: `st.${direction}.bounded`,
    about,
    patterns: [
      `ST[-segment| segment|] ${direction} of at least <low> is [seen|present|noted] in <leads>.`,
      `There is ST[-segment|] ${direction} of <low> or more in <leads>.`,
      `ST ${direction} of <range> in <leads>`,
      `[The ST segments are|ST segments are] ${direction === "elevation" ? "elevated" : "depressed"} by <range> in <leads>.`,
      `${direction === "elevation" ? "Elevation" : "Depression"} of the ST segments by more than <low> is evident in <leads>.`,
    ],
    slots: ({ facts, choose, lie }) => {
      const levels = (lead: string) =>
        facts.leadNumber(lead, "st")?.values.map((value) => value * sign) ?? [];
      const eligible = facts.leads.filter((lead) => {
        const found = levels(lead);
        if (found.length === 0) return false;
        return lie ? found.every((value) => value <= 0.02) : found.every((value) => value >= 0.16);
      });
      const choice = chooseLeads(eligible, choose);
      if (choice === null) return null;
      const low = lie ? choose.pick([0.15, 0.2]) : 0.1;
      const highest = lie ? low + 0.1 : Math.max(...choice.leads.flatMap(levels));
      const high = Math.ceil(highest * 10 + 0.4) / 10;
      const mm = choose.chance(0.6);
      const range = mm
        ? `${low * 10} to ${Math.round(high * 10)} mm`
        : `${low.toFixed(1 + (lie ? 1 : 0))}${choose.pick(["-", "–", " to "])}${high.toFixed(1)} mV`;
      return { ...choice.slots, low: spellAmplitude(low, choose), range };
    },
  };
}

export const stFamilies: readonly ClaimFamily[] = [
  leadStateFamily({
    id: "st.elevated",
    about,
    state: "stElevated",
    patterns: [
      "There is ST[-segment| segment|] elevation in <leads>.",
      "ST elevation in <leads>",
      "STE in <leads>",
      "[The |]ST segment{ is|s are} elevated in <leads>.",
      "ST elevation [is|can be] [seen|noted|observed|appreciated] in <leads>.",
      "In <leads>, the ST segment{ is|s are} elevated.",
      "<leads> {shows|show} ST[-segment|] elevation.",
      "[Significant |Marked |]ST[-segment|] elevation is [present|evident|seen] in <leads>.",
      "Elevation of the ST segment{|s} is [seen|noted|present] in <leads>.",
      "ST ELEVATION IN <leads>",
      "<leads> {demonstrates|demonstrate} [clear |]elevation of the ST segment above the baseline.",
      "The ST segment{ lies|s lie} [well |]above the isoelectric line in <leads>.",
    ],
  }),
  leadStateFamily({
    id: "st.elevated.region",
    about,
    kind: "region",
    state: "stElevated",
    patterns: [
      "[There is|The ECG shows] <region> ST[-segment|] elevation.",
      "ST elevation <regionally>",
      "<region> ST elevation is [present|seen|noted].",
    ],
  }),
  leadStateFamily({
    id: "st.depressed",
    about,
    state: "stDepressed",
    patterns: [
      "There is ST[-segment| segment|] depression in <leads>.",
      "ST depression in <leads>",
      "STD in <leads>",
      "[The |]ST segment{ is|s are} depressed in <leads>.",
      "ST depression [is|can be] [seen|noted|observed|appreciated] in <leads>.",
      "In <leads>, the ST segment{ is|s are} depressed.",
      "<leads> {shows|show} ST[-segment|] depression.",
      "[Significant |]ST[-segment|] depression is [present|evident|seen] in <leads>.",
      "ST DEPRESSION IN <leads>",
      "The ST segment{ lies|s lie} below the [isoelectric line|baseline] in <leads>.",
      "Depression of the ST segment{|s} is [seen|noted] in <leads>.",
    ],
  }),
  leadStateFamily({
    id: "st.depressed.region",
    about,
    kind: "region",
    state: "stDepressed",
    patterns: [
      "[There is|The ECG shows] <region> ST[-segment|] depression.",
      "ST depression <regionally>",
      "<region> ST depression is [present|seen|noted].",
    ],
  }),
  leadStateFamily({
    id: "st.level",
    about,
    state: "stIsoelectric",
    patterns: [
      "The ST segment{ is|s are} [isoelectric|at baseline|on the baseline|level with the baseline] in <leads>.",
      "In <leads>, the ST segment{ is|s are} isoelectric.",
      "ST isoelectric in <leads>",
      "No ST[-segment|] deviation in <leads>",
      "There is no [significant |]ST[-segment|] deviation in <leads>.",
      "[There is no|No] ST[-segment|] elevation or depression in <leads>.",
      "Neither ST elevation nor ST depression is [seen|present] in <leads>.",
      "<leads> {shows|show} no [significant |]ST[-segment|] shift.",
      "<leads> {is|are} free of ST deviation.",
      "The ST segment{ is|s are} neither elevated nor depressed in <leads>.",
      "Isoelectric ST segments are [seen|present] in <leads>.",
      "<leads> without ST deviation",
    ],
  }),
  leadStateFamily({
    id: "st.not-elevated",
    about,
    state: "stNotElevated",
    patterns: [
      "[There is no|No evidence of|No] [significant |]ST[-segment| segment|] elevation in <leads>.",
      "The ST segment{ is|s are} not [elevated|raised] in <leads>.",
      "<leads> {does|do} not show [any |significant |]ST[-segment|] elevation.",
      "ST[-segment|] elevation is [absent|not seen|not present] in <leads>.",
      "In <leads>, ST elevation is [absent|not seen].",
      "The absence of [significant |]ST segment elevation in <leads> is [noted|notable|reassuring].",
      "<leads> {lacks|lack} ST elevation.",
      "Without ST elevation in <leads>",
      "<leads> {is|are} without ST elevation.",
      "<leads> {shows|show} no ST elevation.",
      "No STE <names>",
    ],
  }),
  leadStateFamily({
    id: "st.not-elevated.region",
    about,
    kind: "region",
    state: "stNotElevated",
    patterns: ["[There is no|No] <region> ST[-segment|] elevation.", "No ST elevation <regionally>"],
  }),
  leadStateFamily({
    id: "st.not-depressed",
    about,
    state: "stNotDepressed",
    patterns: [
      "[There is no|No evidence of|No] [significant |]ST[-segment| segment|] depression in <leads>.",
      "The ST segment{ is|s are} not depressed in <leads>.",
      "<leads> {does|do} not show [any |significant |]ST[-segment|] depression.",
      "ST[-segment|] depression is [absent|not seen|not present] in <leads>.",
      "The absence of ST depression in <leads> is [noted|notable].",
      "<leads> {shows|show} no ST depression.",
      "No STD <names>",
    ],
  }),
  leadNumberFamily({
    id: "st.elevation.value",
    about,
    which: "st",
    within: [0.1, 0.8],
    falseOf: "stElevated",
    patterns: [
      "There is <value> of ST[-segment|] elevation in <leads>.",
      "ST elevation of [about |]<value> [is seen |is present |]in <leads>.",
      "The ST segment in <leads> is elevated by [about |]<value>.",
      "In <leads>, the ST segment lies <value> above the baseline.",
      "Lead <lead> shows an ST elevation of [approximately |]<value>.",
      "<lead>: ST elevation <value>",
      "STE <value> in <lead>",
    ],
  }),
  leadNumberFamily({
    id: "st.depression.value",
    about,
    which: "st",
    within: [-0.8, -0.05],
    falseOf: "stDepressed",
    patterns: [
      "There is <value> of ST[-segment|] depression in <leads>.",
      "ST depression of [about |]<value> [is seen |is present |]in <leads>.",
      "The ST segment in <leads> is depressed by [about |]<value>.",
      "In <leads>, the ST segment lies <value> below the baseline.",
      "Lead <lead> shows an ST depression of [approximately |]<value>.",
      "STD <value> in <lead>",
    ],
  }),
  leadNumberFamily({
    id: "st.size",
    about,
    which: "st",
    only: ["stElevated", "stDepressed"],
    patterns: [
      "The ST segment in <leads> lies at <signed>.",
      "ST <lead>[:|] <signed>",
      "The ST level in <leads> is <signed> relative to the baseline.",
      "ST deviation in <leads>: <signed>",
    ],
  }),
  leadNumberFamily({
    id: "st.j.value",
    about,
    which: "stJ",
    patterns: [
      "The J[-| ]point in <leads> lies at <signed>.",
      "J-point level in <lead>[:|] <signed>",
      "ST at the J point in <leads> is <signed>.",
    ],
  }),
  leadNumberFamily({
    id: "st.60.value",
    about,
    which: "st60",
    patterns: [
      "The ST level 60 ms after the J point in <leads> is <signed>.",
      "ST (J+60 ms) <lead>: <signed>",
      "ST60 <lead> <signed>",
    ],
  }),
  leadNumberFamily({
    id: "st.80.value",
    about,
    which: "st80",
    patterns: [
      "The ST level at J+80 ms in <leads> is <signed>.",
      "At 80 ms past the J point, the ST level in <leads> measures <signed>.",
    ],
  }),
  boundedFamily("elevation"),
  boundedFamily("depression"),
];
