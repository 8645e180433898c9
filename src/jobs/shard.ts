// One machine's share of a long job, as any scheduler can say it: "2/8" is the second of eight. Who takes what depends on
// the position alone, so shards need not know of each other, and neighbours in a list (records of one patient) spread evenly.
import { UsageError } from "../ecg/errors.ts";

export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** Reads "i/n". Throws UsageError for anything else. */
export function parseShard(text: string): Shard {
  const [, index = "", count = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UsageError(`shard: got ${JSON.stringify(text)}, wanted i/n with i from 1 to n, such as 2/8`);
}

/** Whether the item at `position` (from 0) belongs to the shard. */
export function isInShard({ index, count }: Shard, position: number): boolean {
  return position % count === index - 1;
}
