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

/** The bytes are not what their format promises. */
export class FormatError extends GemError {
  constructor(message: string, options?: ErrorOptions) {
    super("format", message, options);
  }
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
