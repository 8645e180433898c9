// `gem-ecg/measure`: measuring for a browser as well as for Node. The weights of the delineator are the package's file
// `gem-ecg/delineator.safetensors`: fetch it, and give its bytes to createDelineator.
export type { Measurements } from "../ecg/measurements.ts";
export type { Recording } from "../ecg/recording.ts";
export { type MeasureOptions, measureRecording } from "./measure-recording.ts";
export { createDelineator, type Delineator } from "./wave-network/delineator.ts";
