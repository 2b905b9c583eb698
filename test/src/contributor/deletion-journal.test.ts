import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDeletionJournal, type PendingDeletion } from "../../../src/contributor/deletion-journal.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejection } from "../../helpers/rejected-code.ts";

const hex32 = (digit: string) => toHex32(`0x${digit.repeat(64)}`);
const removal: PendingDeletion = {
  chainId: 31_337,
  registry: toAddress(`0x${"1".repeat(40)}`),
  contributionId: hex32("a"),
  replacedBy: null,
  versions: [
    { uri: "sha256:x", ciphertextHash: hex32("b"), blobs: null },
    { uri: "sha256:y", ciphertextHash: hex32("c"), blobs: [hex32("d"), hex32("e")] },
  ],
  stores: [".story/blobs", "s3://bucket"],
};

describe("deletion journal", () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "journal-")), "deletions");
  });
  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  it("is empty before anything is written down", async () => {
    expect(await openDeletionJournal(folder).read()).to.deep.equal([]);
  });

  it("gives back what was written down, in files for their owner alone", async () => {
    const replaced = { ...removal, replacedBy: 2 };
    await openDeletionJournal(folder).write(removal);
    await openDeletionJournal(folder).write(replaced);

    expect(await openDeletionJournal(folder).read()).to.deep.equal([replaced, removal]);
    expect(readdirSync(folder)).to.deep.equal([
      `31337-${removal.contributionId}-v2.json`,
      `31337-${removal.contributionId}.json`,
    ]);
    expect(statSync(join(folder, readdirSync(folder)[0] ?? "")).mode & 0o777).to.equal(0o600);
  });

  it("holds the last state of each, and none that was struck out", async () => {
    const journal = openDeletionJournal(folder);
    await journal.write(removal);
    await journal.write({ ...removal, stores: ["s3://bucket"] });
    expect(await journal.read()).to.deep.equal([{ ...removal, stores: ["s3://bucket"] }]);

    await journal.remove(removal);
    await journal.remove(removal);
    expect(await journal.read()).to.deep.equal([]);
  });

  it("passes other files by, and names one that it cannot read", async () => {
    await openDeletionJournal(folder).write(removal);
    writeFileSync(join(folder, "notes.txt"), "mine");
    writeFileSync(join(folder, `31337-${removal.contributionId}.json.new`), "half");
    expect(await openDeletionJournal(folder).read()).to.have.length(1);

    const name = `1-${hex32("f")}.json`;
    for (const text of ["{", "null", '{"format":"pending-deletion-v2"}', '{"format":"pending-deletion-v1"}']) {
      writeFileSync(join(folder, name), text);
      const { code, message } = await rejection(() => openDeletionJournal(folder).read());
      expect(code, text).to.equal("CONTRIBUTOR_BAD_JOURNAL");
      expect(message).to.include(name);
    }
  });
});
