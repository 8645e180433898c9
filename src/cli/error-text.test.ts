import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { errorText } from "./error-text.ts";

test("an error thrown on purpose keeps its code and words, but not what could steer a terminal", () => {
  assert.deepEqual(errorText(new FormatError("x\u001b[31m\nis odd")), {
    code: "format",
    message: "x\ufffd[31m\ufffdis odd",
  });
});

test("what the system refuses is told as it is, in one line", () => {
  const error = Object.assign(new Error("ENOSPC: no space left on device, write\nmore"), {
    code: "ENOSPC",
    syscall: "write",
  });
  assert.deepEqual(errorText(error), {
    code: "file-access",
    message: "ENOSPC: no space left on device, write",
  });
});

test("a fault of the program says that it is one; a missing package points to gem doctor", () => {
  const fault = errorText(new TypeError("x is not a function\n    at y"));
  assert.equal(fault.code, "internal");
  assert.match(fault.message, /^a fault of this program.*: x is not a function$/);
  assert.equal(errorText("thrown text").code, "internal");
  const missing = Object.assign(new Error("Cannot find package 'zod'"), { code: "ERR_MODULE_NOT_FOUND" });
  assert.deepEqual(errorText(missing), {
    code: "incomplete",
    message: "Cannot find package 'zod'; see gem doctor",
  });
});
