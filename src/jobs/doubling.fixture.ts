// A handler for the tests of sharing out: doubles numbers, and fails in the ways that work can fail.
import { isMainThread, threadId } from "node:worker_threads";
import { UsageError } from "../ecg/errors.ts";

export function createHandler({ offset }: { offset: number }) {
  if (offset < 0) throw new Error("no handler for an offset below 0");
  return async (task: number) => {
    if (task === 13) throw new UsageError("13 is not doubled");
    if (task === 666 && !isMainThread) process.exit(3);
    await new Promise((resolve) => setTimeout(resolve, task % 5));
    return { value: 2 * task + offset, threadId };
  };
}
