import { expect } from "chai";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLineWriter } from "../../../../src/validator/operator/line-writer.ts";

describe("createLineWriter", () => {
  let folder = "";
  let fd = 0;
  const written = (): string => readFileSync(join(folder, "log"), "utf8");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "log "));
    fd = openSync(join(folder, "log"), "a");
  });

  afterEach(() => {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  });

  it("writes all lines in their order before it is closed", async () => {
    const { write, close } = createLineWriter(fd);
    const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`);
    for (const line of lines) write(line);
    await close();

    expect(written()).to.equal(lines.join(""));
    await close();
  });

  it("F38 drops lines that nobody reads fast enough, whole ones", async () => {
    const { write, close } = createLineWriter(fd, 10);
    for (const line of ["first\n", "second\n", "third\n", "4\n"]) write(line);
    await close();

    expect(written()).to.equal("first\nsecond\n4\n");
  });

  it("F38 goes on when its file cannot be written to", async () => {
    const { write, close } = createLineWriter(openSync(join(folder, "log"), "r"));
    write("one\n");
    write("two\n");
    await close();

    expect(written()).to.equal("");
  });
});
