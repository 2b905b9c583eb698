import { expect } from "chai";
import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import { bytesOf, sha256 } from "./pack.ts";
import { chain, codes, fileAt, files, folder, folderBefore, patched, verify, withFile, without } from "./tampered.ts";

const { address } = chain.validators[1]!;
const scoresPath = `${folder}scores/${address}.bin`;
const scores = fileAt(scoresPath);
const name = `scores/${address}.bin`;

/** The bundle and the chain when the second validator committed to `bytes`. */
function committed(bytes: Uint8Array): [ReadonlyMap<string, Uint8Array>, ChainFacts] {
  const commitments = chain.commitments.map((item) => (item.slot === 1 ? { ...item, hash: sha256(bytes) } : item));
  return [withFile(scoresPath, bytes), { ...chain, commitments }];
}

/** The bundle and the chain when the last report agreed on other leaves. */
function agreedLeaves(bytes: Uint8Array): [ReadonlyMap<string, Uint8Array>, ChainFacts] {
  const previous = { ...chain.previous!, artifactHash: sha256(bytes) };
  return [withFile(`${folderBefore}leaves.bin`, bytes), { ...chain, previous }];
}

/** The bundle and the chain when the last report agreed on another ledger. */
function agreedLedger(bytes: Uint8Array): [ReadonlyMap<string, Uint8Array>, ChainFacts] {
  const leaves = patched(fileAt(`${folderBefore}leaves.bin`), 80, sha256(bytes));
  const [changed, facts] = agreedLeaves(leaves);
  return [new Map([...changed, [`${folderBefore}ledger.bin`, bytes]]), facts];
}

