// The network for one number of leads and one length: where its feature maps lie, and the steps from the input to
// the scores. A U-Net over time, the same for every lead: encoder blocks and a mix of the leads on each level, half
// as many rows on each level below, and on the way up the coarse rows doubled, added to the encoder's and refined.
import type { Arena } from "../../tensor/arena.ts";
import { type Convolution, convolutionStep, leadConvolution } from "../../tensor/convolution.ts";
import { type FeatureMap, type FeatureMapSize, takeFeatureMap } from "../../tensor/feature-map.ts";
import { DOWN_STRIDE, STEM_STRIDE, type WaveNetworkParts } from "./read-wave-network.ts";

/** `counts`: whether a lead takes part in what all leads see. */
export type Step = (counts: readonly boolean[]) => void;

export interface WaveNetworkPlan {
  /** One column: the samples. */
  readonly input: FeatureMap;
  /** Column `HEAD_PHASES * class + phase`. */
  readonly scores: FeatureMap;
  readonly steps: readonly Step[];
}

/** The length that recordings are filled up to is a multiple of so many samples. */
export function samplesPerDeepestRow({ levels }: WaveNetworkParts<unknown>): number {
  return STEM_STRIDE * DOWN_STRIDE ** (levels.length - 1);
}

export interface PlanOptions {
  readonly leads: number;
  /** A multiple of `samplesPerDeepestRow`. */
  readonly samples: number;
}

export function planWaveNetwork(
  arena: Arena,
  { stem, levels, head }: WaveNetworkParts<Convolution>,
  { leads, samples }: PlanOptions,
): WaveNetworkPlan {
  const steps: Step[] = [];
  const take = (size: Omit<FeatureMapSize, "leads">) => takeFeatureMap(arena, { leads, ...size });
  const readers = levels.flatMap(({ down, encoder, decoder }) => [
    ...(down ? [down] : []),
    ...encoder,
    ...decoder,
  ]);
  const padding = Math.max(head.padding, ...readers.map((convolution) => convolution.padding));

  /** Two maps a level take turns: a block reads one and writes the other. */
  const maps = levels.map(({ reduce }, i) => {
    const rows = samples / (STEM_STRIDE * DOWN_STRIDE ** i);
    const size = { rows, columns: reduce.inputColumns, padding };
    return [take(size), take(size)];
  });

  const other = (level: number, map: FeatureMap) => maps[level]!.find((each) => each !== map)!;

  function runBlocks(level: number, blocks: readonly Convolution[], first: FeatureMap): FeatureMap {
    let input = first;
    for (const convolution of blocks) {
      const output = other(level, input);
      steps.push(convolutionStep(arena, { convolution, input, output, rectify: true, residual: input }));
      input = output;
    }
    return input;
  }

  const input = take({ rows: samples, columns: 1, padding: stem.padding });
  const seen: FeatureMap[] = [];
  let map = input;
  for (const [i, { down, encoder, reduce, expand }] of levels.entries()) {
    const output = maps[i]![0]!;
    steps.push(convolutionStep(arena, { convolution: down ?? stem, input: map, output, rectify: true }));
    map = runBlocks(i, encoder, output);
    steps.push(...mixLeads(arena, { reduce, expand, map }));
    seen.push(map);
  }
  for (let i = levels.length - 2; i >= 0; i--) {
    const { up, decoder } = levels[i]!;
    const residual = seen[i]!;
    const output = other(i, residual);
    steps.push(
      convolutionStep(arena, { convolution: up!, input: map, output, residual, times: DOWN_STRIDE }),
    );
    map = runBlocks(i, decoder, output);
  }
  const scores = take({ rows: map.rows, columns: head.outputColumns });
  steps.push(convolutionStep(arena, { convolution: head, input: map, output: scores }));
  return { input, scores, steps };
}

interface MixLeads {
  readonly reduce: Convolution;
  readonly expand: Convolution;
  readonly map: FeatureMap;
}

/** A few features of each lead; their mean and maximum over the leads that count, expanded and added to every lead. */
function mixLeads(arena: Arena, { reduce, expand, map }: MixLeads): Step[] {
  const { kernels } = arena;
  const { leads, rows } = map;
  const one = { leads: 1, rows };
  const reduced = takeFeatureMap(arena, { ...one, columns: reduce.outputColumns });
  const pooled = takeFeatureMap(arena, { ...one, columns: expand.inputColumns });
  const common = takeFeatureMap(arena, { ...one, columns: expand.outputColumns });
  const reduceLead = leadConvolution(kernels, {
    convolution: reduce,
    input: map,
    output: reduced,
    rectify: true,
  });
  return [
    (counts) => {
      // what was rectified is never below 0, so that 0 is where the maximum starts as well as the mean
      arena.floats().fill(0, pooled.at, pooled.at + pooled.leadStride);
      let counted = 0;
      for (let lead = 0; lead < leads; lead++) counted += counts[lead] ? 1 : 0;
      for (let lead = 0; lead < leads; lead++) {
        if (!counts[lead]) continue;
        reduceLead(lead, 0);
        kernels.poolRows(reduced.at, rows, reduced.columns, 1 / counted, pooled.at);
      }
    },
    convolutionStep(arena, { convolution: expand, input: pooled, output: common }),
    () => {
      for (let lead = 0; lead < leads; lead++) {
        kernels.addFloats(common.at, common.leadStride, map.at + lead * map.leadStride);
      }
    },
  ];
}
