import { expect } from "chai";
import { describeFetch } from "../../../scripts/access/describe-fetch.ts";
import type { Manifest, ManifestEntry } from "../../../src/access/manifest.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";

const id = toHex32(`0x${"1".repeat(64)}`);
const named = { contributionId: id, version: 1 };
const base = {
  chainId: 1,
  access: toAddress(`0x${"a".repeat(40)}`),
  grantId: 4,
  policyHash: id,
  block: { number: 1, hash: id },
};
const failed: ManifestEntry = { ...named, status: "failed", code: "STORAGE_NOT_FOUND", inVain: [] };
const refused: ManifestEntry = { ...named, status: "refused", code: "ACCESS_REMOVED", inVain: [] };
const of = (contributions: ManifestEntry[], toDelete: Manifest["toDelete"] = []) =>
  describeFetch({ ...base, contributions, toDelete }, "granted");

describe("describeFetch", () => {
  it("counts, and names what was refused and what has to be deleted", () => {
    const file = `${id}/v1.zip`;
    const { lines, ok } = of([refused], [{ ...named, file, code: "ACCESS_REMOVED" }]);

    expect(ok).to.equal(true);
    expect(lines.slice(0, 3)).to.deep.equal([
      "grant 4: 0 archives are in granted, 1 were refused, 0 failed",
      `refused  ${id} version 1: ACCESS_REMOVED`,
      `DELETE   ${file}: ACCESS_REMOVED`,
    ]);
  });

  it("is not done as long as something failed", () => {
    expect(of([failed]).ok).to.equal(false);
  });

  it("leaves long lists to the manifest", () => {
    const { lines } = of(Array.from({ length: 30 }, () => refused));

    expect(lines).to.have.length(12);
    expect(lines.at(-1)).to.equal("         and 20 more, see manifest.json");
  });
});
