// Shares tasks out over worker threads: a free worker gets the next one. Results come as they are ready, in no order that
// may be relied on; what the tasks write must not depend on who did them.
import { Worker } from "node:worker_threads";
import { GemError } from "../ecg/errors.ts";
import type { HandlerModule, WorkerReply } from "./task-handler.ts";

export interface ShareOutOptions<Setup, Task, Result> {
  readonly tasks: Iterable<Task>;
  /** From 1; one works in this thread. */
  readonly workerCount: number;
  /** Exports `createHandler` (HandlerModule). */
  readonly module: URL;
  readonly setup: Setup;
  onResult(result: Result, task: Task): void | Promise<void>;
  /** Called for a task whose handler threw or whose worker died; what it throws ends the job. */
  onFailure(error: unknown, task: Task): void | Promise<void>;
  /** Once aborted, no further task is given out; those under way are finished. */
  readonly signal?: AbortSignal | undefined;
}

/** Resolves when all tasks are done, or those under way once aborted; rejects with what a callback or a worker's start throws. */
export async function shareOut<Setup, Task, Result>(
  options: ShareOutOptions<Setup, Task, Result>,
): Promise<void> {
  const tasks = options.tasks[Symbol.iterator]();
  const stop = new AbortController();
  const next = (): IteratorResult<Task> =>
    options.signal?.aborted || stop.signal.aborted ? { done: true, value: undefined } : tasks.next();
  const work = options.workerCount <= 1 ? workHere : workInThread;
  const shares = Array.from({ length: Math.max(1, options.workerCount) }, () =>
    work(options, next).catch((error: unknown) => {
      stop.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(shares);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function workHere<Setup, Task, Result>(
  { module, setup, onResult, onFailure }: ShareOutOptions<Setup, Task, Result>,
  next: () => IteratorResult<Task>,
): Promise<void> {
  const { createHandler } = (await import(module.href)) as HandlerModule<Setup, Task, Result>;
  const handle = await createHandler(setup);
  for (let step = next(); !step.done; step = next()) {
    let result: Result;
    try {
      result = await handle(step.value);
    } catch (error) {
      await onFailure(error, step.value);
      continue;
    }
    await onResult(result, step.value);
  }
}

async function workInThread<Setup, Task, Result>(
  options: ShareOutOptions<Setup, Task, Result>,
  next: () => IteratorResult<Task>,
): Promise<void> {
  let worker: Worker | null = null;
  try {
    for (let step = next(); !step.done; step = next()) {
      worker ??= await startWorker(options);
      const reply = await replyTo<Task, Result>(worker, step.value);
      if (reply.kind === "done") await options.onResult(reply.result, step.value);
      else {
        const error = reply.kind === "refused" ? new GemError(reply.code, reply.message) : reply.error;
        await options.onFailure(error, step.value);
        // a thread that died (out of memory, process.exit) leaves its task failed and its place to another
        if (reply.kind === "died") worker = null;
      }
    }
  } finally {
    await worker?.terminate();
  }
}

async function startWorker<Setup>({ module, setup }: { module: URL; setup: Setup }): Promise<Worker> {
  const own = import.meta.url.endsWith(".ts") ? "./worker-thread.ts" : "./worker-thread.js";
  const worker = new Worker(new URL(own, import.meta.url), { workerData: { module: module.href, setup } });
  const reply = await nextReply<unknown>(worker);
  if (reply.kind === "ready") return worker;
  throw "error" in reply ? reply.error : new Error("a worker answered before it was ready");
}

type Reply<Result> = WorkerReply<Result> | { readonly kind: "died"; readonly error: unknown };

async function replyTo<Task, Result>(
  worker: Worker,
  task: Task,
): Promise<Exclude<Reply<Result>, { kind: "ready" }>> {
  const reply = nextReply<Result>(worker);
  worker.postMessage(task);
  const answer = await reply;
  return answer.kind === "ready" ? { kind: "died", error: new Error("a worker started anew") } : answer;
}

function nextReply<Result>(worker: Worker): Promise<Reply<Result>> {
  return new Promise((resolve) => {
    const settle = (reply: Reply<Result>) => {
      worker.off("message", settle).off("error", onError).off("exit", onExit);
      resolve(reply);
    };
    const onError = (error: unknown) => settle({ kind: "died", error });
    const onExit = (code: number) =>
      settle({ kind: "died", error: new Error(`a worker thread ended with code ${code}`) });
    worker.on("message", settle).on("error", onError).on("exit", onExit);
  });
}
