// Expected values: Abramowitz and Stegun, table 7.1 (ten digits), and the asymptotic series 7.1.23 for the tail.
import assert from "node:assert/strict";
import { test } from "node:test";
import { errorFunction, errorFunctionComplement } from "./error-function.ts";

test("the error function is that of the tables, on both sides", () => {
  for (const [x, wanted] of [
    [0, 0],
    [0.1, 0.112462916],
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [1.5, 0.9661051465],
    [2, 0.995322265],
  ] as const) {
    assert.ok(Math.abs(errorFunction(x) - wanted) < 6e-11, `${x}`);
    assert.ok(Math.abs(errorFunction(-x) + wanted) < 6e-11, `${-x}`);
    assert.ok(Math.abs(errorFunctionComplement(x) - (1 - wanted)) < 6e-11, `${x}`);
    assert.ok(Math.abs(errorFunctionComplement(-x) - (1 + wanted)) < 6e-11, `${-x}`);
  }
});

test("its complement keeps its digits where it is small", () => {
  for (const x of [8, 12, 20]) {
    const t = 1 / (2 * x * x);
    const series = 1 - t + 3 * t ** 2 - 15 * t ** 3 + 105 * t ** 4 - 945 * t ** 5;
    const wanted = (Math.exp(-x * x) / (x * Math.sqrt(Math.PI))) * series;
    assert.ok(Math.abs(errorFunctionComplement(x) / wanted - 1) < 1e-8, `${x}`);
  }
  // the series and the continued fraction meet without a step
  assert.ok(Math.abs(errorFunctionComplement(2.5 - 1e-9) / errorFunctionComplement(2.5) - 1) < 1e-8);
});
