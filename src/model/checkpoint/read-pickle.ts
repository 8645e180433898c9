// Python's pickle, protocols 2 to 5, restricted to what `torch.save` writes for tensors by name: no class is made, no
// function is run, and a name that is not one of the few ends the reading. Values that the file shares are shared here
// too, so memory grows with the file and not with what it pretends to be.
// "pickletools.py" of Python 3.13 describes every operation.
import { type PickleBytes, pickleBytes } from "./pickle-bytes.ts";
import { isTuple, kindOf, type PickleTuple, type PickleValue } from "./pickle-value.ts";
import { allowedName, callByName, storageByIdentity } from "./rebuild-tensor.ts";

const MAX_PROTOCOL = 5;
/** Lists, dictionaries, tuples: a tensor takes six, and one byte of the file makes one of a hundred. */
const MAX_CONTAINERS = 1_000_000;
/** EMPTY_LIST, EMPTY_DICT, the five of tuples, REDUCE. */
const CONTAINER_CODES: ReadonlySet<number> = new Set([0x5d, 0x7d, 0x29, 0x85, 0x86, 0x87, 0x74, 0x52]);

interface Machine {
  readonly bytes: PickleBytes;
  readonly stack: PickleValue[];
  /** Heights of the stack at each mark. */
  readonly marks: number[];
  readonly memo: PickleValue[];
}

/** Throws FormatError naming `where` for everything else than plain values and tensors. */
export function readPickle(content: Uint8Array, where: string): PickleValue {
  const machine: Machine = { bytes: pickleBytes(content, where), stack: [], marks: [], memo: [] };
  const { bytes, stack } = machine;
  const first = bytes.isAtEnd ? -1 : bytes.unsigned(1);
  const protocol = first === 0x80 ? bytes.unsigned(1) : -1;
  if (protocol < 2 || protocol > MAX_PROTOCOL) {
    throw bytes.refuse(protocol < 0 ? "another beginning" : `protocol ${protocol}`, "protocol 2 to 5");
  }
  for (let containers = 0; ; ) {
    const code = bytes.unsigned(1);
    if (code === 0x2e) break;
    if (CONTAINER_CODES.has(code) && ++containers > MAX_CONTAINERS) {
      throw bytes.refuse("more lists, dictionaries and tuples", `at most ${MAX_CONTAINERS}`);
    }
    const operation = OPERATIONS.get(code);
    if (operation === undefined) {
      throw bytes.refuse(
        `operation 0x${code.toString(16).padStart(2, "0")}`,
        "one that tensors by name need",
      );
    }
    operation(machine);
  }
  if (stack.length !== 1 || machine.marks.length > 0 || !bytes.isAtEnd) {
    throw bytes.refuse("more than one value", "one");
  }
  return stack[0]!;
}

function push(value: (bytes: PickleBytes) => PickleValue): (machine: Machine) => void {
  return ({ bytes, stack }) => {
    stack.push(value(bytes));
  };
}

/** The upper values of the stack, above the last mark. */
function pop({ bytes, stack, marks }: Machine): PickleValue {
  if (stack.length <= (marks.at(-1) ?? 0)) throw bytes.refuse("an operation without its value", "one");
  return stack.pop()!;
}

function popToMark({ bytes, stack, marks }: Machine): PickleValue[] {
  const height = marks.pop();
  if (height === undefined) throw bytes.refuse("an end of a list without its beginning", "one");
  return stack.splice(height);
}

/** What stays on the stack and is added to. */
function top({ bytes, stack, marks }: Machine): PickleValue {
  if (stack.length <= (marks.at(-1) ?? 0)) throw bytes.refuse("an operation without its value", "one");
  return stack.at(-1)!;
}

function pushTuple(machine: Machine, items: readonly PickleValue[]): void {
  machine.stack.push({ kind: "tuple", items } satisfies PickleTuple);
}

function tupleOf(count: number): (machine: Machine) => void {
  return (machine) => {
    const items = Array.from({ length: count }, () => pop(machine));
    pushTuple(machine, items.reverse());
  };
}

function setItems(machine: Machine, items: readonly PickleValue[]): void {
  const map = top(machine);
  if (!(map instanceof Map) || items.length % 2 !== 0) {
    throw machine.bytes.refuse("keys and values for something else", "a dictionary");
  }
  for (let i = 0; i < items.length; i += 2) map.set(items[i]!, items[i + 1]!);
}

