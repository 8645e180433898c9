// `README.md` of a model's folder, in the form that model hubs show: what it is and what is not known of it. Its licence
// is what the source states, never a guess.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { ModelDescription } from "./describe-model.ts";
import type { Quantisation } from "./quantisation.ts";

export interface ModelCard {
  readonly source: string;
  /** null where the source states none. */
  readonly licence: string | null;
  readonly quantisation: Quantisation | null;
  readonly model: ModelDescription;
}

export function modelCard({ source, licence, quantisation, model }: ModelCard): string {
  const sees = [model.ecgTower && "the ECG's signal", model.visionTower && "a picture of its page"].filter(
    Boolean,
  );
  const parts = model.parts.map(
    ({ part, parameters, storedAs }) =>
      `| ${part} | ${parameters.toLocaleString("en")} | ${Object.keys(storedAs).join(", ")} |`,
  );
  return `---
${licence === null ? "" : `license: ${licence}\n`}tags: [ecg, gem, research-only]
---

# ${source}

A multimodal model that answers questions about an ECG, from ${sees.length > 0 ? sees.join(" and ") : "text alone"}. Imported with
\`gem model import\`${quantisation === null ? ", weights unchanged" : `, weights quantised (${quantisation})`}.

- Source: ${source}
- Licence: ${licence ?? "not stated by the source; ask who published it before you use or pass it on"}
- Decoder: ${model.decoder}
- ECG tower: ${model.ecgTower ?? "none"}
- Vision tower: ${model.visionTower ?? "none"}

| part | parameters | stored as |
| --- | --- | --- |
${parts.join("\n")}

## Not verified on published weights

The program that wrote this folder was checked number by number against the reference implementation on a tiny model of
random weights. It has not been run on the published ones: neither their answers nor their accuracy were confirmed here.

## Research only

${DISCLAIMER}
`;
}

/** Of a hub's model card: the line "license: apache-2.0" of its front matter. */
export function statedLicence(card: string): string | null {
  const front = /^---\r?\n([\s\S]{0,20000}?)\r?\n---/.exec(card)?.[1];
  return /^license:\s*["']?([\w.+-]{1,60})["']?\s*$/m.exec(front ?? "")?.[1] ?? null;
}
