// What a restricted reading of a Python pickle gives: plain values, and of classes and functions only their names, so
// that nothing in a file can be run. Dictionaries keep their order and may have any key.

/** A class or function by name, not looked up anywhere. */
export interface PickleName {
  readonly kind: "name";
  /** "torch._utils._rebuild_tensor_v2". */
  readonly name: string;
}

/** The numbers behind one or several tensors: a member of the archive. */
export interface PickleStorage {
  readonly kind: "storage";
  /** "FloatStorage", as in the module torch. */
  readonly type: string;
  readonly key: string;
  readonly length: number;
}

export interface PickleTensor {
  readonly kind: "tensor";
  readonly storage: PickleStorage;
  /** In elements of the storage, as the strides are. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleTuple
  | PickleName
  | PickleStorage
  | PickleTensor;

export interface PickleTuple {
  readonly kind: "tuple";
  readonly items: readonly PickleValue[];
}

export function isTuple(value: PickleValue | undefined): value is PickleTuple {
  return kindOf(value) === "tuple";
}

export function kindOf(value: PickleValue | undefined): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Map)
    return null;
  return value.kind;
}
