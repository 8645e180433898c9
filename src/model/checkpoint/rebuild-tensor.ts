// The few calls that the pickle of a state dict makes, answered without running anything: an empty OrderedDict, a tensor
// over a storage (torch/_utils.py, `_rebuild_tensor_v2`), a parameter, which is a tensor. Everything else is refused by
// its name.
import type { PickleBytes } from "./pickle-bytes.ts";
import {
  isTuple,
  kindOf,
  type PickleName,
  type PickleStorage,
  type PickleTensor,
  type PickleTuple,
  type PickleValue,
} from "./pickle-value.ts";

const ORDERED_DICT = "collections.OrderedDict";
const REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
const REBUILD_PARAMETER = "torch._utils._rebuild_parameter";
const CALLS: readonly string[] = [ORDERED_DICT, REBUILD_TENSOR, REBUILD_PARAMETER];
/** Bytes of one number in a storage. */
export const STORAGE_BYTES: Readonly<Record<string, number>> = {
  DoubleStorage: 8,
  FloatStorage: 4,
  HalfStorage: 2,
  BFloat16Storage: 2,
  LongStorage: 8,
  IntStorage: 4,
  ShortStorage: 2,
  CharStorage: 1,
  ByteStorage: 1,
  BoolStorage: 1,
};
const MAX_DIMENSIONS = 8;

/** Throws for every name that is not one of the few. */
export function allowedName(name: string, bytes: PickleBytes): PickleName {
  const storage = /^torch\.(\w+)$/.exec(name)?.[1];
  const isStorage = storage !== undefined && Object.hasOwn(STORAGE_BYTES, storage);
  if (isStorage || CALLS.includes(name)) return { kind: "name", name };
  throw bytes.refuse(
    JSON.stringify(name.slice(0, 80)),
    "only what tensors by name need; nothing of it was run",
  );
}

/** What `name(...parameters)` would give. */
export function callByName(
  name: PickleValue | undefined,
  parameters: PickleTuple,
  bytes: PickleBytes,
): PickleValue {
  const { items } = parameters;
  const called = kindOf(name) === "name" ? (name as PickleName).name : "what is no function";
  if (called === ORDERED_DICT && items.length === 0) return new Map();
  if (called === REBUILD_TENSOR) return rebuildTensor(items, bytes);
  // the tensor, whether it is trained, hooks
  if (called === REBUILD_PARAMETER && kindOf(items[0]) === "tensor") return items[0]!;
  throw bytes.refuse(
    `a call of ${JSON.stringify(called)} with ${items.length} values`,
    "one that gives a tensor",
  );
}

/** Its storage, where it begins there, shape, strides; then what only training needs. */
function rebuildTensor(items: readonly PickleValue[], bytes: PickleBytes): PickleTensor {
  const [storage, offset, shape, strides] = items;
  if (kindOf(storage) !== "storage" || !isSize(offset) || !isSizes(shape) || !isSizes(strides)) {
    throw bytes.refuse("a tensor of other parts", "a storage, an offset, a shape and strides");
  }
  if (shape.items.length !== strides.items.length || shape.items.length > MAX_DIMENSIONS) {
    throw bytes.refuse(
      `a tensor of ${shape.items.length} sizes and ${strides.items.length} strides`,
      `as many of both, at most ${MAX_DIMENSIONS}`,
    );
  }
  return {
    kind: "tensor",
    storage: storage as PickleStorage,
    offset,
    shape: shape.items,
    strides: strides.items,
  };
}

/** ("storage", its type, the member's name, the device, how many numbers). */
export function storageByIdentity(identity: PickleValue | undefined, bytes: PickleBytes): PickleStorage {
  const [word, type, key, , length] = isTuple(identity) ? identity.items : [];
  const name = kindOf(type) === "name" ? (type as PickleName).name : "";
  const storage = name.startsWith("torch.") ? name.slice("torch.".length) : "";
  if (word !== "storage" || !Object.hasOwn(STORAGE_BYTES, storage) || !isSize(length)) {
    throw bytes.refuse("a reference to something else", "one to a storage of numbers");
  }
  if (typeof key !== "string" || !/^\w{1,64}$/.test(key)) {
    throw bytes.refuse("a storage of an odd name", "a number");
  }
  return { kind: "storage", type: storage, key, length };
}

function isSize(value: PickleValue | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isSizes(value: PickleValue | undefined): value is { kind: "tuple"; items: number[] } {
  return isTuple(value) && value.items.every(isSize);
}
