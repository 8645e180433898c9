// `gem-ecg/formats`: every file format, in Node and in a browser tab, without anything of Node. What is not exported
// here is internal. Reading from the disk is in the main entry.

export type { IdentityCount, IdentityItem } from "../ecg/identity.ts";
export type { Inspection } from "../ecg/inspection.ts";
export type { Annotation, Lead, Patient, Recording, SignalGroup } from "../ecg/recording.ts";
export type { ByteSource } from "./byte-source.ts";
export type { DecodeInput, DecodeOptions } from "./decode-input.ts";
export { decodeRecording } from "./decode-recording.ts";
export { removeIdentity } from "./identity/remove-identity.ts";
export { inspectRecording } from "./inspect-recording.ts";
export { recognise } from "./recognise.ts";
export { collectStream, type RecordingStream, streamOf } from "./recording-stream.ts";
export { withArchives } from "./store/archive-store.ts";
export { type FileStore, memoryStore } from "./store/file-store.ts";
export { listContainer } from "./store/list-container.ts";
export { openStoredRecording } from "./store/open-stored-recording.ts";
export { pickRecordings } from "./store/pick-recordings.ts";
export { readStoredRecording } from "./store/read-stored-recording.ts";
export { windowOf } from "./time-window.ts";
export { WRITTEN_FORMATS, writeRecording } from "./write-recording.ts";
