import { extname } from "node:path";
import { deflateSync } from "node:zlib";
import { UsageError } from "../ecg/errors.ts";
import { encodePng } from "../page/draw/encode-png.ts";
import { pageToRaster } from "../page/draw/page-to-raster.ts";
import { pageToSvg } from "../page/draw/page-to-svg.ts";
import { layoutPage, PAGE_LAYOUTS } from "../page/layout/layout-page.ts";
import { pageMeta } from "../page/truth/page-meta.ts";
import { plainText } from "../report/plain-text.ts";
import { type Command, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { recordInputs } from "./record-inputs.ts";
import { numberOption, RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

export const renderCommand: Command = {
  usage: `usage: gem render REC -o page.png|page.svg [--layout ${PAGE_LAYOUTS.join("|")}]`,
  help: `Draws the ECG to scale: 25 mm/s, 10 mm/mV, grid, calibration pulse, lead names.

  -o, --output FILE   .png or .svg
  --out-dir DIR       for several recordings: DIR/<record>.png (or .svg with --svg)
  --layout NAME       ${PAGE_LAYOUTS.join(", ")} (default 3x4+1; gem12x1 is the GEM model's own page)
  --dpi N             resolution of a PNG (default 200)
  --svg               with --out-dir: SVG in place of PNG
  --meta FILE         where each lead lies on the picture, as JSON
${RECORDING_HELP}

example: gem render examples/normal -o normal.png --layout 12x1`,
  options: {
    ...RECORDING_OPTIONS,
    output: { type: "string", short: "o" },
    "out-dir": { type: "string" },
    layout: { type: "string" },
    dpi: { type: "string" },
    meta: { type: "string" },
    svg: { type: "boolean" },
  },
  run: async (args) => {
    const inputs = await recordInputs(args);
    const layout = PAGE_LAYOUTS.find((name) => name === (textOption(args, "layout") ?? "3x4+1"));
    if (layout === undefined) {
      throw new UsageError(
        `--layout: got ${JSON.stringify(textOption(args, "layout"))}, wanted ${PAGE_LAYOUTS.join(", ")}`,
      );
    }
    const dpi = numberOption("--dpi", textOption(args, "dpi") ?? "200", 20, 1200);
    const pathOf = await outputPaths(args, {
      option: "output",
      extension: args.values.svg === true ? ".svg" : ".png",
      names: inputs.names,
    });
    if (pathOf === null) throw new UsageError("no output given: -o FILE or --out-dir DIR");
    const metaFile = textOption(args, "meta");
    if (metaFile !== undefined && inputs.names.length > 1)
      throw new UsageError(`--meta takes one recording, got ${args.positionals.length}`);
    const exitCode = await processRecords<string>({
      records: inputs.names,
      format: "text",
      handle: async (path) => {
        const target = pathOf(path);
        const kind = extname(target).toLowerCase();
        if (kind !== ".png" && kind !== ".svg") {
          throw new UsageError(
            `--output: got ${JSON.stringify(target)}, wanted a name ending in .png or .svg`,
          );
        }
        const page = layoutPage(await inputs.read(path), { layout });
        if (kind === ".svg") await writeOutput(target, pageToSvg(page));
        if (kind === ".png" || metaFile !== undefined) {
          const raster = pageToRaster(page, { dpi });
          if (kind === ".png")
            await writeOutput(target, await encodePng(raster, (bytes) => deflateSync(bytes, { level: 6 })));
          if (metaFile !== undefined)
            await writeOutput(metaFile, `${JSON.stringify(pageMeta(page, raster))}\n`);
        }
        return target;
      },
      print: (target) => `${plainText(target)}\n`,
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};
