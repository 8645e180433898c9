// The annotated collections that the benchmark reads. None is shipped: PTB-XL alone has 3 GB. Each is a folder with
// `index.jsonl` and WFDB records; docs/benchmarks.md says what an index line holds.
import { stat } from "node:fs/promises";
import { join } from "node:path";

export interface Pack {
  /** Also the folder's name. */
  readonly name: string;
  readonly holds: string;
  readonly origin: string;
}

export const PACKS = {
  ptbxl: {
    name: "ptbxl-dev",
    holds: "PTB-XL records of folds 1 to 9 with their SCP codes",
    origin: "PTB-XL 1.0.3, CC BY 4.0, https://physionet.org/content/ptb-xl/1.0.3/",
  },
  ludb: {
    name: "ludb-dev",
    holds: "LUDB records with their annotation files, .i to .v6",
    origin: "LUDB 1.0.1, ODC-By 1.0, https://physionet.org/content/ludb/1.0.1/",
  },
  quality: {
    name: "quality-dev",
    holds: 'records labelled "acceptable" or "unacceptable"',
    origin:
      "PhysioNet/CinC Challenge 2011, set a, ODC-By 1.0, https://physionet.org/content/challenge-2011/1.0.0/",
  },
  external: {
    name: "external-dev",
    holds: "records of other collections with SNOMED CT, AHA, CPSC or CODE labels",
    origin: "PhysioNet/CinC Challenge 2021, CC BY 4.0, https://physionet.org/content/challenge-2021/1.0.3/",
  },
} as const satisfies Record<string, Pack>;

/** The pack's folder, or null where `data` has no such folder with an index. */
export async function packFolder(data: string | undefined, pack: Pack): Promise<string | null> {
  if (data === undefined) return null;
  const folder = join(data, pack.name);
  const found = await stat(join(folder, "index.jsonl")).catch(() => null);
  return found?.isFile() ? folder : null;
}

/** What is missing and how to get it, in a line. */
export function missingPack(data: string | undefined, { name, holds, origin }: Pack): string {
  const where =
    data === undefined
      ? "no data folder was given (--data DIR or GEM_DATA)"
      : `${data} has no ${name}/index.jsonl`;
  return `${where}; wanted ${name}: ${holds}, from ${origin}; docs/benchmarks.md describes the folder`;
}