function append(machine: Machine, items: readonly PickleValue[]): void {
  const list = top(machine);
  if (!Array.isArray(list)) throw machine.bytes.refuse("values for something else", "a list");
  for (const item of items) list.push(item);
}

function putAt(machine: Machine, index: number): void {
  const { bytes, memo } = machine;
  if (index > memo.length) throw bytes.refuse(`value ${index} to be kept`, `${memo.length}`);
  memo[index] = top(machine);
}

function getFrom({ bytes, memo, stack }: Machine, index: number): void {
  const value = memo[index];
  if (value === undefined) throw bytes.refuse(`value ${index}`, `one of the ${memo.length} before`);
  stack.push(value);
}

/** `_metadata` of a state dict, which says nothing of its tensors. */
function dropState(machine: Machine): void {
  const state = pop(machine);
  if (!(state instanceof Map) || !(top(machine) instanceof Map)) {
    throw machine.bytes.refuse("a state for something else", "that of a dictionary");
  }
}

function reduce(machine: Machine): void {
  const parameters = pop(machine);
  const name = pop(machine);
  if (!isTuple(parameters)) throw machine.bytes.refuse("a call without values", "a tuple of them");
  machine.stack.push(callByName(name, parameters, machine.bytes));
}

function stackName(machine: Machine): void {
  const name = pop(machine);
  const module = pop(machine);
  if (typeof name !== "string" || typeof module !== "string") {
    throw machine.bytes.refuse("a name that is no text", "a text");
  }
  machine.stack.push(allowedName(`${module}.${name}`, machine.bytes));
}

const OPERATIONS: ReadonlyMap<number, (machine: Machine) => void> = new Map([
  // FRAME: its length says nothing that is needed
  [0x95, ({ bytes }: Machine) => void bytes.unsigned64()],
  [0x28, ({ marks, stack }: Machine) => void marks.push(stack.length)],
  [0x30, (machine: Machine) => void pop(machine)],
  [0x31, (machine: Machine) => void popToMark(machine)],
  [0x4e, push(() => null)],
  [0x88, push(() => true)],
  [0x89, push(() => false)],
  [0x4b, push((bytes) => bytes.unsigned(1))],
  [0x4d, push((bytes) => bytes.unsigned(2))],
  [0x4a, push((bytes) => bytes.signed32())],
  [0x8a, push((bytes) => bytes.long(bytes.unsigned(1)))],
  [0x47, push((bytes) => bytes.double())],
  [0x8c, push((bytes) => bytes.text(bytes.unsigned(1)))],
  [0x58, push((bytes) => bytes.text(bytes.unsigned(4)))],
  [0x8d, push((bytes) => bytes.text(bytes.unsigned64()))],
  [0x5d, push(() => [])],
  [0x61, (machine: Machine) => append(machine, [pop(machine)])],
  [0x65, (machine: Machine) => append(machine, popToMark(machine))],
  [0x7d, push(() => new Map())],
  [
    0x73,
    (machine: Machine) => {
      const value = pop(machine);
      setItems(machine, [pop(machine), value]);
    },
  ],
  [0x75, (machine: Machine) => setItems(machine, popToMark(machine))],
  [0x29, tupleOf(0)],
  [0x85, tupleOf(1)],
  [0x86, tupleOf(2)],
  [0x87, tupleOf(3)],
  [0x74, (machine: Machine) => pushTuple(machine, popToMark(machine))],
  [0x71, (machine: Machine) => putAt(machine, machine.bytes.unsigned(1))],
  [0x72, (machine: Machine) => putAt(machine, machine.bytes.unsigned(4))],
  [0x94, (machine: Machine) => putAt(machine, machine.memo.length)],
  [0x68, (machine: Machine) => getFrom(machine, machine.bytes.unsigned(1))],
  [0x6a, (machine: Machine) => getFrom(machine, machine.bytes.unsigned(4))],
  [0x63, push((bytes) => allowedName(`${bytes.line()}.${bytes.line()}`, bytes))],
  [0x93, stackName],
  [0x52, reduce],
  [0x62, dropState],
  [0x51, (machine: Machine) => void machine.stack.push(storageByIdentity(pop(machine), machine.bytes))],
]);

/** The tensors by name: the dictionary itself, or what it keeps under "state_dict". */
export function stateDictionary(value: PickleValue): Map<PickleValue, PickleValue> | null {
  if (!(value instanceof Map)) return null;
  const inner = value.get("state_dict");
  return inner instanceof Map ? inner : value;
}

export function isTensor(value: PickleValue): boolean {
  return kindOf(value) === "tensor";
}
