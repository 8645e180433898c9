// One file from a server, from a byte on, as its pieces come: a server that answers with another range, more bytes than
// were announced or fewer is told apart from one that is down.
import { FileAccessError, FormatError } from "../../ecg/errors.ts";

export interface FetchRangeOptions {
  readonly url: string;
  /** Bytes that are there already. */
  readonly from: number;
  /** Of the whole file. */
  readonly byteLength: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a byte before the server counts as silent. */
  readonly patienceMs: number;
}

export interface RangePiece {
  /** Where it belongs in the file: 0 first, where a server cannot go on in the middle. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Throws FileAccessError for a server that fails, which may be asked again, and FormatError for one that lies. */
export async function* fetchRange(options: FetchRangeOptions): AsyncGenerator<RangePiece> {
  const { url, from, byteLength } = options;
  const patience = impatientSignal(options);
  try {
    const range: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {};
    const response = await answerOf(url, { ...options.headers, ...range }, patience.signal);
    let at = startOf(response, { url, from, byteLength });
    if (response.body === null) throw new FileAccessError(`${url}: an answer without content`);
    for await (const bytes of piecesOf(response.body, url)) {
      patience.renew();
      if (at + bytes.length > byteLength) {
        throw new FormatError({
          file: url,
          field: "bytes",
          got: `more than ${byteLength}`,
          wanted: `${byteLength}`,
        });
      }
      yield { at, bytes };
      at += bytes.length;
    }
    if (at < byteLength)
      throw new FileAccessError(`${url}: the answer ended after ${at} of ${byteLength} bytes`);
  } finally {
    patience.end();
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>, url: string): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new FileAccessError(`${url}: the answer broke off (${reason(error)})`, { cause: error });
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function answerOf(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal });
  } catch (error) {
    throw new FileAccessError(`${url}: no answer (${reason(error)})`, { cause: error });
  }
  if (response.status === 200 || response.status === 206) return response;
  await response.body?.cancel();
  throw statusFault(url, response.status);
}

export function statusFault(url: string, status: number): FileAccessError | FormatError {
  if (status === 401 || status === 403) {
    return new FormatError(
      `${url}: not for everybody (status ${status}), wanted a token of the hub in HF_TOKEN`,
    );
  }
  if (status === 404) return new FormatError(`${url}: the hub has nothing by that name (status 404)`);
  return new FileAccessError(`${url}: status ${status}, wanted 200`);
}

/** 200 is the whole file, whatever was asked for. */
function startOf(
  response: Response,
  { url, from, byteLength }: { readonly url: string; readonly from: number; readonly byteLength: number },
): number {
  if (response.status === 200) return 0;
  const range = response.headers.get("content-range") ?? "";
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
  const isSame = Number(start) === from && (total === "*" || Number(total) === byteLength);
  if (isSame) return from;
  throw new FormatError({
    file: url,
    field: "content-range",
    got: JSON.stringify(range.slice(0, 60)),
    wanted: `bytes ${from}-${byteLength - 1}/${byteLength}`,
  });
}

function impatientSignal({ signal, patienceMs }: FetchRangeOptions) {
  const control = new AbortController();
  const stop = () => control.abort(new Error("stopped"));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  const silent = () => control.abort(new Error(`silent for ${Math.round(patienceMs / 1000)} s`));
  let timer = setTimeout(silent, patienceMs);
  return {
    signal: control.signal,
    renew() {
      clearTimeout(timer);
      timer = setTimeout(silent, patienceMs);
    },
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    },
  };
}

/** The innermost says most: "fetch failed" alone says nothing. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reason(error.cause) : error.message.split("\n", 1)[0]!;
}
