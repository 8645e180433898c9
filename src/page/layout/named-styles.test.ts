import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "./layout-page.ts";
import { pageStyle, STYLE_NAMES } from "./named-styles.ts";
import { CLINICAL_STYLE, GEM_STYLE, type PageStyle, type Rgb } from "./page-style.ts";

const empty = {
  name: "made",
  leads: [],
  samplingRateHz: 500,
  patient: UNKNOWN_PATIENT,
  source: { format: "csv", sha256: "", warnings: [] },
};

/** Colours on the bare sheet, as red,green,blue. */
function sheetColours(style: string | PageStyle): Set<string> {
  const page = layoutPage(empty, { layout: "12x1", style });
  const { indices, palette } = pageToRaster({ ...page, items: [] }, { dpi: 254 });
  return new Set(
    Array.from(new Set(indices), (index) => [...palette.subarray(3 * index, 3 * index + 3)].join()),
  );
}

test("every named sheet rules its own colours; none rules nothing", () => {
  for (const name of STYLE_NAMES) {
    const { minor, major, paper } = pageStyle(name);
    const found = sheetColours(name);
    if (name === "none") {
      assert.deepEqual([...found], [paper.join()]);
      continue;
    }
    // 0.1 mm and more at 10 px a mm is at least one full pixel.
    assert.ok(found.has(major.colour.join()), `${name}: heavy lines`);
    assert.ok(found.has(minor.colour.join()), `${name}: light lines`);
  }
  assert.equal(new Set(STYLE_NAMES).size, STYLE_NAMES.length);
});

test("a clinical page is clinical and the kit's is gem, unless told otherwise", () => {
  assert.equal(layoutPage(empty, { layout: "3x4" }).style, CLINICAL_STYLE);
  assert.equal(layoutPage(empty, { layout: "gem12x1" }).style, GEM_STYLE);
  // (0.4274, 0.196, 0.1843) of 255, ecg-image-kit's brown
  const { style } = layoutPage(empty, { layout: "gem12x1", style: "kit-brown" });
  assert.deepEqual(style.major.colour, [109, 50, 47]);
});

test("a style is data: any colours are drawn, and nonsense is refused", () => {
  const own: PageStyle = {
    ...CLINICAL_STYLE,
    name: "drawn at random",
    paper: [250, 246, 230],
    minor: { colour: [1, 2, 3], strokeMm: 0.1 },
    major: { colour: [40, 50, 60], strokeMm: 0.3 },
  };
  const found = sheetColours(own);
  for (const colour of [own.paper, own.minor.colour, own.major.colour]) assert.ok(found.has(colour.join()));
  const refuse = (style: string | PageStyle, pattern: RegExp) =>
    assert.throws(
      () => layoutPage(empty, { layout: "12x1", style }),
      (error) => error instanceof UsageError && pattern.test(error.message),
    );
  refuse("purple", /"purple", wanted one of: clinical, red/);
  refuse({ ...own, paper: [256, 0, 0] }, /paper: got \[256,0,0\], wanted three whole numbers/);
  refuse({ ...own, ink: [0, 0] as unknown as Rgb }, /ink/);
  refuse({ ...own, minor: { colour: [0, 0, 0], strokeMm: -1 } }, /minor lines in mm: got -1, wanted 0 to 3/);
  refuse({ ...own, traceStrokeMm: 0 }, /trace in mm: got 0/);
});
