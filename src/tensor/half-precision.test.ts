// Expected values: IEEE 754-2019, table 3.5 and its rounding rule; every half is one of the 65,536 there are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LARGEST_HALF, narrowToHalf, narrowToHalfUpwards, widenHalf } from "./half-precision.ts";

test("every half that is a number comes back from its value", () => {
  for (let bits = 0; bits < 65_536; bits++) {
    const value = widenHalf(bits);
    if (Number.isFinite(value)) assert.equal(narrowToHalf(value), bits);
  }
});

test("what lies between two halves becomes the nearer, in the middle the even one", () => {
  for (let bits = 0; bits < 0x7bff; bits++) {
    const [below, above] = [widenHalf(bits), widenHalf(bits + 1)];
    const middle = (below + above) / 2;
    assert.equal(narrowToHalf(middle), bits % 2 === 0 ? bits : bits + 1);
    assert.equal(narrowToHalf(-middle), 0x8000 | (bits % 2 === 0 ? bits : bits + 1));
    assert.equal(narrowToHalf(below + (above - below) * 0.49), bits);
    assert.equal(narrowToHalf(below + (above - below) * 0.51), bits + 1);
    assert.equal(narrowToHalfUpwards(below + (above - below) * 0.01), bits + 1);
    assert.equal(narrowToHalfUpwards(below), bits);
  }
});

test("what is too large becomes the largest, no number stays none", () => {
  for (const value of [LARGEST_HALF, 65_519, 1e9, Number.POSITIVE_INFINITY]) {
    assert.equal(widenHalf(narrowToHalf(value)), 65_504);
    assert.equal(widenHalf(narrowToHalfUpwards(value)), 65_504);
    assert.equal(widenHalf(narrowToHalf(-value)), -65_504);
  }
  assert.ok(Number.isNaN(widenHalf(narrowToHalf(Number.NaN))));
});
