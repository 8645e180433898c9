// A recipe: how a data set's pages are drawn and photographed, as a file that can be published. A page is drawn by one of
// the recipe's `pages`, picked by weight; what an entry leaves out is as `gem render` draws it by default.
import { z } from "zod";
import { FormatError } from "../../ecg/errors.ts";
import { STYLE_NAMES } from "../layout/named-styles.ts";
import { PAGE_LAYOUTS } from "../layout/page-layouts.ts";
import { PAPER_NAMES } from "../layout/page-paper.ts";
import { recipeEffectSchema } from "../photo/recipe-effect.ts";
import { drawnStyleSchema } from "./drawn-style.ts";
import { choiceSpread, numberSpread } from "./spread.ts";

const millimetres = z.number().min(50).max(2000);
const paperSchema = z.union([
  z.enum(PAPER_NAMES),
  z.strictObject({ widthMm: millimetres, heightMm: millimetres }),
]);

/** A sheet by name, or one whose colours are drawn anew for every page. */
const styleSchema = z.union([z.enum(STYLE_NAMES), z.strictObject({ drawn: drawnStyleSchema })]);

const leadNames = z.array(z.string().min(1).max(20)).max(12);

const pageEntrySchema = z.strictObject({
  /** How often this entry is picked beside the others. */
  weight: z.number().positive().default(1),
  layout: choiceSpread(z.enum(PAGE_LAYOUTS)),
  paper: choiceSpread(paperSchema).optional(),
  orientation: choiceSpread(z.enum(["landscape", "portrait"])).optional(),
  columns: choiceSpread(z.enum(["sequential", "simultaneous"])).optional(),
  leadOrder: choiceSpread(z.enum(["standard", "cabrera"])).optional(),
  speedMmPerS: numberSpread(z.number().min(5).max(100)).optional(),
  gainMmPerMv: numberSpread(z.number().min(1).max(50)).optional(),
  startMs: numberSpread(z.number().nonnegative()).optional(),
  durationMs: numberSpread(z.number().positive()).optional(),
  rhythmLeads: choiceSpread(leadNames).optional(),
  extraLeads: choiceSpread(leadNames).optional(),
  lead: choiceSpread(z.string().min(1).max(20)).optional(),
  style: choiceSpread(styleSchema).optional(),
  pulse: choiceSpread(z.enum(["left", "right", "none"])).optional(),
  header: choiceSpread(z.boolean()).optional(),
});

export const pageRecipeSchema = z.strictObject({
  /** Also its file's name. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, "wanted small letters, digits and hyphens"),
  /** Raised whenever the pictures that come of it change. */
  version: z.number().int().positive(),
  description: z.string().min(1),
  pages: z.array(pageEntrySchema).min(1),
  dpi: numberSpread(z.number().min(20).max(1200)).default(200),
  /** Share of the pictures that get effects at all; the others stay as they were drawn. */
  effectsShare: z.number().min(0).max(1).default(1),
  /** In the order in which they befall the sheet. */
  effects: z.array(recipeEffectSchema).default([]),
  /** How pictures are saved; the quality of a JPEG is that of the effect "jpeg". */
  picture: z.enum(["png", "jpeg"]).default("png"),
});

export type PageRecipe = z.infer<typeof pageRecipeSchema>;
export type PageEntry = PageRecipe["pages"][number];

/** Reads a recipe's JSON; `where` names it in messages. Throws FormatError that says what, where and what was wanted. */
export function parsePageRecipe(text: string, where: string): PageRecipe {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${where} is no JSON, wanted a recipe`, { cause: error });
  }
  const parsed = pageRecipeSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new FormatError(`${where} is no recipe: ${z.prettifyError(parsed.error).replace(/\s*\n\s*/g, " ")}`);
}
