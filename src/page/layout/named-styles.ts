// Sheets by name. Those for people have the line widths of chart paper, light lines every millimetre and heavy ones
// every five; those called "kit-" have the five standard colours, the grey and the lines of ecg-image-kit
// (alphanumericslab, 2024; ecg_plot.py). Any other sheet is a PageStyle of one's own: a style is data.

import { UsageError } from "../../ecg/errors.ts";
import { CLINICAL_STYLE, GEM_STYLE, type PageStyle, type Rgb } from "./page-style.ts";

const BLACK: Rgb = [0, 0, 0];

function sheet(name: string, minor: Rgb, major: Rgb, ink: Rgb = CLINICAL_STYLE.ink): PageStyle {
  return {
    ...CLINICAL_STYLE,
    name,
    minor: { ...CLINICAL_STYLE.minor, colour: minor },
    major: { ...CLINICAL_STYLE.major, colour: major },
    ink,
  };
}

/** The kit's colours are fractions of 1. */
function kitSheet(name: string, minor: Rgb, major: Rgb, ink: Rgb = GEM_STYLE.ink): PageStyle {
  const bytes = (colour: Rgb): Rgb => {
    const [red, green, blue] = colour;
    return [Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255)];
  };
  return {
    ...GEM_STYLE,
    name,
    minor: { ...GEM_STYLE.minor, colour: bytes(minor) },
    major: { ...GEM_STYLE.major, colour: bytes(major) },
    ink,
  };
}

/** A photocopy: lines wider and darker than printed paper has them, for nothing but grey is left of them. */
const COPY: PageStyle = {
  ...sheet("black", [176, 176, 176], [96, 96, 96], BLACK),
  minor: { colour: [176, 176, 176], strokeMm: 0.1 },
  major: { colour: [96, 96, 96], strokeMm: 0.2 },
};

const BLANK: PageStyle = {
  ...CLINICAL_STYLE,
  name: "none",
  minor: { ...CLINICAL_STYLE.minor, strokeMm: 0 },
  major: { ...CLINICAL_STYLE.major, strokeMm: 0 },
};

const STYLES: readonly PageStyle[] = [
  CLINICAL_STYLE,
  sheet("red", [255, 196, 188], [240, 96, 88]),
  sheet("pink", [255, 226, 236], [250, 172, 198]),
  sheet("orange", [255, 226, 196], [244, 166, 96]),
  sheet("green", [206, 234, 208], [112, 184, 120]),
  sheet("blue", [208, 224, 246], [122, 162, 222]),
  sheet("brown", [234, 218, 204], [184, 146, 118]),
  sheet("grey", [226, 226, 226], [172, 172, 172]),
  COPY,
  BLANK,
  GEM_STYLE,
  kitSheet("kit-brown", [0.5882, 0.4196, 0.396], [0.4274, 0.196, 0.1843]),
  kitSheet("kit-pink", [0.996, 0.9294, 0.9725], [1, 0.796, 0.866]),
  kitSheet("kit-blue", [0, 0, 0.7], [0, 0, 0.4]),
  kitSheet("kit-green", [0, 0.8, 0.3], [0, 0.3, 0]),
  kitSheet("kit-bw", [0.75, 0.75, 0.75], [0.4, 0.4, 0.4], BLACK),
];

/** Every sheet that has a name, for a command line's help and checks. */
export const STYLE_NAMES: readonly string[] = STYLES.map((style) => style.name);

function checkColour(what: string, colour: Rgb): void {
  if (colour.length === 3 && colour.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255))
    return;
  throw new UsageError(
    `page style, ${what}: got ${JSON.stringify(colour)}, wanted three whole numbers 0 to 255`,
  );
}

function checkStroke(what: string, strokeMm: number, least: number): void {
  if (strokeMm >= least && strokeMm <= 3) return;
  throw new UsageError(`page style, ${what} in mm: got ${strokeMm}, wanted ${least} to 3`);
}

/** The style of that name, or the style itself once it has been looked over. Throws UsageError. */
export function pageStyle(style: string | PageStyle): PageStyle {
  if (typeof style === "string") {
    const named = STYLES.find(({ name }) => name === style);
    if (named !== undefined) return named;
    throw new UsageError(
      `page style: got ${JSON.stringify(style)}, wanted one of: ${STYLE_NAMES.join(", ")}`,
    );
  }
  checkColour("paper", style.paper);
  checkColour("minor lines", style.minor.colour);
  checkColour("major lines", style.major.colour);
  checkColour("ink", style.ink);
  checkStroke("minor lines", style.minor.strokeMm, 0);
  checkStroke("major lines", style.major.strokeMm, 0);
  checkStroke("trace", style.traceStrokeMm, 0.02);
  checkStroke("calibration pulse", style.calibrationStrokeMm, 0.02);
  return style;
}
