import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFailure } from "../../deploy/describe-failure.ts";
import { expectReadableStart, expectWritable } from "../../deploy/local-state.ts";

describe("what a deployment keeps on the disk", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "state-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const failureOf = (run: () => void) => {
    try {
      run();
      return undefined;
    } catch (error) {
      return describeFailure(error);
    }
  };

  it("is tried out in each folder, and nothing of the trial stays", () => {
    const folders = [join(folder, "a"), join(folder, "b/c")];

    expectWritable(folders);

    expect(folders.map((path) => readdirSync(path))).to.deep.equal([[], []]);
  });

  it("is refused where a file is in the way, with its path", () => {
    writeFileSync(join(folder, "a"), "");

    for (const path of [join(folder, "a"), join(folder, "a/b")]) {
      const failure = failureOf(() => {
        expectWritable([path]);
      });
      expect(failure?.text)
        .to.match(/^DEPLOY_DISK: /)
        .and.to.include(join(folder, "a"));
      expect(failure?.exitCode).to.equal(1);
    }
  });

  it("names a start that is empty, torn or something else; takes a whole one, and none", () => {
    const read = () => {
      expectReadableStart(5, folder);
    };
    expect(failureOf(read)).to.equal(undefined);
    const path = join(folder, "chain-5.start.json");
    for (const text of ["", '{"chainId":5,"gene', "[]", "null", "{}"]) {
      writeFileSync(path, text);
      expect(failureOf(read)?.text, text)
        .to.match(/^DEPLOY_START_UNREADABLE: /)
        .and.to.include(path);
    }
    writeFileSync(path, '{"chainId":5,"genesisHash":"0x","deployedAtBlock":0,"source":null}');
    expect(failureOf(read)).to.equal(undefined);
  });

  it("is not called the node's refusal when the disk fails", () => {
    const failing = (code: string) => Object.assign(new Error(code), { code, syscall: "write", path: folder });

    for (const code of ["ENOSPC", "EACCES", "ENOENT", "EEXIST"]) {
      const { text, exitCode } = describeFailure(failing(code));
      expect(text)
        .to.match(/^DEPLOY_DISK: Cannot write /)
        .and.to.include(folder);
      expect(exitCode).to.equal(1);
    }
  });

  it("is not confused by a folder that is there already", () => {
    mkdirSync(join(folder, "a"));
    expectWritable([join(folder, "a")]);
    expect(readdirSync(folder)).to.deep.equal(["a"]);
  });
});
