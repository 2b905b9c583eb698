import { expect } from "chai";
import { verifyBundle } from "../../../scripts/rewards/verify-bundle.ts";
import { readerOf } from "./memory-reader.ts";
import { mutations } from "./mutations.ts";
import { bytesOf, sha256 } from "./pack.ts";
import { chain, codes, fileAt, files, folder, patched, verify, withFile, without } from "./tampered.ts";

const leavesPath = `${folder}leaves.bin`;
const shardPath = `${folder}shards/0000.bin`;
const manifestPath = `${folder}manifest.json`;
const leaves = fileAt(leavesPath);
const shard = fileAt(shardPath);
const BOB = "0xb0b0000000000000000000000000000000000002";

describe("compareBundle", () => {
  it("names where a file begins to differ, in few words", async () => {
    const ledger = fileAt(`${folder}ledger.bin`);
    const changed = patched(ledger, 100, [0x55, 1]);
    expect(await verify(withFile(`${folder}ledger.bin`, changed))).to.deep.equal([
      {
        code: "FILE_BYTES",
        where: "ledger.bin",
        expected: `{"bytes":180,"sha256":"${sha256(ledger)}"}`,
        found: `{"bytes":180,"differsAt":100,"sha256":"${sha256(changed)}"}`,
      },
    ]);
  });

  describe("leaves", () => {
    it("that differ are named by the first account, with both amounts", async () => {
      const differences = await verify(withFile(leavesPath, patched(leaves, 112 + 36 * 4 + 20, [7, 16], BOB)));
      expect(differences.map(({ code }) => code)).to.deep.equal(["FILE_BYTES", "LEAF"]);
      expect(differences[1]).to.deep.equal({
        code: "LEAF",
        where: BOB,
        expected: '"200000000000000000000000"',
        found: '"7"',
      });
    });

    it("that are left out or added are named", async () => {
      const fewer = bytesOf(leaves.subarray(0, 112 + 36 * 4), leaves.subarray(112 + 36 * 5));
      const [, missing] = await verify(withFile(leavesPath, fewer));
      expect(missing).to.deep.equal({
        code: "LEAF",
        where: BOB,
        expected: '"200000000000000000000000"',
        found: "null",
      });

      const stranger = `0xb0b0${"5".repeat(36)}`;
      const more = bytesOf(leaves.subarray(0, 112 + 36 * 5), stranger, [9, 16], leaves.subarray(112 + 36 * 5));
      const report = { ...chain.report, leafCount: 7 };
      const added = await verify(withFile(leavesPath, more), { ...chain, report });
      expect(added.find(({ code }) => code === "LEAF")).to.deep.equal({
        code: "LEAF",
        where: stranger,
        expected: "null",
        found: '"9"',
      });
    });

    it("are not read without end because a report says that they are many", async () => {
      const asked = new Map<string, number>();
      const report = { ...chain.report, leafCount: 2 ** 32 - 1 };
      await verifyBundle({ reader: readerOf(files, asked), chain: { ...chain, report } });
      expect(asked.get(leavesPath)).to.equal(112 + 36 * 12);
    });
  });

  describe("the manifest", () => {
    it("is named with the first place of each field that differs", async () => {
      const manifest: unknown = JSON.parse(fileAt(manifestPath).toString());
      const found = new Set<string>();
      for (const changed of mutations(manifest)) {
        const differences = await verify(withFile(manifestPath, Buffer.from(JSON.stringify(changed))));
        expect(differences.map(({ code }) => code)).to.match(/^FILE_BYTES,(MANIFEST|INPUTS)$/);
        found.add(`${differences[1]!.code} ${differences[1]!.where}`);
      }
      expect([...found]).to.include.members([
        "INPUTS chainId",
        "INPUTS contracts.registry",
        "INPUTS scoreFiles.1.hash",
        "INPUTS validators.3",
        "MANIFEST format",
        "MANIFEST report.leafCount",
        "MANIFEST totals.revenue.0.paidWei",
      ]);
    });

    it("has no other fields and no other bytes", async () => {
      const text = fileAt(manifestPath).toString();
      const changed = {
        [text.replace("{", '{"a":1,')]: ["UNREADABLE"],
        [text.replace(/"format":"reward-bundle-v1",/, "")]: ["FILE_BYTES", "MANIFEST", "MANIFEST"],
        [text.replace(/"points":"750001",/, "")]: ["FILE_BYTES", "MANIFEST"],
        [text.replace(/"points":"750001"/, '"point":"750001"')]: ["FILE_BYTES", "MANIFEST"],
        [text.trim()]: ["FILE_BYTES"],
        [text.replace('"quorum":3', '"quorum":"3"').replace('"31337"', "31337")]: ["FILE_BYTES", "INPUTS", "INPUTS"],
      };
      for (const [bytes, expected] of Object.entries(changed)) {
        expect(await codes(withFile(manifestPath, Buffer.from(bytes))), bytes).to.deep.equal(expected);
      }
    });

    it("may be no manifest at all", async () => {
      const deep = "[".repeat(1_500) + "]".repeat(1_500);
      const inputs = (value: string): string => `{"inputs":${value},"report":${value},"totals":${value}}`;
      const texts = ["", "{", "null", "[]", "7", '"x"', deep, '{"__proto__":{"a":1}}', "\ufeff{}", "\u0000"];
      for (const text of [
        ...texts,
        ...["null", "[]", '"x"', '{"a":{}}', "[".repeat(400) + "]".repeat(400)].map(inputs),
      ]) {
        const found = await codes(withFile(manifestPath, Buffer.from(text)));
        expect(found, text).to.include("FILE_BYTES").and.include("MANIFEST");
      }
      const noise = Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 89) % 256));
      expect(await codes(withFile(manifestPath, noise))).to.deep.equal(["FILE_BYTES", "MANIFEST"]);
    });

    it("puts nothing into a message that is long or that commands a terminal", async () => {
      const text = fileAt(manifestPath).toString();
      const evil = text
        .replace('"reward-bundle-v1"', '"\u009b2J\u202e\u{1f600}"')
        .replace(/"prevRoot":"[^"]*"/, '"a":"b"');
      const long = text.replace(/"validators":.*/, `"validators":"${"x".repeat(400)}"`);
      for (const changed of [evil, long, `${long.slice(0, -2)}}}`]) {
        for (const { where, expected, found } of await verify(withFile(manifestPath, Buffer.from(changed)))) {
          expect(`${where}${expected}${found}`).to.match(/^[ -~…]{1,650}$/);
        }
      }
    });
  });

  describe("shards", () => {
    it("that differ prove nothing", async () => {
      const cases: [Buffer, string][] = [
        [patched(shard, 60 + 35, [1, 1]), "0x1111111111111111111111111111111111111111"],
        [shard.subarray(0, 100), "0x1111111111111111111111111111111111111111"],
        [Buffer.alloc(0), "0x1111111111111111111111111111111111111111"],
      ];
      for (const [bytes, where] of cases) {
        const differences = await verify(withFile(shardPath, bytes));
        expect(differences.map(({ code }) => code)).to.deep.equal(["FILE_BYTES", "PROOF"]);
        expect(differences[1]).to.deep.equal({ code: "PROOF", where, expected: "true", found: "false" });
      }
    });

    it("are proven against the root on chain", async () => {
      const report = { ...chain.report, root: `0x${"7".repeat(64)}` };
      expect(await codes(files, { ...chain, report })).to.deep.equal(["REPORT", "PROOF"]);
    });

    it("with another head are found although they prove", async () => {
      for (const at of [0, 15, 20, 51, 55, 59, 277]) {
        expect(await codes(withFile(shardPath, patched(shard, at, [0x33, 1])))).to.include("FILE_BYTES");
      }
    });
  });

  describe("the list of files", () => {
    it("names what is missing, which cannot be read either", async () => {
      for (const name of ["leaves.bin", "ledger.bin", "manifest.json", "shards/0000.bin"]) {
        const differences = await verify(without(folder + name));
        expect(differences.map(({ code, where }) => `${code} ${where}`)).to.deep.equal([
          `UNREADABLE ${folder}${name}`,
          `FILE_LIST ${name}`,
        ]);
      }
    });

    it("names what does not belong there, whatever it is called", async () => {
      const strange = [
        "a",
        "../leaves.bin",
        "./leaves.bin",
        "/etc/passwd",
        "shards/0001.bin",
        "shards\\0000.bin",
        "x\n\u009b",
      ];
      for (const path of strange) {
        const [difference, ...others] = await verify(withFile(folder + path, new Uint8Array()));
        expect(difference).to.include({ code: "FILE_LIST", expected: '"none"', found: '"a file"' });
        expect(difference!.where).to.match(/^[ -~]+$/);
        expect(others).to.deep.equal([]);
      }
    });

    it("is cut when it is long", async () => {
      const crowd = Array.from(
        { length: 100_000 },
        (_, i) => [`${folder}${i}${"x".repeat(1_000)}`, new Uint8Array()] as const,
      );
      const differences = await verify(new Map([...files, ...crowd]));
      expect(differences).to.have.length(11);
      expect(differences.at(-1)).to.include({ code: "FILE_LIST", found: '{"extra":100000,"missing":0}' });
      expect(Math.max(...differences.map(({ where }) => where.length))).to.be.below(310);
    });

    it("that cannot be had is named", async () => {
      const reader = { ...readerOf(files), list: () => Promise.reject(new Error("Out of order.")) };
      const { differences } = await verifyBundle({ reader, chain });
      expect(differences).to.deep.equal([
        { code: "UNREADABLE", where: folder.slice(0, -1), expected: '"a list of files"', found: '"Out of order."' },
      ]);
    });
  });

  it("does not believe a source that gives more than it was asked for", async () => {
    const read = (path: string) => Promise.resolve(bytesOf(files.get(path)!, [0, 1]));
    const { differences } = await verifyBundle({ reader: { ...readerOf(files), read }, chain });
    expect(differences.map(({ code }) => code)).to.deep.equal(Array(4).fill("UNREADABLE"));
    expect(differences[0]).to.include({ expected: '"a file of at most 184 bytes"', found: '"185 bytes"' });
  });
});
