// fake-peer.fixture.ts has every package but scipy, each in version 1.2.3.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DELINEATORS } from "./delineators.ts";
import { FAKE_PEER } from "./fake-peer.fixture.ts";
import { findDelineators } from "./find-delineators.ts";

const named = (...names: string[]) => DELINEATORS.filter(({ name }) => names.includes(name));

test("what is there has its version; what is missing has the line that installs it", async () => {
  const found = await findDelineators(named("ecgdeli", "openecg-v56c"), {
    command: process.execPath,
    args: [FAKE_PEER, "marks.json"],
  });
  assert.deepEqual(
    found.present.map(({ delineator: { name }, version }) => [name, version]),
    [["ecgdeli", "ecgdeli 1.2.3"]],
  );
  assert.equal(found.absent.length, 1);
  assert.equal(found.absent[0]?.name, "openecg-v56c");
  assert.match(found.absent[0]?.why ?? "", /lacks scipy; wanted: pip install scipy==1\.17\.1$/);
});

test("without Python none is there, and each says what to install", async () => {
  const { present, absent } = await findDelineators(named("nk-dwt"), {
    command: "/no/such/python",
    args: [],
  });
  assert.deepEqual(present, []);
  assert.match(
    absent[0]?.why ?? "",
    /^\/no\/such\/python could not be asked .* cannot be run \(ENOENT\); .*--python FILE.* pip install neurokit2==0\.2\.13$/,
  );
});

test("an answer that is no list of versions is said, whatever it is", async () => {
  for (const text of ["no", '{"neurokit2": 2}', "[]"]) {
    const { absent } = await findDelineators(named("nk-dwt"), {
      command: process.execPath,
      args: ["-e", `process.stdout.write(${JSON.stringify(text)})`, "--"],
    });
    assert.match(absent[0]?.why ?? "", /its answer is not a list of versions/, text);
  }
});

test("where none is wanted nothing is started", async () => {
  assert.deepEqual(await findDelineators([], { command: "/no/such/python", args: [] }), {
    present: [],
    absent: [],
  });
});
