import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../ecg/errors.ts";
import { isInShard, parseShard, WHOLE } from "./shard.ts";

test("the shards of any count share every item out, each to one", () => {
  for (const count of [1, 2, 3, 7]) {
    const shards = Array.from({ length: count }, (_, i) => parseShard(`${i + 1}/${count}`));
    for (let position = 0; position < 50; position++) {
      assert.equal(shards.filter((shard) => isInShard(shard, position)).length, 1);
    }
  }
  assert.ok(isInShard(WHOLE, 12_345));
});

test("what is no share is refused", () => {
  for (const text of ["", "1", "0/2", "3/2", "1/0", "-1/2", "1.5/2", "1/2/3", "a/b", "1/99999999"]) {
    assert.throws(() => parseShard(text), UsageError, text);
  }
});
