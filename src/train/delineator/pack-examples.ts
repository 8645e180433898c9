// Examples as one safetensors file, the form in which `trainer/delineator` reads them: `signals` [example, lead,
// sample] F32 in millivolts, `labels` [example, lead, sample] U8, and in the metadata each example's id and kind.
import { UsageError } from "../../ecg/errors.ts";
import { writeSafetensors } from "../../tensor/safetensors.ts";
import type { DelineationExample } from "./delineation-examples.ts";

/** Throws UsageError where there is nothing to learn from, or recordings are not equally long. */
export function packExamples(examples: readonly DelineationExample[]): Uint8Array {
  const first = examples[0];
  if (first === undefined) throw new UsageError("no marked recordings: nothing to train on");
  const leadCount = first.signals.length;
  const sampleCount = first.signals[0]!.length;
  const shape = [examples.length, leadCount, sampleCount];
  const signals = new Float32Array(examples.length * leadCount * sampleCount);
  const labels = new Uint8Array(signals.length);
  for (const [index, example] of examples.entries()) {
    for (let lead = 0; lead < leadCount; lead++) {
      const samples = example.signals[lead]!;
      if (samples.length !== sampleCount) {
        throw new UsageError(
          `${example.id}: ${samples.length} samples at 500 Hz, wanted ${sampleCount} as in ${first.id}`,
        );
      }
      const at = (index * leadCount + lead) * sampleCount;
      signals.set(samples, at);
      labels.set(example.labels[lead]!, at);
    }
  }
  return writeSafetensors(
    new Map([
      ["signals", { type: "F32", shape, values: signals }],
      ["labels", { type: "U8", shape, values: labels }],
    ]),
    { examples: JSON.stringify(examples.map(({ id, kind }) => ({ id, kind }))) },
  );
}