describe("readInputs", () => {
  describe("score files", () => {
    it("must be what their validators committed to, to the last byte", async () => {
      for (let at = 0; at < scores.length; at++) {
        const found = await codes(withFile(scoresPath, scores.with(at, scores[at]! ^ 0x20)));
        expect(found, `byte ${at}`).to.include("SCORES_HASH");
      }
    });

    it("must be of this chain, registry, epoch, ruleset and snapshot, and of the validator that committed", async () => {
      const cases = { magic: 0, chainId: 8, contract: 16, epoch: 36, validator: 44, rulesetHash: 64 };
      const snapshot = { "snapshotBlock.number": 128, "snapshotBlock.hash": 136 };
      for (const [field, at] of Object.entries({ ...cases, ...snapshot })) {
        const [difference, ...others] = await verify(...committed(patched(scores, at, [0x55, 1])));
        expect(difference).to.include({ code: "SCORES_CONTENT", where: `${name}, ${field}` });
        expect(others.map(({ code }) => code))
          .to.include("INPUTS")
          .and.not.include("SCORES_HASH");
      }
    });

    it("may have any salt and any reasons", async () => {
      for (const at of [96, 127, 172 + 40, 172 + 47]) {
        const found = await codes(...committed(patched(scores, at, [0x55, 1])));
        expect(found).to.include("INPUTS").and.not.include("SCORES_CONTENT").and.not.include("SCORES_LIST");
      }
    });

    it("name the first record that does not ascend", async () => {
      const [one, two] = [scores.subarray(172, 220), scores.subarray(220, 268)];
      const wrong: [Buffer, number][] = [
        [patched(scores, 220, one), 1],
        [patched(scores, 172, two, one), 1],
        [patched(scores, 268, one), 2],
      ];
      for (const [bytes, record] of wrong) {
        const differences = await verify(...committed(bytes));
        const found = `"0x${bytes.toString("hex", 172 + 48 * record, 220 + 48 * record)}"`;
        const expected = '"a key above the last and then no zero"';
        const where = `${name}, record ${record}`;
        expect(differences[0]).to.deep.equal({ code: "SCORES_LIST", where, expected, found });
      }
    });

    it("name the first record of version 0", async () => {
      const differences = await verify(...committed(patched(scores, 220 + 32, [0, 4])));
      expect(differences[0]).to.include({ code: "SCORES_LIST", where: `${name}, record 1` });
    });

    it("must be as long as their number of records asks for", async () => {
      const lies = [0, 1, 2, 4, 2 ** 31, 2 ** 32 - 1].map((count) => patched(scores, 168, [count, 4]));
      const cuts = [0, 1, 7, 171, 172, 173, 219, 220, scores.length - 1].map((end) => scores.subarray(0, end));
      for (const bytes of [...lies, ...cuts]) {
        const differences = await verify(...committed(bytes));
        expect(differences.at(-1)).to.include({ code: "SCORES_CONTENT", where: `${name}, bytes` });
      }
    });

    it("cannot have more records than there are contributions", async () => {
      const more = patched(bytesOf(scores, `0x${"ee".repeat(32)}`, [1, 4], [1, 4], [0, 8]), 168, [4, 4]);
      const [difference, ...others] = await verify(...committed(more));
      expect(difference).to.deep.equal({
        code: "UNREADABLE",
        where: scoresPath,
        expected: '"a file of at most 316 bytes"',
        found: '"The file is too long."',
      });
      expect(others).to.deep.equal([]);
    });

    it("that cannot be read are each named, and nothing follows then", async () => {
      const differences = await verify(new Map([...files].filter(([path]) => !path.includes("/scores/"))));
      expect(differences.map(({ code }) => code)).to.deep.equal(["UNREADABLE", "UNREADABLE", "UNREADABLE"]);
    });
  });

  describe("the last leaves", () => {
    const path = `${folderBefore}leaves.bin`;
    const leaves = fileAt(path);

    it("must be the ones that the last report agreed on", async () => {
      expect(await codes(withFile(path, patched(leaves, 112 + 35, [1, 1])))).to.include.members([
        "PREVIOUS_LEAVES",
        "PREVIOUS_TOTAL",
      ]);
      expect(await codes(without(path))).to.deep.equal(["UNREADABLE"]);
      expect(await codes(withFile(path, leaves.subarray(0, 183)))).to.deep.equal([
        "PREVIOUS_LEAVES",
        "PREVIOUS_LEAVES",
      ]);
      expect(await codes(withFile(path, bytesOf(leaves, [0, 1])))).to.deep.equal(["UNREADABLE"]);
    });

    it("must say so, and ascend, even when the report agreed on them", async () => {
      const cases = { magic: 0, chainId: 8, contract: 16, epoch: 36, root: 48, "record 1": 112 + 36 };
      for (const [place, at] of Object.entries(cases)) {
        const [difference] = await verify(...agreedLeaves(patched(leaves, at, [0x05, 1])));
        expect(difference).to.include({ code: "PREVIOUS_LEAVES", where: `leaves.bin of epoch 1, ${place}` });
      }
      const [difference] = await verify(...agreedLeaves(patched(leaves, 132, [0, 16])));
      expect(difference).to.include({ code: "PREVIOUS_LEAVES", where: "leaves.bin of epoch 1, record 0" });
    });

    it("must be as many as the report says", async () => {
      const [differences] = [await verify(...agreedLeaves(patched(leaves, 44, [1, 4])))];
      expect(differences.map(({ where }) => where)).to.deep.equal([
        "leaves.bin of epoch 1, count",
        "leaves.bin of epoch 1, bytes",
      ]);
    });

    it("must add up to the total of the report", async () => {
      const previous = { ...chain.previous!, totalCumulativeWei: 1n };
      const [difference] = await verify(files, { ...chain, previous });
      expect(difference).to.deep.equal({
        code: "PREVIOUS_TOTAL",
        where: "leaves.bin of epoch 1",
        expected: '"1"',
        found: '"320000000000000000000000"',
      });
    });
  });

  describe("the last ledger", () => {
    const path = `${folderBefore}ledger.bin`;
    const ledger = fileAt(path);

    it("must be the one that the last leaves name", async () => {
      for (let at = 0; at < ledger.length; at++) {
        expect(await codes(withFile(path, patched(ledger, at, [0x99, 1])))).to.include("PREVIOUS_LEDGER");
      }
      expect(await codes(without(path))).to.deep.equal(["UNREADABLE"]);
    });

    it("must be of this chain, registry and epoch, and ascend, even when the leaves name it", async () => {
      const cases = { magic: 0, chainId: 8, contract: 16, epoch: 36, "record 1": 48 + 44 };
      for (const [place, at] of Object.entries(cases)) {
        const [difference] = await verify(...agreedLedger(patched(ledger, at, [0x05, 1])));
        expect(difference).to.include({ code: "PREVIOUS_LEDGER", where: `ledger.bin of epoch 1, ${place}` });
      }
      const [difference] = await verify(...agreedLedger(patched(ledger, 80, [0, 4])));
      expect(difference).to.include({ code: "PREVIOUS_LEDGER", where: "ledger.bin of epoch 1, record 0" });
    });

    it("has no more entries than there have ever been contributions", async () => {
      expect(await codes(files, { ...chain, everContributed: 2 })).to.deep.equal([]);
      expect(await codes(files, { ...chain, everContributed: 1 })).to.deep.equal(["UNREADABLE"]);
    });

    it("cannot make lifetimes that no file can hold", async () => {
      const differences = await verify(...agreedLedger(patched(ledger, 84, [2n ** 64n - 1n, 8])));
      expect(differences).to.have.length(1);
      expect(differences[0]).to.include({ code: "UNREADABLE", where: "bundle" });
    });
  });
});
