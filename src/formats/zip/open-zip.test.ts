// Expected values: what Python's zipfile reads from the fixtures (make-fixtures.py beside them); hostile
// archives are put together here.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { deflateSync } from "fflate";
import { FormatError, GemError, UnsupportedError } from "../../ecg/errors.ts";
import { crc32 } from "../crc32.ts";
import { openZip, type ZipArchive } from "./open-zip.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/zip/", import.meta.url);
const expected: Record<string, { name: string; byteLength: number; sha256: string }[]> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function open(source: string | Uint8Array): ZipArchive {
  const bytes = typeof source === "string" ? new Uint8Array(readFileSync(new URL(source, FIXTURES))) : source;
  return openZip({ bytes, where: "x.zip" });
}

for (const [file, files] of Object.entries(expected)) {
  test(`${file} is what Python reads`, () => {
    const archive = open(file);
    const read = archive.entries.map(({ name, byteLength }) => {
      const bytes = archive.read(name);
      assert.equal(bytes.length, byteLength);
      return { name, byteLength, sha256: createHash("sha256").update(bytes).digest("hex") };
    });
    assert.deepEqual(read, files);
  });
}

interface Part {
  readonly name: string;
  readonly data: Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly statedBytes?: number;
  readonly crc?: number;
  /** Points the list at the data of an earlier part. */
  readonly sameAs?: number;
}

/** An archive of parts that may lie about themselves. */
function archiveOf(parts: readonly Part[]): Uint8Array {
  const chunks: Buffer[] = [];
  const list: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  for (const { name, data, flags = 0, method = 0, statedBytes, crc, sameAs } of parts) {
    const nameBytes = Buffer.from(name, "utf8");
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags | 0x800, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc ?? crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(statedBytes ?? data.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    offsets.push(sameAs === undefined ? length : offsets[sameAs]!);
    if (sameAs === undefined) {
      const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, nameBytes, data]);
      chunks.push(local);
      length += local.length;
    }
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", "latin1");
    fields.copy(entry, 6);
    entry.writeUInt32LE(offsets.at(-1)!, 42);
    list.push(Buffer.concat([entry, nameBytes]));
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(length, 16);
  return new Uint8Array(Buffer.concat([...chunks, directory, end]));
}

const data = new TextEncoder().encode("I\n0.1\n");

test("names: slashes either way, the same one twice, files of operating systems left out", () => {
  const names = [
    "a.csv",
    "a.csv",
    "d\\a.csv",
    "d/a.csv",
    "./e",
    "e",
    "e (2)",
    "x/",
    "__MACOSX/a",
    "x/.hidden",
    ".x/y",
  ];
  const archive = open(archiveOf(names.map((name) => ({ name, data }))));
  assert.deepEqual(
    archive.entries.map(({ name }) => name),
    ["a.csv", "a (2).csv", "d/a.csv", "d/a (2).csv", "e", "e (2)", "e (2) (2)"],
  );
  assert.deepEqual(archive.read("a (2).csv"), data);
  assert.throws(() => archive.read("A.csv"), /no file of that name/);
});

const long = new Uint8Array(100_000);
const packed = deflateSync(long);
const packedCrc = crc32(long);
const badNames = [
  "/etc/passwd",
  "../x",
  "a/../../x",
  "C:\\x",
  "c:x",
  "a\nb",
  "a\u202eb",
  "\\\\host\\x",
  "",
  "x".repeat(2000),
];
const refused: [string, () => unknown, typeof FormatError | typeof UnsupportedError, RegExp][] = [
  ...badNames.map(
    (name) =>
      [
        `the name ${JSON.stringify(name.slice(0, 20))}`,
        () => open(archiveOf([{ name, data }])),
        FormatError,
        /name of a file/,
      ] as [string, () => unknown, typeof FormatError, RegExp],
  ),
  ["no archive", () => open(new Uint8Array(5)), FormatError, /end of the archive/],
  [
    "an encrypted file",
    () => open(archiveOf([{ name: "a", data, flags: 1 }])).read("a"),
    UnsupportedError,
    /encrypted/,
  ],
  ["a foreign method", () => open("bzip2.zip").read("a.csv"), UnsupportedError, /method 12/],
  [
    "another checksum",
    () => open(archiveOf([{ name: "a", data, crc: 1 }])).read("a"),
    FormatError,
    /checksum/,
  ],
  [
    "a size that is too small",
    () =>
      open(archiveOf([{ name: "a", data: packed, method: 8, statedBytes: 99_999, crc: packedCrc }])).read(
        "a",
      ),
    FormatError,
    /more bytes than its size says/,
  ],
  [
    "a size that is too large",
    () =>
      open(archiveOf([{ name: "a", data: packed, method: 8, statedBytes: 100_001, crc: packedCrc }])).read(
        "a",
      ),
    FormatError,
    /fewer bytes/,
  ],
  [
    "broken data",
    () =>
      open(
        archiveOf([{ name: "a", data: packed.map((b) => b ^ 0x5a), method: 8, statedBytes: 100_000 }]),
      ).read("a"),
    FormatError,
    /damaged data|bytes than its size says/,
  ],
  [
    "a stored file of another size",
    () => open(archiveOf([{ name: "a", data, statedBytes: 7 }])).read("a"),
    FormatError,
    /not packed/,
  ],
  [
    "a ratio beyond reason",
    () => open(archiveOf([{ name: "a", data: packed, method: 8, statedBytes: 2_000_000 }])),
    FormatError,
    /growth of a file/,
  ],
  [
    "a file larger than is read",
    () => open(archiveOf([{ name: "a", data, method: 8, statedBytes: 600_000_000 }])),
    FormatError,
    /size of a file/,
  ],
  [
    "files that share their data",
    () =>
      open(
        archiveOf([
          { name: "a", data },
          { name: "b", data, sameAs: 0 },
        ]),
      ),
    FormatError,
    /place of a file/,
  ],
];
for (const [what, act, kind, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(act, (error) => {
      assert.ok(error instanceof kind, String(error));
      assert.match(error.message, message);
      assert.ok(!/[\n\r]/.test(error.message));
      return true;
    });
  });
}

