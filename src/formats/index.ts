// `gem-ecg/formats`: every file format, in Node and in a browser tab, without anything of Node. What is not exported
// here is internal. Reading from the disk is in the main entry.

export { FileAccessError, FormatError, GemError, UnsupportedError, UsageError } from "../ecg/errors.ts";
export type { IdentityCount, IdentityItem } from "../ecg/identity.ts";
export type { Inspection } from "../ecg/inspection.ts";
export type { Annotation, Lead, Patient, Recording, RecordingSource, SignalGroup } from "../ecg/recording.ts";
export type { ByteSource } from "./byte-source.ts";
export type { DecodeInput, DecodeOptions } from "./decode-input.ts";
export { decodeRecording } from "./decode-recording.ts";
export { removeIdentity } from "./identity/remove-identity.ts";
export { type CallersWords, withoutFileText } from "./identity/without-file-text.ts";
export { inspectRecording } from "./inspect-recording.ts";
export { type FileFormat, type Recognised, recognise } from "./recognise.ts";
export {
  collectStream,
  type RecordingHead,
  type RecordingStream,
  type StreamRange,
  streamOf,
} from "./recording-stream.ts";
export { withArchives } from "./store/archive-store.ts";
export { type FileStore, memoryStore } from "./store/file-store.ts";
export { type ContainedRecordings, listContainer } from "./store/list-container.ts";
export { openStoredRecording } from "./store/open-stored-recording.ts";
export { type PickedRecordings, pickRecordings } from "./store/pick-recordings.ts";
export { readStoredRecording } from "./store/read-stored-recording.ts";
export type { StoredReadOptions } from "./store/sha256.ts";
export { type TimeWindow, windowOf } from "./time-window.ts";
export { WRITTEN_FORMATS, type WrittenFile, type WrittenFormat, writeRecording } from "./write-recording.ts";
