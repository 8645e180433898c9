import assert from "node:assert/strict";
import { test } from "node:test";
import type { GemError } from "../ecg/errors.ts";
import { shareOut } from "./share-out.ts";

const module = new URL("./doubling.fixture.ts", import.meta.url);

async function double(tasks: readonly number[], workerCount: number, setup = { offset: 1 }) {
  const results = new Map<number, { value: number; threadId: number }>();
  const failures = new Map<number, string>();
  await shareOut<typeof setup, number, { value: number; threadId: number }>({
    tasks,
    workerCount,
    module,
    setup,
    onResult: (result, task) => void results.set(task, result),
    onFailure(error, task) {
      failures.set(task, (error as Error).message);
      // what a caller can act on keeps its code across threads
      if (task === 13) assert.equal((error as GemError).code, "usage");
    },
  });
  return { results, failures };
}

const TASKS = Array.from({ length: 40 }, (_, i) => i);

test("every task is done once, whatever the number of workers; a failure stays with its task", async () => {
  for (const workerCount of [1, 2, 3]) {
    const { results, failures } = await double(TASKS, workerCount);
    assert.deepEqual(
      [...results.keys()].sort((a, b) => a - b),
      TASKS.filter((task) => task !== 13),
    );
    for (const [task, { value }] of results) assert.equal(value, 2 * task + 1);
    assert.deepEqual([...failures], [[13, "13 is not doubled"]]);
    const threads = new Set([...results.values()].map(({ threadId }) => threadId));
    assert.equal(threads.size, workerCount);
  }
});

test("a worker that dies takes only its task with it", async () => {
  const { results, failures } = await double([1, 666, 2, 3, 4], 2);
  assert.deepEqual(
    [...results.keys()].sort((a, b) => a - b),
    [1, 2, 3, 4],
  );
  assert.match(failures.get(666) ?? "", /ended with code 3/);
});

test("a handler that cannot be made ends the job", async () => {
  for (const workerCount of [1, 2]) {
    await assert.rejects(double(TASKS, workerCount, { offset: -1 }), /no handler for an offset below 0/);
  }
});

test("what a callback throws ends the job; an aborted one gives no more tasks out", async () => {
  for (const workerCount of [1, 2]) {
    const stop = new AbortController();
    let done = 0;
    const base = { tasks: TASKS, workerCount, module, setup: { offset: 0 } } as const;
    await shareOut({
      ...base,
      signal: stop.signal,
      onResult: () => {
        if (++done === 4) stop.abort();
      },
      onFailure: () => {},
    });
    assert.ok(done >= 4 && done <= 4 + workerCount, `${done}`);
    const throwing = () => {
      throw new Error("the disk is full");
    };
    await assert.rejects(shareOut({ ...base, onResult: throwing, onFailure: throwing }), /disk is full/);
  }
});
