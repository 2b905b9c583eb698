import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { runProgram } from "../helpers/run-program.ts";
import { sumWei, type StoryDocument } from "../helpers/story-document.ts";

const HEADER_BYTES = 112;
const RECORD_BYTES = 36;

describe("npm start -- --json", () => {
  const folder = mkdtempSync(join(tmpdir(), "the story "));
  const stage = join(folder, "in-process");
  let story: StoryDocument;

  before(async () => {
    const { exitCode, stdout, stderr } = await runProgram("npm", ["start", "--", "--json", "--keys", "--out", folder]);
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    story = JSON.parse(stdout) as StoryDocument;
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("prints one document and nothing else, with every contribution accepted", () => {
    expect(Object.keys(story)).to.deep.equal(["contributions", "epochs", "claims", "governance", "removed"]);
    expect(story.contributions).to.have.length(5);
    expect(story.contributions.map(({ status }) => status)).to.deep.equal(Array(5).fill("accepted"));
    expect(story.removed).to.have.length(1);
  });

  it("pays every unit of work and nothing for what was removed", () => {
    const worthNothing = story.contributions.filter(({ units }) => units === 0);

    expect(worthNothing.map(({ file }) => file)).to.deep.equal(["synthetic-103.zip"]);
    expect(story.claims.map(({ account }) => account)).not.to.include(worthNothing[0]!.owner);
  });

  it("claims exactly what both epochs emitted, to the wei", () => {
    expect(story.epochs.map(({ epoch }) => epoch)).to.deep.equal([1, 2]);
    expect(sumWei(story.claims.map(({ amountWei }) => amountWei))).to.equal(
      sumWei(story.epochs.map(({ totalWei }) => totalWei)),
    );
  });

  it("verifies both epochs and executes the proposal", () => {
    expect(story.epochs.map(({ verified }) => verified)).to.deep.equal([true, true]);
    expect(story.governance.state).to.equal("Executed");
  });

  it("posts the root that OpenZeppelin's library computes from the published leaves", () => {
    for (const { epoch, root, leafCount } of story.epochs) {
      const bundles = join(stage, "epochs", String(epoch));
      const names = readdirSync(bundles);
      const rows = readLeaves(readFileSync(join(bundles, names[0]!, "leaves.bin")));
      const tree = StandardMerkleTree.of(rows, ["address", "uint256"], { sortLeaves: false });

      expect(names).to.have.length(1);
      expect(rows).to.have.length(leafCount);
      expect(tree.root).to.equal(root);
    }
  });

  it("stores blobs that the stock age program opens to the very zip that went in", async () => {
    const opened: string[] = [];
    for (const name of readdirSync(join(stage, "keys"))) {
      const sha256 = name.replace(".txt", "");
      const target = join(folder, "opened.zip");
      const blob = join(stage, "blobs", sha256.slice(0, 2), sha256);
      const { exitCode, stderr } = await runProgram("age", ["-d", "-i", join(stage, "keys", name), "-o", target, blob]);
      expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
      opened.push(createHash("sha256").update(readFileSync(target)).digest("hex"));
    }
    const first = generateExport({ seed: 100, conversations: 24, era: "sharded", startAt: 1_705_276_800 });
    const updatedTwice = generateExport({ seed: 102, conversations: 48, era: "classic", startAt: 1_705_276_800 });

    // Four contributors with one version and one with three.
    expect(opened).to.have.length(7);
    for (const zip of [first, updatedTwice]) {
      expect(opened).to.include(createHash("sha256").update(zip).digest("hex"));
    }
  });
});

function readLeaves(file: Buffer): [string, bigint][] {
  const rows: [string, bigint][] = [];
  for (let at = HEADER_BYTES; at < file.length; at += RECORD_BYTES) {
    const account = `0x${file.subarray(at, at + 20).toString("hex")}`;
    rows.push([account, BigInt(`0x${file.subarray(at + 20, at + RECORD_BYTES).toString("hex")}`)]);
  }
  return rows;
}
