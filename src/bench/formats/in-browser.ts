// The same bundle in a browser tab: a headless Chromium loads it from this machine, gets the files as if they had been
// dropped, and must see, lead by lead, the same bits as Node does. Nothing leaves the machine.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { readRecording } from "../../formats/read-recording.ts";
import { diskStore } from "../../formats/store/disk-store.ts";
import { pickRecordings } from "../../formats/store/pick-recordings.ts";
import { bundleFormats } from "./bundle-size.ts";

export interface BrowserAgreement {
  readonly recordings: number;
  /** Recordings of which the browser saw other bits, or that only one side read. */
  readonly unequal: readonly string[];
}

const PATIENCE_MS = 120_000;
const RATE_HZ = 500;
const ReportSchema = z.record(z.string(), z.string());

/** Throws GemError where no browser answers. */
export async function readInBrowser(folder: string, chromium: string): Promise<BrowserAgreement> {
  const store = diskStore();
  const files = (await store.list(folder)) ?? [];
  const { recordings } = await pickRecordings(store, files);
  const paths = files.map((path) => relative(folder, path));
  const names = recordings.map((path) => relative(folder, path));
  const seen = await runPage(folder, { paths, names, chromium });
  const unequal: string[] = [];
  for (const name of names) {
    const ours = await readRecording(join(folder, name), {
      keepIdentity: true,
      samplingRateHz: RATE_HZ,
    }).then(fingerprint, (error: Error) => error.name);
    if (seen[name] !== ours) unequal.push(`${name}: browser ${seen[name]}, Node ${ours}`);
  }
  return { recordings: names.length, unequal };
}

/** SHA-256 of all that was read: names, rates and the bits of every sample. */
function fingerprint({ leads, samplingRateHz, otherSignals = [] }: Recording): string {
  const hash = createHash("sha256");
  for (const group of [{ leads, samplingRateHz }, ...otherSignals]) {
    hash.update(`${group.samplingRateHz}`);
    for (const { name, samplesMv } of group.leads) {
      hash.update(name);
      hash.update(new Uint8Array(samplesMv.buffer, samplesMv.byteOffset, samplesMv.byteLength));
    }
  }
  return hash.digest("hex");
}

/** The same fingerprint, on the page. */
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
import { memoryStore, readStoredRecording, withArchives } from "/bundle/index.js";
const { paths, names, rateHz } = await (await fetch("/job")).json();
const files = new Map();
for (const path of paths) files.set(path, await (await fetch("/file?" + encodeURIComponent(path))).blob());
const store = withArchives(memoryStore(files));
const report = {};
for (const name of names) {
  try {
    const { leads, samplingRateHz, otherSignals = [] } = await readStoredRecording(store, name, { samplingRateHz: rateHz });
    const parts = [{ leads, samplingRateHz }, ...otherSignals].flatMap((group) => [
      String(group.samplingRateHz), ...group.leads.flatMap((lead) => [lead.name, lead.samplesMv])]);
    const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
    report[name] = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch (error) { report[name] = error.code === undefined ? String(error.stack) : ERROR_NAMES[error.code] ?? error.code; }
}
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
</script>`;
const ERROR_NAMES = {
  format: "FormatError",
  unsupported: "UnsupportedError",
  usage: "UsageError",
  "file-access": "FileAccessError",
};

interface PageJob {
  readonly paths: readonly string[];
  readonly names: readonly string[];
  readonly chromium: string;
}

async function runPage(folder: string, { paths, names, chromium }: PageJob): Promise<Record<string, string>> {
  const chunks = new Map((await bundleFormats()).map((chunk) => [`/bundle/${chunk.name}`, chunk.code]));
  const profile = await mkdtemp(join(tmpdir(), "gem-browser-"));
  const reported = Promise.withResolvers<Record<string, string>>();
  const server = createServer(async (request, response) => {
    const url = request.url ?? "/";
    const script = chunks.get(url);
    if (url === "/")
      response
        .setHeader("content-type", "text/html")
        .end(PAGE.replace("ERROR_NAMES", JSON.stringify(ERROR_NAMES)));
    else if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
    else if (url === "/job") response.end(JSON.stringify({ paths, names, rateHz: RATE_HZ }));
    else if (url === "/report") {
      reported.resolve(ReportSchema.parse(JSON.parse(await bodyOf(request))));
      response.end();
    } else {
      const path = decodeURIComponent(url.replace(/^\/file\?/, ""));
      if (paths.includes(path)) response.end(await readFile(join(folder, path)));
      else response.writeHead(404).end();
    }
  });
  await listen(server);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const args = ["--headless=new", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, address];
  const browser = spawn(chromium, args, { stdio: "ignore" });
  browser.on("error", () =>
    reported.reject(new GemError("incomplete", `no browser ${chromium}; --chromium names one`)),
  );
  const timer = setTimeout(() => {
    reported.reject(new GemError("child", `${chromium} gave no answer in ${PATIENCE_MS / 1000} s`));
  }, PATIENCE_MS);
  try {
    return await reported.promise;
  } finally {
    clearTimeout(timer);
    browser.kill("SIGKILL");
    server.close();
    server.closeAllConnections();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
