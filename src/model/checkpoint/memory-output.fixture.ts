// An output folder in memory, and the folders of tests as stores.
import { createHash } from "node:crypto";
import { memoryStore } from "../../formats/store/file-store.ts";
import { goldenBytes } from "../golden.fixture.ts";
import type { OutputFolder } from "./output-folder.ts";
import { checkpointBytes } from "./torch-file.fixture.ts";

export type Files = Map<string, Uint8Array>;

/** Files appear in it once they are finished. */
export function memoryOutput(files: Files): OutputFolder {
  return {
    async create(name) {
      let content = new Uint8Array();
      return {
        async write(offset, bytes) {
          if (offset + bytes.length > content.length) {
            const longer = new Uint8Array(offset + bytes.length);
            longer.set(content);
            content = longer;
          }
          content.set(bytes, offset);
        },
        async finish() {
          if (files.has(name)) throw new Error(`${name} twice`);
          files.set(name, content);
          return { name, byteLength: content.length, sha256: sha256(content) };
        },
      };
    },
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const GOLDEN = [
  "config.json",
  "model.safetensors",
  "tokenizer.model",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "clip_tiny/config.json",
  "clip_tiny/preprocessor_config.json",
  "ecg_coca/coca_tiny.json",
];

/** The tiny checkpoint of `test/fixtures/golden`. */
export function goldenFiles(): Files {
  return new Map(GOLDEN.map((name) => [name, goldenBytes(`checkpoint/${name}`)]));
}

/** That of `test/fixtures/checkpoint`, in shards of torch.save, without its ECG tower; "coca.pt" is beside. */
export function torchFiles(): Files {
  const shards = ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"];
  const names = ["config.json", "coca_mini.json", "pytorch_model.bin.index.json", "coca.pt", ...shards];
  const files: Files = new Map(names.map((name) => [name, checkpointBytes(name)]));
  files.set("clip_mini/config.json", checkpointBytes("clip_mini.json"));
  files.set("tokenizer.model", goldenBytes("checkpoint/tokenizer.model"));
  return files;
}

/** Below "in/", as they lie in a folder. */
export function storeOf(files: Files) {
  return memoryStore(new Map([...files].map(([name, bytes]) => [`in/${name}`, bytes])));
}
