// The transformer's kernels on several threads of Node. The threads end with the process and do not keep it alive.
import { Worker } from "node:worker_threads";
import { createThreadedKernels, type ThreadedKernels } from "../tensor/transformer/threaded-kernels.ts";

export interface KernelThreads {
  readonly kernels: ThreadedKernels;
  /** Ends the threads; the kernels are not to be called any more. */
  stop(): Promise<void>;
}

/** `threads` counts the calling one; null where there is no relaxed SIMD. */
export async function startKernelThreads(threads: number): Promise<KernelThreads | null> {
  const own = import.meta.url.endsWith(".ts") ? "./kernel-thread.ts" : "./kernel-thread.js";
  const workers: Worker[] = [];
  const kernels = await createThreadedKernels({
    threads,
    start(thread) {
      const worker = new Worker(new URL(own, import.meta.url), { workerData: thread });
      // one that does not start is not waited for; an unheard error would end the process
      worker.on("error", () => {});
      worker.unref();
      workers.push(worker);
    },
  });
  if (kernels === null) return null;
  return {
    kernels,
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
