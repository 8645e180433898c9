// Test support: a module of ours bundled into one page and run in a headless Chromium, without a network. The module
// leaves its answer as the text of the document's body.

import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser on the PATH, or null. */
export function findChromium(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

const bundler = await import("rolldown").catch(() => null);

/** Why nothing can be run in a browser here, or false. */
export const chromiumSkip =
  findChromium() === null
    ? "no Chromium on the PATH"
    : bundler === null && "the bundler is not installed; npm ci in a clone brings it";

/** What `entry`, a module beside this one, wrote into the page; it finds `given` as the global `input`. */
export async function runInChromium(entry: string, given: unknown): Promise<string> {
  const input = fileURLToPath(new URL(entry, import.meta.url));
  const bundle = await bundler!.rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife", codeSplitting: false });
  await bundle.close();
  const folder = mkdtempSync(join(tmpdir(), "gem-chromium-"));
  try {
    const code = output[0].code.replaceAll("</script", "<\\/script");
    const data = `globalThis.input = ${JSON.stringify(given).replaceAll("<", "\\u003c")}`;
    const file = join(folder, "page.html");
    writeFileSync(
      file,
      `<!doctype html><meta charset="utf-8"><body><script>${data}</script><script>${code}</script>`,
    );
    const { stdout, error } = spawnSync(
      findChromium()!,
      [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${join(folder, "profile")}`,
        "--virtual-time-budget=60000",
        "--dump-dom",
        pathToFileURL(file).href,
      ],
      { encoding: "utf8", timeout: 120_000, maxBuffer: 1e8 },
    );
    if (error !== undefined) throw error;
    const body = /<body>(.*)<\/body>/s.exec(stdout)?.[1] ?? "";
    return body
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