test("a bomb stops where its promise ends", () => {
  // 80 MB of zeros in 80 KB, said to be 16 MB: less than the ratio that is refused at once
  const bomb = deflateSync(new Uint8Array(80_000_000));
  const archive = open(archiveOf([{ name: "a", data: bomb, method: 8, statedBytes: 16_000_000 }]));
  const started = performance.now();
  const before = process.memoryUsage().arrayBuffers;
  assert.throws(() => archive.read("a"), /more bytes than its size says/);
  assert.ok(performance.now() - started < 5000);
  assert.ok(process.memoryUsage().arrayBuffers - before < 70_000_000);
});

test("truncated and mutated archives give what was stored or an error of one line", () => {
  const seeds = Object.keys(expected).map((file) => new Uint8Array(readFileSync(new URL(file, FIXTURES))));
  const hidden = createHash("sha256").update("left out").digest("hex");
  const known = new Set([
    hidden,
    ...Object.values(expected).flatMap((files) => files.map((file) => file.sha256)),
  ]);
  const edit = fc.tuple(
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
  );
  const property = fc.property(
    fc.constantFrom(...seeds),
    fc.array(edit, { maxLength: 4 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    (seed, edits, share) => {
      const bytes = seed.slice(0, Math.floor((share ?? 1) * seed.length));
      for (const [at, overwrite] of edits) {
        const position = Math.floor(at * bytes.length);
        bytes.set(overwrite.subarray(0, bytes.length - position), position);
      }
      const started = performance.now();
      let archive: ZipArchive;
      try {
        archive = open(bytes);
      } catch (error) {
        return assertOneLine(error);
      }
      for (const { name, byteLength } of archive.entries) {
        try {
          const read = archive.read(name);
          assert.equal(read.length, byteLength);
          // what is given out was put in: its checksum was right
          assert.ok(known.has(createHash("sha256").update(read).digest("hex")));
        } catch (error) {
          assertOneLine(error);
        }
      }
      assert.ok(performance.now() - started < 5000);
    },
  );
  fc.assert(property, { numRuns: 1500 });
});

function assertOneLine(error: unknown): void {
  assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
  assert.ok(!/[\n\r]/.test(error.message), "one line");
}

test("the beginning of a file is that of the whole, and needs no more of it", () => {
  const data = new TextEncoder().encode("0.125,-0.25\n".repeat(50_000));
  const packed = deflateSync(data);
  const archive = open(
    archiveOf([
      { name: "packed.csv", data: packed, method: 8, statedBytes: data.length, crc: crc32(data) },
      { name: "plain.csv", data },
      { name: "cut.csv", data: packed.subarray(0, 60), method: 8, statedBytes: 500, crc: 0 },
    ]),
  );
  for (const name of ["packed.csv", "plain.csv"]) {
    assert.deepEqual(archive.readBeginning(name, 8192), data.subarray(0, 8192));
    assert.deepEqual(archive.readBeginning(name, 2e6), data);
    assert.equal(archive.byteLength(name), data.length);
  }
  const cut = archive.readBeginning("cut.csv", 8192);
  assert.deepEqual(cut, data.subarray(0, cut.length));
  assert.equal(archive.byteLength("none"), null);
});

test("each of 50,000 files is found at once", () => {
  const data = new TextEncoder().encode("I\n1\n");
  const archive = open(archiveOf(Array.from({ length: 50_000 }, (_, i) => ({ name: `${i}.csv`, data }))));
  const started = performance.now();
  for (const { name } of archive.entries) {
    assert.equal(archive.byteLength(name), 4);
    archive.readBeginning(name, 4);
  }
  // looking through the list for each takes minutes
  assert.ok(performance.now() - started < 3000);
});
