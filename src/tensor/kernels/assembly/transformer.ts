// The transformer's kernels; ../../transformer/transformer-kernels.ts says what each computes.
export { attend, rotate, store } from "./attention";
export { packInt8, quantise, unpackInt8 } from "./int8-packing";
export { multiplyInt8 } from "./int8-products";
export { multiply, pack, unpack } from "./products";
export { add, argmax, gateSilu, gelu, layerNorm, quickGelu, rmsNorm, silu, softmax } from "./rows";
