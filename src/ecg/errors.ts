// One class per failure a caller can act on. Messages say what, where, what was got and what was wanted;
// they are written for the person at the terminal and never carry waveforms or patient data.

/** Base of every error this project throws on purpose; `code` is stable and appears in JSON. */
export class GemError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A file is missing, unreadable, or a folder where a file was expected. */
export class FileAccessError extends GemError {
  constructor(message: string, options?: ErrorOptions) {
    super("file-access", message, options);
  }
}

/** Where a file breaks its format's promise, and how. */
export interface FormatFault {
  /** As the caller names it. */
  readonly file: string;
  /** Of the first byte of what is wrong; absent where the format is text and the field says enough. */
  readonly byteOffset?: number;
  /** "gain of lead V3", "series/effectiveTime", "line 12". */
  readonly field: string;
  /** Fit to be printed: numbers, or text that went through `quote`; never patient data. */
  readonly got: string | number;
  readonly wanted: string;
}

/** The bytes are not what their format promises. */
export class FormatError extends GemError {
  /** null where the message says all. */
  readonly fault: FormatFault | null;

  constructor(fault: FormatFault | string, options?: ErrorOptions) {
    super("format", typeof fault === "string" ? fault : faultText(fault), options);
    this.fault = typeof fault === "string" ? null : fault;
  }
}

function faultText({ file, byteOffset, field, got, wanted }: FormatFault): string {
  const place = byteOffset === undefined ? "" : `, byte ${byteOffset}`;
  return `${file}${place}: ${field}: got ${got}, wanted ${wanted}`;
}

/** The format is recognised but this variant of it is not read. */
export class UnsupportedError extends GemError {
  constructor(message: string, options?: ErrorOptions) {
    super("unsupported", message, options);
  }
}

/** The command line, or an option given to a function, makes no sense. */
export class UsageError extends GemError {
  constructor(message: string, options?: ErrorOptions) {
    super("usage", message, options);
  }
}
