// What a failure says to the person at the terminal: one line, whatever was thrown.
import { GemError } from "../ecg/errors.ts";
import { plainText } from "../report/plain-text.ts";

/** What `error` says, and the code that stands for it in JSON. A fault of this program says that it is one. */
export function errorText(error: unknown): { code: string; message: string } {
  if (error instanceof GemError) return { code: error.code, message: plainText(error.message) };
  const { message, syscall, code } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  const line = plainText(message.split("\n", 1)[0]!);
  if (syscall !== undefined) return { code: "file-access", message: line };
  if (code === "ERR_MODULE_NOT_FOUND") return { code: "incomplete", message: `${line}; see gem doctor` };
  return {
    code: "internal",
    message: `a fault of this program, please report it (GEM_DEBUG=1 shows where): ${line}`,
  };
}
