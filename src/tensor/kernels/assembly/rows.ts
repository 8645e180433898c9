// Norms and activation functions of rows of floats.
import {
  address,
  exponential,
  gaussianUnit,
  largestOfLanes,
  loadSome,
  multiplyAdd,
  storeSome,
  sumOfLanes,
  timesSigmoid,
} from "./vectors";

export function layerNorm(
  xAt: i32,
  rows: i32,
  columns: i32,
  weightAt: i32,
  biasAt: i32,
  epsilon: f32,
  yAt: i32,
): void {
  let x = address(xAt);
  let y = address(yAt);
  const share: f32 = (1 as f32) / (columns as f32);
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    for (let i = 0; i < columns; i += 4) sums = f32x4.add(sums, loadSome(x + address(i), columns - i));
    const mean = sumOfLanes(sums) * share;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    let i = 0;
    for (; i + 4 <= columns; i += 4) {
      const apart = f32x4.sub(v128.load(x + address(i)), means);
      squares = multiplyAdd(apart, apart, squares);
    }
    let sum = sumOfLanes(squares);
    for (; i < columns; i++) {
      const apart = load<f32>(x + address(i)) - mean;
      sum += apart * apart;
    }
    const scales = f32x4.splat((1 as f32) / sqrt<f32>(sum * share + epsilon));
    for (i = 0; i < columns; i += 4) {
      const count = columns - i;
      const normal = f32x4.mul(f32x4.sub(loadSome(x + address(i), count), means), scales);
      const weight = loadSome(address(weightAt + i), count);
      const bias = loadSome(address(biasAt + i), count);
      storeSome(y + address(i), multiplyAdd(normal, weight, bias), count);
    }
    x += address(columns);
    y += address(columns);
  }
}

export function rmsNorm(xAt: i32, rows: i32, columns: i32, weightAt: i32, epsilon: f32, yAt: i32): void {
  let x = address(xAt);
  let y = address(yAt);
  for (let row = 0; row < rows; row++) {
    let squares = f32x4.splat(0);
    for (let i = 0; i < columns; i += 4) {
      const value = loadSome(x + address(i), columns - i);
      squares = multiplyAdd(value, value, squares);
    }
    const mean = sumOfLanes(squares) / (columns as f32);
    const scales = f32x4.splat((1 as f32) / sqrt<f32>(mean + epsilon));
    for (let i = 0; i < columns; i += 4) {
      const count = columns - i;
      const weight = loadSome(address(weightAt + i), count);
      const normal = f32x4.mul(loadSome(x + address(i), count), scales);
      storeSome(y + address(i), f32x4.mul(normal, weight), count);
    }
    x += address(columns);
    y += address(columns);
  }
}

export function gelu(xAt: i32, count: i32, yAt: i32): void {
  const x = address(xAt);
  const y = address(yAt);
  for (let i = 0; i < count; i += 4) {
    storeSome(y + address(i), gaussianUnit(loadSome(x + address(i), count - i)), count - i);
  }
}

export function quickGelu(xAt: i32, count: i32, yAt: i32): void {
  const x = address(xAt);
  const y = address(yAt);
  for (let i = 0; i < count; i += 4) {
    storeSome(y + address(i), timesSigmoid(loadSome(x + address(i), count - i), 1.702), count - i);
  }
}

export function silu(xAt: i32, count: i32, yAt: i32): void {
  const x = address(xAt);
  const y = address(yAt);
  for (let i = 0; i < count; i += 4) {
    storeSome(y + address(i), timesSigmoid(loadSome(x + address(i), count - i), 1), count - i);
  }
}

export function gateSilu(xAt: i32, rows: i32, columns: i32, yAt: i32): void {
  let x = address(xAt);
  let y = address(yAt);
  for (let row = 0; row < rows; row++) {
    const up = x + address(columns);
    for (let i = 0; i < columns; i += 4) {
      const count = columns - i;
      const gate = timesSigmoid(loadSome(x + address(i), count), 1);
      storeSome(y + address(i), f32x4.mul(gate, loadSome(up + address(i), count)), count);
    }
    x = up + address(columns);
    y += address(columns);
  }
}

export function softmax(xAt: i32, rows: i32, columns: i32, yAt: i32): void {
  for (let row = 0; row < rows; row++) {
    softmaxRow(address(xAt + row * columns), columns, 1, address(yAt + row * columns));
  }
}

/** `whole` is what the shares add up to. */
export function softmaxRow(x: usize, count: i32, whole: f32, y: usize): void {
  let largest = f32x4.splat(-Infinity);
  let i = 0;
  for (; i + 4 <= count; i += 4) largest = f32x4.pmax(largest, v128.load(x + address(i)));
  let most = largestOfLanes(largest);
  for (; i < count; i++) most = max(most, load<f32>(x + address(i)));
  const mosts = f32x4.splat(most);
  let sums = f32x4.splat(0);
  for (i = 0; i + 4 <= count; i += 4) {
    const share = exponential(f32x4.sub(v128.load(x + address(i)), mosts));
    sums = f32x4.add(sums, share);
    v128.store(y + address(i), share);
  }
  let sum = sumOfLanes(sums);
  for (; i < count; i++) {
    const share = f32x4.extract_lane(exponential(f32x4.splat(load<f32>(x + address(i)) - most)), 0);
    sum += share;
    store<f32>(y + address(i), share);
  }
  const shares = f32x4.splat(whole / sum);
  for (i = 0; i < count; i += 4) {
    storeSome(y + address(i), f32x4.mul(loadSome(y + address(i), count - i), shares), count - i);
  }
}

export function add(xAt: i32, count: i32, yAt: i32): void {
  const x = address(xAt);
  const y = address(yAt);
  for (let i = 0; i < count; i += 4) {
    const sum = f32x4.add(loadSome(x + address(i), count - i), loadSome(y + address(i), count - i));
    storeSome(y + address(i), sum, count - i);
  }
}

export function argmax(xAt: i32, count: i32): i32 {
  let best = 0;
  let most = load<f32>(address(xAt));
  for (let i = 1; i < count; i++) {
    const value = load<f32>(address(xAt + i));
    if (value > most) {
      most = value;
      best = i;
    }
  }
  return best;
}
