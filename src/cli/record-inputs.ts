// The recordings that a command line names, and how each is read: one store for all of them, so that an archive
// is opened once; identity taken out, counted over all, and reported by category, never by value.
import type { IdentityCount } from "../ecg/identity.ts";
import type { Recording } from "../ecg/recording.ts";
import { findRecordings } from "../formats/find-recordings.ts";
import { localStore, openRecording, readRecording } from "../formats/read-recording.ts";
import { type RecordingStream, streamOf } from "../formats/recording-stream.ts";
import type { DigitiseOptions } from "../page/digitise/digitise-picture.ts";
import { plainText } from "../report/plain-text.ts";
import { type ParsedArguments, textOption } from "./command.ts";
import { jsonText } from "./json-text.ts";
import { overwriteGuard } from "./overwrite-guard.ts";
import { isPicture, readPicture, requireScale } from "./read-picture.ts";
import { recordName } from "./record-name.ts";
import { recordingOptions } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

export interface RecordInputs {
  /** As they are read, and as outputs are named after them. */
  readonly names: readonly string[];
  read(name: string): Promise<Recording>;
  /** The same in pieces, for recordings of any length. */
  open(name: string): Promise<RecordingStream>;
  /** What JSON calls a recording that failed: its pseudonym where it was read and has one, else its base name. */
  failedName(name: string): string;
  /** Throws UsageError where a path is a file that is read in this run; checked once the recording is open. */
  refuseOverwriting(targets: readonly string[]): Promise<void>;
  /** Says on stderr what was removed, where it changed a name or `always`; writes --identity-report. */
  reportIdentity(always?: boolean): Promise<void>;
}

/** `picture`: how pictures of ECGs are read. Throws UsageError for options that make no sense. */
export async function recordInputs(
  args: ParsedArguments,
  { picture = {} }: { readonly picture?: DigitiseOptions } = {},
): Promise<RecordInputs> {
  const disk = localStore();
  const { names, leftOut } = await findRecordings(disk, args.positionals);
  const guard = overwriteGuard(disk);
  guard.add(names);
  const { store } = guard;
  const options = { ...recordingOptions(args), store };
  if (leftOut.length > 0) {
    const shown = leftOut.slice(0, 3).map((name) => plainText(store.where(name)));
    const more = leftOut.length > shown.length ? ", ..." : "";
    const are = leftOut.length === 1 ? "file is no ECG and was" : "files are no ECG and were";
    process.stderr.write(`gem: ${leftOut.length} ${are} left out: ${shown.join(", ")}${more}\n`);
  }
  const removed: { readonly record: string; readonly removed: readonly IdentityCount[] }[] = [];
  const readAs = new Map<string, string>();
  const note = (path: string, { name, source }: Pick<Recording, "name" | "source">) => {
    // one that is opened for its length, and then read, is one recording
    const known = readAs.has(path);
    readAs.set(path, name);
    if (!known && source.identityRemoved !== undefined)
      removed.push({ record: name, removed: source.identityRemoved });
  };
  // a picture is digitised once, however often it is read
  const pictures = new Map<string, Promise<Recording>>();
  const fromPicture = async (name: string): Promise<Recording | null> => {
    if (!pictures.has(name)) {
      if (!(await isPicture(store, name))) return null;
      const { patient } = options;
      pictures.set(
        name,
        readPicture(store, name, { ...picture, patient }).then(({ digitised, recording }) => {
          requireScale(digitised, store.where(name));
          return recording;
        }),
      );
    }
    return pictures.get(name)!;
  };
  return {
    names,
    async read(name) {
      const recording = (await fromPicture(name)) ?? (await readRecording(name, options));
      note(name, recording);
      return recording;
    },
    async open(name) {
      const picture = await fromPicture(name);
      const stream = picture === null ? await openRecording(name, options) : streamOf(picture);
      note(name, stream.head);
      return stream;
    },
    failedName: (name) => readAs.get(name) ?? recordName(name),
    refuseOverwriting: guard.check,
    async reportIdentity(always = false) {
      const file = textOption(args, "identity-report");
      if (file !== undefined) await writeOutput(file, `${jsonText(removed, 1)}\n`);
      const counts = removed.flatMap((record) => record.removed);
      if (counts.length === 0 || !(always || counts.some(({ action }) => action === "replaced"))) return;
      const of = names.length === 1 ? "" : ` from ${removed.length} of ${names.length} recordings`;
      process.stderr.write(
        `gem: identity removed${of}: ${identityText(counts)} (--keep-identity keeps it)\n`,
      );
    },
  };
}

/** "patient name 1, date 3, recording date shifted". */
export function identityText(counts: readonly IdentityCount[]): string {
  const sums = new Map<string, number>();
  for (const { category, action, count } of counts) {
    const key = action === "removed" ? category : `${category} ${action}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return [...sums].map(([key, count]) => `${key} ${count}`).join(", ");
}
