// A model hub on this machine, with the tiny checkpoint of test/fixtures/golden, that can fail in the ways servers do.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const CHECKPOINT = new URL("../../test/fixtures/golden/checkpoint/", import.meta.url);
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

export interface HubFault {
  /** Of this file only. */
  readonly file: string;
  /** Closes the connection after so many bytes, as often as `times` says. */
  readonly breaksAfter?: number;
  /** Sends nothing more after so many bytes, and never ends. */
  readonly stallsAfter?: number;
  readonly times?: number;
  readonly ignoresRanges?: boolean;
  readonly wrongRange?: boolean;
  readonly flipsByte?: number;
  readonly appends?: string;
  readonly status?: number;
}

export interface Hub {
  readonly url: string;
  /** "GET /path range", in order. */
  readonly requests: readonly string[];
  /** null takes it away. */
  fail(fault: HubFault | null): void;
  /** In the place of the listing. */
  answer(json: unknown): void;
  close(): Promise<void>;
}

const FILES: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  [
    "config.json",
    "model.safetensors",
    "tokenizer.model",
    "tokenizer_config.json",
    "clip_tiny/config.json",
    "ecg_coca/coca_tiny.json",
  ].map((name) => [name, new Uint8Array(readFileSync(new URL(name, CHECKPOINT)))]),
);

/** Files of training and other formats, which are not wanted, and the listing of all. */
export function listing(): Record<string, unknown> {
  const unwanted = [
    ".gitattributes",
    "optimizer.pt",
    "training_args.bin",
    "pytorch_model.bin",
    "trainer_state.json",
  ];
  return {
    sha: COMMIT,
    cardData: { license: "apache-2.0" },
    siblings: [
      ...Object.entries(FILES).map(([rfilename, bytes]) => ({
        rfilename,
        size: bytes.length,
        blobId: createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex"),
        ...(bytes.length > 100_000 && {
          lfs: {
            size: bytes.length,
            sha256: createHash("sha256").update(bytes).digest("hex"),
            pointerSize: 134,
          },
        }),
      })),
      ...unwanted.map((rfilename) => ({ rfilename, size: 9, blobId: COMMIT })),
    ],
  };
}

export async function startHub(): Promise<Hub> {
  const requests: string[] = [];
  let fault: HubFault | null = null;
  let failures = 0;
  let answered: unknown = listing();
  const server = createServer((request, response) => {
    const { range = "", authorization = "" } = request.headers;
    requests.push(`${request.method} ${request.url} ${range}${authorization}`.trimEnd());
    const name = /^\/owner\/tiny\/resolve\/[0-9a-f]{40}\/(.+)$/.exec(request.url ?? "")?.[1] ?? "";
    if (request.url?.startsWith("/api/models/owner/tiny/revision/")) response.end(JSON.stringify(answered));
    else if (Object.hasOwn(FILES, name)) {
      const isFailing = fault?.file === name && failures < (fault.times ?? Number.POSITIVE_INFINITY);
      if (isFailing) failures++;
      send({ request, response, bytes: FILES[name]!, fault: isFailing ? fault : null });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail(next) {
      fault = next;
      failures = 0;
    },
    answer(json) {
      answered = json;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Uint8Array;
  readonly fault: HubFault | null;
}

function send({ request, response, bytes, fault }: Sending): void {
  if (fault?.status !== undefined) {
    response.writeHead(fault.status).end();
    return;
  }
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
  const from = asked === undefined || fault?.ignoresRanges ? 0 : Number(asked);
  const body = bytes.slice(from);
  if (fault?.flipsByte !== undefined && fault.flipsByte >= from) body[fault.flipsByte - from]! ^= 1;
  if (from > 0) {
    const start = fault?.wrongRange ? from - 1 : from;
    response.writeHead(206, { "Content-Range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` });
  }
  const end = fault?.breaksAfter ?? fault?.stallsAfter;
  if (end === undefined) response.end(Buffer.concat([body, Buffer.from(fault?.appends ?? "")]));
  else if (fault?.stallsAfter !== undefined) response.write(body.subarray(0, end));
  else response.write(body.subarray(0, end), () => setTimeout(() => response.destroy(), 20));
}
