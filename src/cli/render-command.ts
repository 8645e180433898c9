import { extname } from "node:path";
import { deflateSync } from "node:zlib";
import { UsageError } from "../ecg/errors.ts";
import type { Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { encodePng } from "../page/draw/encode-png.ts";
import { pageToPdf } from "../page/draw/page-to-pdf.ts";
import { pageToRaster } from "../page/draw/page-to-raster.ts";
import { pageToSvg } from "../page/draw/page-to-svg.ts";
import { type LayoutOptions, layoutPage } from "../page/layout/layout-page.ts";
import { pageMeta } from "../page/truth/page-meta.ts";
import { plainText } from "../report/plain-text.ts";
import { type Command, flag, type ParsedArguments, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { readShort } from "./read-short.ts";
import { recordInputs } from "./record-inputs.ts";
import { numberOption, RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";
import { CORPUS_HELP, CORPUS_OPTIONS, corpusRecipe, renderCorpus } from "./render-corpus.ts";
import { PAGE_HELP, PAGE_OPTIONS, pageOptions } from "./render-options.ts";
import { writeOutput } from "./write-output.ts";

const KINDS: readonly string[] = [".png", ".svg", ".pdf"];

function extensionOf(args: ParsedArguments): string {
  if (flag(args, "svg") && flag(args, "pdf")) throw new UsageError("--svg and --pdf exclude each other");
  if (flag(args, "pdf")) return ".pdf";
  return flag(args, "svg") ? ".svg" : ".png";
}

/** Measures only what a page prints, and only where it does. */
async function measurer(options: LayoutOptions): Promise<(recording: Recording) => Measurements | null> {
  if (options.header !== true && options.layout !== "median") return () => null;
  const delineator = await readDelineator();
  return (recording) => measureRecording(recording, { delineator });
}

export const renderCommand: Command = {
  usage:
    "usage: gem render REC -o page.png|page.svg|page.pdf [--layout NAME] [--speed 25] [--gain 10] [--paper a4]\n" +
    "       gem render FOLDER --recipe NAME|FILE --out-dir DIR [--seed S] [--workers N] [--shard i/n]",
  help: `Draws the ECG to scale, with grid, calibration pulse and lead names.

  -o, --output FILE   .png, .svg or .pdf
  --out-dir DIR       for several recordings: DIR/<record>.png (.svg with --svg, .pdf with --pdf)
  --svg, --pdf        with --out-dir: in place of PNG
  --meta FILE         where each lead lies on the picture, as JSON

${PAGE_HELP}

Data sets
${CORPUS_HELP}

Recording
${RECORDING_HELP}

examples: gem render examples/normal -o normal.png --layout 12x1
          gem render ~/ecg --recipe augmented --out-dir pages --seed 7
          gem render examples/normal -o page.svg --rhythm II,V1,V5 --paper a4 --speed 50 --header`,
  options: {
    ...RECORDING_OPTIONS,
    ...PAGE_OPTIONS,
    ...CORPUS_OPTIONS,
    output: { type: "string", short: "o" },
    "out-dir": { type: "string" },
    dpi: { type: "string" },
    meta: { type: "string" },
    svg: { type: "boolean" },
    pdf: { type: "boolean" },
  },
  run: async (args) => {
    const recipe = corpusRecipe(args);
    if (recipe !== null) return renderCorpus(args, recipe);
    const inputs = await recordInputs(args);
    const options = pageOptions(args);
    const dpi = numberOption("--dpi", textOption(args, "dpi") ?? "200", 20, 1200);
    const pathOf = await outputPaths(args, {
      option: "output",
      extension: extensionOf(args),
      names: inputs.names,
    });
    if (pathOf === null) throw new UsageError("no output given: -o FILE or --out-dir DIR");
    const metaFile = textOption(args, "meta");
    if (metaFile !== undefined && inputs.names.length > 1)
      throw new UsageError(`--meta takes one recording, got ${args.positionals.length}`);
    const measure = await measurer(options);
    const exitCode = await processRecords<string>({
      records: inputs.names,
      format: "text",
      handle: async (path) => {
        const target = pathOf(path);
        const kind = extname(target).toLowerCase();
        if (!KINDS.includes(kind)) {
          throw new UsageError(
            `--output: got ${JSON.stringify(target)}, wanted a name ending in .png, .svg or .pdf`,
          );
        }
        const recording = await readShort(inputs, path);
        const measurements = measure(recording);
        const page = layoutPage(recording, measurements === null ? options : { ...options, measurements });
        if (kind === ".svg") await writeOutput(target, pageToSvg(page));
        if (kind === ".pdf") await writeOutput(target, pageToPdf(page));
        if (kind === ".png" || metaFile !== undefined) {
          const raster = pageToRaster(page, { dpi });
          if (kind === ".png")
            await writeOutput(target, await encodePng(raster, (bytes) => deflateSync(bytes, { level: 3 })));
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
