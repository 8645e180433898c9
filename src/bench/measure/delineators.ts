// The open delineators that ours is measured beside, as data. None is shipped or linked: each runs in the Python that
// the user names, where the user has installed it, in a process of its own (`peers/run_peer.py`).

export interface Delineator {
  /** Also the variant that `run_peer.py` takes. */
  readonly name: string;
  /** By package of PyPI, the version that it was tried with; the first is the delineator itself. */
  readonly packages: Readonly<Record<string, string>>;
  readonly licence: string;
  /** A network trained on a part of the very records that it is measured on: its numbers are too good. */
  readonly trainedOnLudb: boolean;
  /** How it is run. */
  readonly remark: string;
}

const NEUROKIT = { neurokit2: "0.2.13" };
const PROMINENCE = { "prominence-delineator": "0.0.10", "vg-beat-detectors": "0.0.13", ...NEUROKIT };
const ECGDELI = { ecgdeli: "1.0.0" };
const OPENECG = { openecg: "0.11.0", scipy: "1.17.1" };

export const DELINEATORS: readonly Delineator[] = [
  {
    name: "nk-prominence",
    packages: NEUROKIT,
    licence: "MIT",
    trainedOnLudb: false,
    remark: "lead by lead",
  },
  { name: "nk-dwt", packages: NEUROKIT, licence: "MIT", trainedOnLudb: false, remark: "lead by lead" },
  {
    name: "prominence",
    packages: PROMINENCE,
    licence: "GPL-3.0",
    trainedOnLudb: false,
    remark: "lead by lead, beats by FastNVG",
  },
  {
    name: "prominence-ml",
    packages: PROMINENCE,
    licence: "GPL-3.0",
    trainedOnLudb: false,
    remark: "corrected over all leads to bare points, of which waves are put together",
  },
  {
    name: "ecgdeli",
    packages: ECGDELI,
    licence: "GPL-3.0",
    trainedOnLudb: false,
    remark: "all leads, as the MATLAB original",
  },
  {
    name: "ecgdeli-fixed",
    packages: ECGDELI,
    licence: "GPL-3.0",
    trainedOnLudb: false,
    remark: "all leads, with its port's corrections",
  },
  {
    name: "openecg-v56c",
    packages: { ...OPENECG, "ai-edge-litert": "2.3.0" },
    licence: "Apache-2.0",
    trainedOnLudb: true,
    remark: "lead by lead at 250 Hz",
  },
  {
    name: "openecg-codec-v6",
    packages: { ...OPENECG, onnxruntime: "1.32.0" },
    licence: "Apache-2.0",
    trainedOnLudb: true,
    remark: "lead by lead at 500 Hz",
  },
];

/** Ours, as the tables name it. */
export const OURS = "gem";

export function wasTrainedOnLudb(name: string): boolean {
  return DELINEATORS.some((other) => other.name === name && other.trainedOnLudb);
}

/** As a table shows it: with a star where it was trained on LUDB. */
export function shownName(name: string): string {
  return wasTrainedOnLudb(name) ? `${name}*` : name;
}

/** "pip install a==1 b==2" for those of its packages that are not there. */
export function pipInstall({ packages }: Delineator, missing: readonly string[]): string {
  return `pip install ${missing.map((name) => `${name}==${packages[name]}`).join(" ")}`;
}
