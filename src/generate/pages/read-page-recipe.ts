// A recipe by the name of one that comes with this package, or from a file of one's own.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FileAccessError } from "../../ecg/errors.ts";
import { type PageRecipe, parsePageRecipe } from "../../page/recipe/page-recipe.ts";

const FOLDER = fileURLToPath(new URL("../../../recipes", import.meta.url));

/** Names of the recipes that come with this package. */
export async function pageRecipeNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/** Throws FileAccessError where there is none, FormatError where the file is no recipe. */
export async function readPageRecipe(nameOrFile: string): Promise<PageRecipe> {
  const known = await pageRecipeNames();
  const path = known.includes(nameOrFile) ? join(FOLDER, `${nameOrFile}.json`) : nameOrFile;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileAccessError(
      `recipe ${JSON.stringify(nameOrFile)} cannot be read (${code}), wanted a file or one of: ${known.join(", ")}`,
      { cause: error },
    );
  }
  return parsePageRecipe(text, `recipe ${JSON.stringify(nameOrFile)}`);
}
