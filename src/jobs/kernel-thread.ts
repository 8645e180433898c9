// What runs in a thread that shares the work of the transformer's kernels.
import { workerData } from "node:worker_threads";
import { type KernelThread, runKernelThread } from "../tensor/transformer/threaded-kernels.ts";

runKernelThread(workerData as KernelThread);
