// Outputs never take the place of what they are made from, whatever names and links lead there: files are told
// apart by their place on the disk, not by their paths.
import { stat } from "node:fs/promises";
import { UsageError } from "../ecg/errors.ts";
import type { FileStore } from "../formats/store/file-store.ts";

export interface OverwriteGuard {
  /** The same store; what is read through it is guarded from then on. */
  readonly store: FileStore;
  /** Guards files that are still to be read. */
  add(names: readonly string[]): void;
  /** Throws UsageError where one of these paths is a guarded file. */
  check(targets: readonly string[]): Promise<void>;
}

export function overwriteGuard(store: FileStore): OverwriteGuard {
  const fresh = new Set<string>();
  const guarded = new Set<string>();
  return {
    store: {
      ...store,
      read: (name, maxBytes) => {
        fresh.add(name);
        return store.read(name, maxBytes);
      },
      open: (name) => {
        fresh.add(name);
        return store.open(name);
      },
    },
    add: (names) => {
      for (const name of names) fresh.add(name);
    },
    async check(targets) {
      for (const target of targets) {
        const place = await placeOf(target);
        if (place === null) continue;
        for (const name of fresh) {
          const source = await placeOfSource(name);
          if (source !== null) guarded.add(source);
        }
        fresh.clear();
        if (guarded.has(place)) {
          throw new UsageError(
            `${JSON.stringify(target)} would overwrite a recording that is read, wanted another name`,
          );
        }
      }
    },
  };
}

/** Of the archive, where the name leads into one. */
async function placeOfSource(name: string): Promise<string | null> {
  for (let end = name.length; end > 0; end = name.lastIndexOf("/", end - 1)) {
    const place = await placeOf(name.slice(0, end));
    if (place !== null) return place;
  }
  return null;
}

/** null where there is no file; folders are no outputs. */
async function placeOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
