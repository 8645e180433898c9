// What a module must export to have its work shared out: `createHandler`, called once in each worker with the job's
// setup, gives the function that does one task. Setup, tasks and results cross threads by structured clone.

export type TaskHandler<Task, Result> = (task: Task) => Promise<Result>;

export interface HandlerModule<Setup, Task, Result> {
  createHandler(setup: Setup): TaskHandler<Task, Result> | Promise<TaskHandler<Task, Result>>;
}

/** From a worker to whoever shares out. */
export type WorkerReply<Result> =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly error: unknown }
  /** A GemError, whose class would not survive the crossing. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };
