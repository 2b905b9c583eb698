import { expect } from "chai";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { bundleFileMissing, bundleFileTooLarge, pathParts } from "../../../src/storage/bundle-file.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("the path of a bundle's file", () => {
  it("is taken apart at its slashes", () => {
    expect(pathParts("manifest.json")).to.deep.equal(["manifest.json"]);
    expect(pathParts("epochs/7/0a/shards/00ff.bin")).to.deep.equal(["epochs", "7", "0a", "shards", "00ff.bin"]);
  });

  it("is relative and of plain names", async () => {
    const refused = [
      ...["", "/", "/etc/passwd", "a/", "a//b", ".", "..", "a/../b", "a/..", "./a", "../a", ".hidden"],
      ...["a\\b", "..\\a", "C:/a", "C:\\a", "a b", "a%2e", "a?b", "a#b", "a:b", "ä", "a\0", "a\n", "http://a"],
    ];
    for (const path of refused) {
      expect(await rejectedCode(() => pathParts(path)), JSON.stringify(path)).to.equal("STORAGE_INVALID_PATH");
    }
  });
});

describe("what is wrong with a bundle's file", () => {
  it("is not mended by doing the same again", () => {
    expect(bundleFileMissing("a")).to.be.instanceOf(InvalidInputError).and.have.property("code");
    expect(bundleFileTooLarge("a", 7).context).to.deep.equal({ path: "a", maxBytes: 7 });
  });
});
