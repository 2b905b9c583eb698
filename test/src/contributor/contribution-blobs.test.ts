import { expect } from "chai";
import { readContributionBlobs } from "../../../src/contributor/contribution-blobs.ts";
import { parseLocator } from "../../../src/storage/locator.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";

const { prepare, people, blobs, validators } = await collectiveAtWork();
const owner = people[0]!;

describe("readContributionBlobs", () => {
  it("names the archive first, then each wrap, the envelope last, and the archive's size", async () => {
    const prepared = await prepare(owner, syntheticZip(1));
    const found = await readContributionBlobs(prepared, blobs);

    expect(found?.size).to.equal(prepared.size);
    expect(found?.blobs).to.have.length(2 + 1 + validators.length);
    expect(found?.blobs[0]).to.equal(prepared.ciphertextHash);
    expect(found?.blobs.at(-1)).to.equal(parseLocator(prepared.uri));
    expect(await Promise.all((found?.blobs ?? []).map((sha256) => blobs.has(sha256)))).not.to.include(false);
  });

  it("knows of nothing without the envelope", async () => {
    const prepared = await prepare(owner, syntheticZip(2));
    await blobs.delete(parseLocator(prepared.uri));

    expect(await readContributionBlobs(prepared, blobs)).to.equal(null);
  });

  it("refuses the envelope of another archive", async () => {
    const [prepared, other] = [await prepare(owner, syntheticZip(3)), await prepare(owner, syntheticZip(4))];
    const mixed = { uri: prepared.uri, ciphertextHash: other.ciphertextHash };

    expect(await codeOf(readContributionBlobs(mixed, blobs))).to.equal("CONTRIBUTOR_OTHER_ARCHIVE");
  });
});
