// Kernels whose work is shared by threads over one memory where a call is large enough: those for a prompt, an image or
// an ECG, and for a single token products with large matrices. The caller starts the threads, because how is not the
// same in Node and in a browser, and each calls `runKernelThread`. A call is cut into more parts than there are
// threads, and whoever is free takes the next: a thread that is not there yet, or that the system lets wait, keeps
// nobody from finishing.
import { UnsupportedError } from "../../ecg/errors.ts";
import { SHARED_NAMES, type SharedName, shareOf } from "./thread-share.ts";
import { SHARED_BASE64 } from "./transformer-binaries.ts";
import type { TransformerKernels } from "./transformer-kernels.ts";
import {
  compileKernels,
  createSharedMemory,
  functionsOn,
  reserveIn,
  type WasmFunctions,
  type WasmMemory,
} from "./wasm-transformer-kernels.ts";

/** What a thread is told when it is started; can be sent to one. */
export interface KernelThread {
  readonly module: object;
  readonly memory: WasmMemory;
  readonly control: SharedArrayBuffer;
  /** From 1 on: 0 is the one that calls. */
  readonly thread: number;
}

/** Of the words at the front of the control block; arguments follow as doubles. */
const READY = 0;
/** The number of the call, modulo 2^20, and of its next part in the lower bits. */
const NEXT = 1;
const DONE = 2;
const CALL = 3;
const COUNT = 4;
const PARTS = 5;
const PART_BITS = 10;
const PART_MASK = (1 << PART_BITS) - 1;
const CALL_MASK = 0xfffff;
/** Of each thread. */
const PARTS_EACH = 4;
const ARGUMENTS_BYTE = 32;
const MOST_ARGUMENTS = 16;

/** Looks that it takes until sleeping costs less than looking again. */
const LOOKS = 20_000;
const LONGEST_WAIT_MS = 60_000;
/** Multiply-adds, or floats of any other work, below which waking the others costs more than it saves (measured). */
const LEAST_PRODUCTS = 1_500_000;
const LEAST_ATTENTION = 200_000;
const LEAST_FLOATS = 16_384;

export interface ThreadedOptions {
  /** With the one that calls. */
  readonly threads: number;
  readonly start: (thread: KernelThread) => void;
}

export interface ThreadedKernels extends TransformerKernels {
  /** Of `threads`, those that are there by now, with the one that calls. */
  threadsUp(): number;
}

/** null where threads cannot share memory, or there is no relaxed SIMD. */
export async function createThreadedKernels({
  threads,
  start,
}: ThreadedOptions): Promise<ThreadedKernels | null> {
  const module = typeof SharedArrayBuffer === "undefined" ? null : await compileKernels(SHARED_BASE64);
  if (module === null) return null;
  const memory = createSharedMemory();
  const control = new SharedArrayBuffer(ARGUMENTS_BYTE + 8 * MOST_ARGUMENTS);
  // of no call yet, all parts are taken
  new Int32Array(control)[NEXT] = PART_MASK;
  for (let thread = 1; thread < threads; thread++) start({ module, memory, control, thread });
  const functions = functionsOn(module, memory);
  const call = shareCalls(functions, control, Math.min(threads * PARTS_EACH, PART_MASK));
  const shared = Object.fromEntries(
    SHARED_NAMES.map((name) => [
      name,
      (...of: number[]) => {
        if (threads > 1 && isWorthSharing(name, of)) call(name, of);
        else run(functions, name, of);
      },
    ]),
  ) as Pick<TransformerKernels, SharedName>;
  return {
    ...functions,
    ...shared,
    build: "relaxed-simd",
    threads,
    threadsUp: () => 1 + Atomics.load(new Int32Array(control), READY),
    reserve: reserveIn(memory),
  };
}

function run(functions: WasmFunctions, name: SharedName, of: readonly number[]): void {
  (functions[name] as (...of: readonly number[]) => void)(...of);
}

function isWorthSharing(name: SharedName, of: readonly number[]): boolean {
  const product = (...indices: readonly number[]) => indices.reduce((size, index) => size * of[index]!, 1);
  switch (name) {
    case "multiply":
      return product(2, 4, 5) >= LEAST_PRODUCTS;
    case "multiplyInt8":
      return product(1, 3, 4) >= LEAST_PRODUCTS;
    case "attend":
      // one row is one part; the positions are those of the row in the middle
      return of[2]! > 1 && product(2, 3, 5) * (of[10]! + (of[11]! * of[2]!) / 2) >= LEAST_ATTENTION;
    case "quantise":
      return product(2, 3) >= LEAST_FLOATS;
    case "gateSilu":
      return product(1, 2) >= LEAST_FLOATS;
    case "gelu":
    case "quickGelu":
      return of[1]! >= LEAST_FLOATS;
  }
}

function shareCalls(functions: WasmFunctions, control: SharedArrayBuffer, parts: number) {
  const words = new Int32Array(control);
  const doubles = new Float64Array(control, ARGUMENTS_BYTE);
  let number = 0;
  return (name: SharedName, of: readonly number[]): void => {
    // nobody takes a part before NEXT is of this call, nor after it is done
    doubles.set(of);
    words[CALL] = SHARED_NAMES.indexOf(name);
    words[COUNT] = of.length;
    words[PARTS] = parts;
    Atomics.store(words, DONE, 0);
    number = (number + 1) & CALL_MASK;
    Atomics.store(words, NEXT, number << PART_BITS);
    Atomics.notify(words, NEXT);
    takeParts(functions, control, 0);
    waitForAll(words, parts);
  };
}

/** Computes parts of the call there is, until all are taken. */
function takeParts(functions: WasmFunctions, control: SharedArrayBuffer, thread: number): void {
  const words = new Int32Array(control);
  for (;;) {
    const next = Atomics.load(words, NEXT);
    const part = next & PART_MASK;
    if (part >= Atomics.load(words, PARTS)) return;
    if (Atomics.compareExchange(words, NEXT, next, next + 1) !== next) continue;
    // from here on the call cannot end without this part: what describes it stays
    const parts = Atomics.load(words, PARTS);
    const name = SHARED_NAMES[Atomics.load(words, CALL)]!;
    const of = Array.from(new Float64Array(control, ARGUMENTS_BYTE, Atomics.load(words, COUNT)));
    const share = shareOf(name, of, { part, parts, thread });
    if (share !== null) run(functions, name, share);
    Atomics.add(words, DONE, 1);
    Atomics.notify(words, DONE);
  }
}

function waitForAll(words: Int32Array, parts: number): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, DONE) === parts) return;
  const end = Date.now() + LONGEST_WAIT_MS;
  for (let done = Atomics.load(words, DONE); done !== parts; done = Atomics.load(words, DONE)) {
    if (Date.now() > end) throw new UnsupportedError("a thread of the kernels does not answer any more");
    sleepWhile(words, DONE, done);
  }
}

/** The main thread of a page may not sleep: it looks again. */
function sleepWhile(words: Int32Array, index: number, value: number): void {
  try {
    Atomics.wait(words, index, value, 1000);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** What a thread does until it is ended from outside. */
export function runKernelThread({ module, memory, control, thread }: KernelThread): never {
  const functions = functionsOn(module, memory);
  const words = new Int32Array(control);
  Atomics.add(words, READY, 1);
  for (;;) {
    const seen = Atomics.load(words, NEXT);
    takeParts(functions, control, thread);
    for (let look = 0; look < LOOKS && Atomics.load(words, NEXT) === seen; look++);
    Atomics.wait(words, NEXT, seen);
  }
}
