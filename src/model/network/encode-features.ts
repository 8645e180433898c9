// An ECG and a picture to the rows that stand for <image> in the decoder's input: the ECG's tokens first, then the
// picture's. Either may be missing; a model that was trained on both answers from one as the paper's ablations do.
import { UsageError } from "../../ecg/errors.ts";
import type { ModelConfig } from "../config/model-config.ts";
import type { PreparedEcg } from "../prepare/prepare-ecg.ts";
import type { PreparedImage } from "../prepare/prepare-image.ts";
import { PREFIXES } from "../weights/model-tensors.ts";
import { readVector } from "../weights/weight-source.ts";
import { type EcgTower, ecgTokens, placeEcgTower, runEcgTower } from "./ecg-tower.ts";
import { joinTiles } from "./join-tiles.ts";
import type { NetworkArena, Observe, Placing } from "./network-arena.ts";
import { type Projector, placeProjector, runProjector } from "./projector.ts";
import {
  patchesAcross,
  placeVisionTower,
  runVisionTower,
  tileTokens,
  type VisionTower,
} from "./vision-tower.ts";

export interface FeatureNetwork {
  readonly arena: NetworkArena;
  /** Of the decoder's embeddings. */
  readonly width: number;
  readonly ecg: { readonly tower: EcgTower; readonly projector: Projector } | null;
  readonly vision: VisionTower | null;
  /** To the decoder's width, from the ECG's features and the picture's. */
  readonly shared: Projector | null;
  readonly newline: Float32Array | null;
}

export interface Features {
  readonly ecg: PreparedEcg | null;
  readonly image: PreparedImage | null;
}

/** `visionLayers`: how many of the picture's blocks are placed; those in use if not said. */
export async function placeFeatureNetwork(
  placing: Placing,
  config: ModelConfig,
  visionLayers?: number,
): Promise<FeatureNetwork> {
  const { source } = placing;
  return {
    arena: placing.arena,
    width: config.decoder.width,
    ecg:
      config.ecg === null || config.ecgProjector === null
        ? null
        : {
            tower: await placeEcgTower(placing, config.ecg),
            projector: await placeProjector(placing, {
              config: config.ecgProjector,
              prefix: PREFIXES.ecgProjector,
            }),
          },
    vision: config.vision === null ? null : await placeVisionTower(placing, config.vision, visionLayers),
    shared:
      config.projector === null
        ? null
        : await placeProjector(placing, { config: config.projector, prefix: PREFIXES.projector }),
    newline: source.shapes.has(PREFIXES.newline) ? await readVector(source, PREFIXES.newline) : null,
  };
}

/** Rows as wide as the decoder; none where there is neither an ECG nor a picture. */
export function encodeFeatures(
  network: FeatureNetwork,
  { ecg, image }: Features,
  observe?: Observe,
): Float32Array {
  const parts = [
    ecg === null ? null : encodeEcg(network, ecg, observe),
    image === null ? null : encodeImage(network, image, observe),
  ].filter((part) => part !== null);
  const rows = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}

function encodeEcg({ arena, ecg, shared, width }: FeatureNetwork, prepared: PreparedEcg, observe?: Observe) {
  if (ecg === null || shared === null) {
    throw new UsageError("an ECG's signal was given to a model that reads none: wanted a picture or text");
  }
  const { tower, projector } = ecg;
  const rows = ecgTokens(tower.config);
  const middle = projector.at(-1)!.outputs;
  const top = arena.top;
  const featuresAt = arena.take(rows * tower.config.width);
  const middleAt = arena.take(rows * middle);
  const tokensAt = arena.take(rows * width);
  runEcgTower(arena, tower, { ecg: prepared, xAt: featuresAt, ...(observe && { observe }) });
  observe?.("ts_features", { at: featuresAt, rows, columns: tower.config.width });
  runProjector(arena, projector, { xAt: featuresAt, rows, yAt: middleAt });
  observe?.("ts_after_ecg_projector", { at: middleAt, rows, columns: middle });
  runProjector(arena, shared, { xAt: middleAt, rows, yAt: tokensAt });
  observe?.("ts_tokens", { at: tokensAt, rows, columns: width });
  const tokens = arena.floats().slice(tokensAt, tokensAt + rows * width);
  arena.release(top);
  return tokens;
}

function encodeImage(
  { arena, vision, shared, width, newline }: FeatureNetwork,
  image: PreparedImage,
  observe?: Observe,
): Float32Array {
  if (vision === null || shared === null) {
    throw new UsageError("a picture was given to a model that sees none: wanted an ECG's signal or text");
  }
  const { config } = vision;
  const rows = tileTokens(config);
  const tokens = new Float32Array(image.tiles.length * rows * width);
  const top = arena.top;
  const xAt = arena.take((patchesAcross(config) ** 2 + 1) * config.width);
  const tokensAt = arena.take(rows * width);
  image.tiles.forEach((tile, i) => {
    const featuresAt = runVisionTower(arena, vision, { tile, xAt, ...(observe && { observe }) });
    observe?.("image_features", { at: featuresAt, rows, columns: config.width });
    runProjector(arena, shared, { xAt: featuresAt, rows, yAt: tokensAt });
    observe?.("image_tokens", { at: tokensAt, rows, columns: width });
    tokens.set(arena.floats().subarray(tokensAt, tokensAt + rows * width), i * rows * width);
  });
  arena.release(top);
  return joinTiles({ config, image, tokens, width, newline });
}
