// A page as ecg-image-kit (alphanumericslab, 2024) left it: its JSON with the pixel of every sample, [y, x], and its PNG.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { FormatError } from "../../ecg/errors.ts";

const kitPageSchema = z.object({
  width: z.number(),
  height: z.number(),
  sampling_frequency: z.number(),
  leads: z.array(
    z.object({
      lead_name: z.string(),
      start_sample: z.number(),
      end_sample: z.number(),
      plotted_pixels: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
});

export interface KitLead {
  readonly name: string;
  readonly startSample: number;
  /** [x, y] of each sample, rounded by the kit to 0.01. */
  readonly pixels: readonly (readonly [number, number])[];
}

export interface KitPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly leads: readonly KitLead[];
}

/** Throws FormatError for a file of another form. */
export async function readKitPage(path: string): Promise<KitPage> {
  const parsed = kitPageSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!parsed.success)
    throw new FormatError(`${JSON.stringify(path)} is not what ecg-image-kit writes beside a page`);
  const { width, height, leads } = parsed.data;
  return {
    widthPx: width,
    heightPx: height,
    leads: leads.map((lead) => ({
      name: lead.lead_name,
      startSample: lead.start_sample,
      pixels: lead.plotted_pixels.map(([y, x]) => [x, y] as const),
    })),
  };
}
