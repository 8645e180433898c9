import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { SCHEMAS_FOLDER, schemaTexts } from "./write-schemas.ts";

const texts = schemaTexts();

test("docs/schemas holds exactly what the zod schemas say (else: npm run schemas)", () => {
  assert.deepEqual(readdirSync(SCHEMAS_FOLDER).sort(), [...texts.keys()].sort());
  for (const [file, text] of texts) {
    assert.equal(
      readFileSync(new URL(file, SCHEMAS_FOLDER), "utf8"),
      text,
      `docs/schemas/${file} is out of date`,
    );
  }
});

test("every reference in a schema leads to a definition in the same file", () => {
  for (const [file, text] of texts) {
    const { $defs } = JSON.parse(text) as { $defs: Record<string, unknown> };
    for (const [, name] of text.matchAll(/"\$ref": "#\/\$defs\/([^"]+)"/g)) {
      assert.ok(name !== undefined && name in $defs, `${file} refers to ${name}`);
    }
  }
});

test("an interpretation has the keys that its contract promises, all required", () => {
  // The keys are those of the contract in docs/architecture.md.
  const { required } = JSON.parse(texts.get("interpretation.json") ?? "") as { required: string[] };
  assert.deepEqual(required, [
    "record",
    "quality",
    "interpreter",
    "findings",
    "probabilities",
    "narrative",
    "claims",
    "notAssessed",
    "disclaimer",
  ]);
});
