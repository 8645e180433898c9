import { dirname, extname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { localStore } from "../formats/read-recording.ts";
import { WRITTEN_EXTENSIONS, writeRecording, writtenFormat } from "../formats/write-recording.ts";
import type { Digitised } from "../page/digitise/digitised.ts";
import { drawOverlay } from "../page/digitise/draw-overlay.ts";
import { plainText } from "../report/plain-text.ts";
import { type Command, flag, textOption } from "./command.ts";
import { jsonText } from "./json-text.ts";
import { overwriteGuard } from "./overwrite-guard.ts";
import { PICTURE_HELP, PICTURE_OPTIONS, pictureOptions } from "./picture-options.ts";
import { isPicture, readPicture } from "./read-picture.ts";
import { recordName } from "./record-name.ts";
import { writeOutput } from "./write-output.ts";

const endings = Object.values(WRITTEN_EXTENSIONS).join(", ");

export const digitiseCommand: Command = {
  usage: "usage: gem digitise IMAGE [-o FILE] [--json] [--overlay check.png]",
  help: `Reads the signals from a picture of an ECG on ruled paper: finds the grid, the rows, the lead names and the calibration
pulse, and follows each trace. Leads keep their length and their time: what the page does not show is invalid. Made for
clean scans and drawn pages; look at the overlay before you use a photograph.

  -o, --output FILE   the recording, ending in ${endings}
  --json              how it was read, as JSON on standard output
  --overlay FILE      the picture with the traces as they were followed, as .png
${PICTURE_HELP}

example: gem digitise page.png -o page.csv --overlay check.png`,
  options: {
    ...PICTURE_OPTIONS,
    output: { type: "string", short: "o" },
    overlay: { type: "string" },
    json: { type: "boolean" },
  },
  run: async (args) => {
    const [name, ...more] = args.positionals;
    if (name === undefined || more.length > 0)
      throw new UsageError(`wanted one picture, got ${args.positionals.length}`);
    const options = pictureOptions(args);
    const output = textOption(args, "output");
    const overlay = textOption(args, "overlay");
    const format = output === undefined ? null : writtenFormat(output);
    if (output !== undefined && format === null) {
      throw new UsageError(`--output: got ${JSON.stringify(output)}, wanted a name ending in ${endings}`);
    }
    if (overlay !== undefined && extname(overlay).toLowerCase() !== ".png") {
      throw new UsageError(`--overlay: got ${JSON.stringify(overlay)}, wanted a name ending in .png`);
    }
    const guard = overwriteGuard(localStore());
    guard.add([name]);
    if (!(await isPicture(guard.store, name))) {
      // a missing file says so; anything else is no picture
      await guard.store.read(name, Number.MAX_SAFE_INTEGER);
      throw new UsageError(`${guard.store.where(name)} is no picture that is read, wanted PNG or JPEG`);
    }
    const { picture, digitised, recording } = await readPicture(guard.store, name, options);
    if (output !== undefined && format !== null) {
      const files = await writeRecording(recording, { format, baseName: recordName(output) });
      const paths = files.map((file) => (files.length === 1 ? output : join(dirname(output), file.name)));
      await guard.check(paths);
      for (const [index, file] of [...files.entries()].reverse()) await writeOutput(paths[index]!, file.data);
    }
    if (overlay !== undefined) {
      await guard.check([overlay]);
      const { encodePicturePng } = await import("../formats/picture/encode-picture-png.ts");
      const deflate = (bytes: Uint8Array) => deflateSync(bytes, { level: 3 });
      const { pxPerMm } = digitised;
      await writeOutput(
        overlay,
        await encodePicturePng(drawOverlay(picture, digitised), { pxPerMm, deflate }),
      );
    }
    process.stdout.write(flag(args, "json") ? `${jsonText(summary(digitised), 1)}\n` : text(digitised));
    return 0;
  },
};

/** All but the samples and the points of the traces. */
function summary(digitised: Digitised) {
  return {
    ...digitised,
    leads: digitised.leads.map(({ samplesMv, linePx, ...lead }) => ({
      ...lead,
      samples: samplesMv.length,
      validSamples: samplesMv.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0),
    })),
    disclaimer: DISCLAIMER,
  };
}

function text(digitised: Digitised): string {
  const { layout, namesFound, namePlaces, speedMmPerS, gainMmPerMv, pxPerMm, geometry, leads, assumptions } =
    digitised;
  const usable = leads.filter((lead) => lead.quality.usable);
  const lines = [
    `${layout}${digitised.layoutSource === "given" ? " (given)" : ` (${namesFound} of ${namePlaces} lead names read)`}`,
    `${speedMmPerS.value} mm/s (${speedMmPerS.source}), ${gainMmPerMv.value} mm/mV (${gainMmPerMv.source}), ${pxPerMm.toFixed(2)} pixels a millimetre, ${geometry}`,
    `${usable.length} of ${leads.length} traces usable`,
    ...leads
      .filter((lead) => !lead.quality.usable)
      .map((lead) => `  ${lead.lead}: ${lead.quality.reasons.join("; ")}`),
    ...assumptions.map((assumption) => `taken for granted: ${assumption}`),
  ];
  return `${lines.map((line) => plainText(line)).join("\n")}\n${DISCLAIMER}\n`;
}
