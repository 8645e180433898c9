// Every kind of effect, in the order of the world: the sheet and its ink, its shape, the camera's place, what lies around,
// the light, the camera, the file.

import { background } from "./effects/background.ts";
import { blur } from "./effects/blur.ts";
import { creases } from "./effects/creases.ts";
import { crop } from "./effects/crop.ts";
import { curl } from "./effects/curl.ts";
import { fax } from "./effects/fax.ts";
import { folds } from "./effects/folds.ts";
import { grey } from "./effects/grey.ts";
import { handwriting } from "./effects/handwriting.ts";
import { header } from "./effects/header.ts";
import { ink } from "./effects/ink.ts";
import { jpeg } from "./effects/jpeg.ts";
import { lens } from "./effects/lens.ts";
import { light } from "./effects/light.ts";
import { noise } from "./effects/noise.ts";
import { pad } from "./effects/pad.ts";
import { paper } from "./effects/paper.ts";
import { perspective } from "./effects/perspective.ts";
import { resolution, size } from "./effects/resolution.ts";
import { rotate } from "./effects/rotate.ts";
import { salt } from "./effects/salt.ts";
import { shadow } from "./effects/shadow.ts";
import { stains } from "./effects/stains.ts";
import { stamp } from "./effects/stamp.ts";
import { streaks } from "./effects/streaks.ts";
import { temperature } from "./effects/temperature.ts";
import { threshold } from "./effects/threshold.ts";
import { tone } from "./effects/tone.ts";
import { turn } from "./effects/turn.ts";
import { vignette } from "./effects/vignette.ts";
import { wrinkles } from "./effects/wrinkles.ts";

export const EFFECT_KINDS = [
  ink,
  paper,
  header,
  handwriting,
  stamp,
  stains,
  folds,
  creases,
  wrinkles,
  curl,
  perspective,
  rotate,
  turn,
  lens,
  crop,
  pad,
  resolution,
  size,
  background,
  light,
  shadow,
  vignette,
  blur,
  noise,
  salt,
  temperature,
  tone,
  grey,
  streaks,
  threshold,
  fax,
  jpeg,
] as const;
