import { expect } from "chai";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolSource } from "../../../../scripts/checks/manifests/tool-source.ts";
import { toolManifest } from "../../../../scripts/govern/templates/tool-manifest.ts";
import { standardPurposes } from "../../../../src/chain/read-purposes.ts";
import { root } from "../../../helpers/run-program.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("toolSource", () => {
  const folder = `${mkdtempSync(join(tmpdir(), "tool-source-"))}/`;
  const write = (name: string, text: string) => {
    writeFileSync(folder + name, text);
    return text;
  };

  before(() => {
    mkdirSync(`${folder}b`);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("follows imports of what runs, in circles too, and hashes what sha256sum would print", () => {
    const a = write(
      "a.ts",
      'import {\n  b,\n} from "./b/b.ts";\nimport type { T } from "./types.ts";\nimport x from "x";\n',
    );
    const b = write("b/b.ts", 'export { a } from "../a.ts";\n// from "./c.ts"\n');

    expect(toolSource(folder, ["a.ts"])).to.deep.equal({
      files: ["a.ts", "b/b.ts"],
      codeHash: `0x${sha256(`${sha256(a)}  a.ts\n${sha256(b)}  b/b.ts\n`)}`,
    });
  });

  it("names another hash when a file changes", () => {
    write("a.ts", "export const a = 1;\n");
    const before = toolSource(folder, ["a.ts"]);
    write("a.ts", "export const a = 2;\n");

    expect(toolSource(folder, ["a.ts"]).codeHash).not.to.equal(before.codeHash);
  });
});

describe("the manifests of our tools", () => {
  for (const name of ["journal", "memory", "reflect"]) {
    it(`${name}: names the source that the tool has now, and a purpose that there is`, () => {
      const manifest = toolManifest.parse(JSON.parse(readFileSync(`${root}src/tools/manifests/${name}.json`, "utf8")));

      expect(toolSource(root, manifest.entries)).to.deep.equal({ files: manifest.files, codeHash: manifest.codeHash });
      expect(manifest.name).to.equal(name);
      expect(standardPurposes).to.include.members(manifest.purposes);
    });
  }
});
