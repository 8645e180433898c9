// One recording out of a store, in pieces where its format lets a part be read alone: WFDB, EDF and ISHNE, the
// formats of recordings that last a day. All others last seconds and pass through memory.

import { piecesOf } from "../byte-source.ts";
import { type RecordingStream, streamOf } from "../recording-stream.ts";
import type { FileStore } from "./file-store.ts";
import { readStoredRecording } from "./read-stored-recording.ts";
import { openStoredWfdb } from "./read-stored-wfdb.ts";
import { baseName } from "./record-path.ts";
import { resolveRecording } from "./resolve-recording.ts";
import { type StoredReadOptions, sha256 } from "./sha256.ts";

/** Opens what `readStoredRecording` would read; same errors. */
export async function openStoredRecording(
  store: FileStore,
  name: string,
  options: StoredReadOptions = {},
): Promise<RecordingStream> {
  const resolved = await resolveRecording(store, name);
  if (resolved.kind === "wfdb") {
    const stream = await openStoredWfdb(store, resolved.headerName, options);
    return stream ?? streamOf(await readStoredRecording(store, name, options));
  }
  const format =
    resolved.kind === "file" && resolved.recognised.kind === "known" ? resolved.recognised.format : null;
  if (format !== "edf" && format !== "ishne")
    return streamOf(await readStoredRecording(store, name, options));
  const { hash = sha256, ...decodeOptions } = options;
  const source = await store.open(resolved.fileName);
  const input = {
    name: baseName(resolved.fileName),
    source,
    sha256: await hash(piecesOf(source)),
    where: store.where(resolved.fileName),
    options: decodeOptions,
  };
  if (format === "edf") return (await import("../edf/open-edf.ts")).openEdf(input);
  return (await import("../ishne/open-ishne.ts")).openIshne(input);
}
