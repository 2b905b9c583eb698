import { expect } from "chai";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveFile, MANIFEST_FILE, readManifest, saveManifest, type Manifest } from "../../../src/access/manifest.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { codeOf } from "../../helpers/code-of.ts";

const id = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const validator = toAddress(`0x${"b".repeat(40)}`);
const named = { contributionId: id(1), version: 2 };
const inVain = [{ validator, code: "KEYS_BUSY" }];
const manifest: Manifest = {
  chainId: 31337,
  access: validator,
  grantId: 4,
  policyHash: id(8),
  block: { number: 12, hash: id(9) },
  contributions: [
    { ...named, status: "done", file: archiveFile(named), sha256: id(2), size: 3, validator },
    { contributionId: id(3), version: 1, status: "waiting" },
    { contributionId: id(4), version: 1, status: "refused", code: "KEYS_BELOW_FLOOR", inVain },
    { contributionId: id(5), version: 1, status: "failed", code: "STORAGE_NOT_FOUND", inVain: [] },
  ],
  toDelete: [{ contributionId: id(1), version: 1, file: `${id(1)}/v1.zip`, code: "ACCESS_REPLACED" }],
};
const newFolder = () => mkdtempSync(join(tmpdir(), "manifest-"));

describe("saveManifest and readManifest", () => {
  it("write a document for people and programs, for this user's eyes only, and read it again", async () => {
    const folder = newFolder();
    await saveManifest(folder, manifest);

    expect(await readManifest(folder)).to.deep.equal({ format: "granted-archives-v1", ...manifest });
    expect(statSync(join(folder, MANIFEST_FILE)).mode & 0o777).to.equal(0o600);
    expect(readFileSync(join(folder, MANIFEST_FILE), "utf8")).to.match(/^\{\n {2}"format": "granted-archives-v1",\n/);
  });

  it("find nothing where nothing was fetched yet", async () => {
    expect(await readManifest(newFolder())).to.equal(undefined);
    expect(await readManifest(join(newFolder(), "none"))).to.equal(undefined);
  });

  it("leave another document of that name alone", async () => {
    const good = { format: "granted-archives-v1", ...manifest };
    const [done] = manifest.contributions;
    for (const document of [
      "",
      "{}",
      JSON.stringify({ ...good, format: "granted-archives-v2" }),
      JSON.stringify({ ...good, contributions: [{ ...done, file: "../../etc/passwd" }] }),
      JSON.stringify({ ...good, toDelete: [{ ...manifest.toDelete[0], file: "/etc/passwd" }] }),
      JSON.stringify({ ...good, contributions: [{ ...done, code: "X" }] }),
    ]) {
      const folder = newFolder();
      writeFileSync(join(folder, MANIFEST_FILE), document);
      expect(await codeOf(readManifest(folder)), document).to.equal("ACCESS_BAD_MANIFEST");
    }
  });
});

describe("archiveFile", () => {
  it("is a folder for each contribution and a file for each version", () => {
    expect(archiveFile(named)).to.equal(`${id(1)}/v2.zip`);
  });
});
