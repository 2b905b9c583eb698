import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDeletionJournal, type PendingDeletion } from "../../../src/contributor/deletion-journal.ts";
import { finishDeletion } from "../../../src/contributor/finish-deletion.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { temporaryStore } from "../storage/temporary-store.ts";

describe("finishDeletion", () => {
  const first = temporaryStore();
  const second = temporaryStore();
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  const journal = openDeletionJournal(folder);
  let isDown = true;

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const open = (address: string) => () => {
    if (address === "second" && isDown) return Promise.reject(new RetryableError("STORAGE_TEST_DOWN", "down"));
    return Promise.resolve(address === "first" ? first.store : second.store);
  };

  it("keeps what is left to do, and strikes it out when a later try succeeds", async () => {
    const { sha256 } = await first.store.put(Uint8Array.of(1));
    await second.store.put(Uint8Array.of(1));
    const deletion: PendingDeletion = {
      chainId: 31_337,
      registry: toAddress(`0x${"1".repeat(40)}`),
      contributionId: toHex32(`0x${"a".repeat(64)}`),
      replacedBy: null,
      versions: [{ uri: "sha256:x", ciphertextHash: sha256, blobs: [sha256] }],
      stores: ["first", "second"],
    };
    await journal.write(deletion);

    expect((await finishDeletion(deletion, journal, open)).pending).to.deep.equal(["second"]);
    const [left] = await journal.read();
    expect(left).to.deep.equal({ ...deletion, stores: ["second"] });
    expect([await first.store.has(sha256), await second.store.has(sha256)]).to.deep.equal([false, true]);

    isDown = false;
    expect((await finishDeletion(left!, journal, open)).pending).to.deep.equal([]);
    expect(await second.store.has(sha256)).to.equal(false);
    expect(await journal.read()).to.deep.equal([]);
  });
});
