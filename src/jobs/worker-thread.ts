// Runs in a worker thread: loads the module that is named in `workerData`, and does the tasks it is sent, one after
// the other.
import { parentPort, workerData } from "node:worker_threads";
import { GemError } from "../ecg/errors.ts";
import type { HandlerModule, WorkerReply } from "./task-handler.ts";

const { module, setup } = workerData as { module: string; setup: unknown };
const reply = (message: WorkerReply<unknown>) => parentPort?.postMessage(message);

const { createHandler } = (await import(module)) as HandlerModule<unknown, unknown, unknown>;
const handle = await createHandler(setup);

parentPort?.on("message", async (task: unknown) => {
  try {
    reply({ kind: "done", result: await handle(task) });
  } catch (error) {
    if (error instanceof GemError) reply({ kind: "refused", code: error.code, message: error.message });
    else reply({ kind: "failed", error });
  }
});
reply({ kind: "ready" });
