import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { proposalIdOf, withProposer } from "../../../src/chain/proposals/proposal-calls.ts";
import type { Proposal } from "../../../src/chain/proposals/read-proposals.ts";
import { compareFiles, findFolder } from "../../../src/governance/compare-files.ts";
import { loadProposal } from "../../../src/governance/load-proposal.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import {
  emptyFolder,
  exampleAction,
  exampleDocument,
  exampleRecord,
  writeProposal,
} from "../../helpers/written-proposal.ts";

const proposer = toAddress(`0x${"a".repeat(40)}`);
const files = await loadProposal(writeProposal(), exampleRecord);
const proposal = onChain(files.description);
const [call] = files.calls;

/** The example's call as somebody has proposed it with this text. */
function onChain(text: string): Proposal {
  const description = withProposer(text, proposer);
  const id = proposalIdOf(files.calls, description);
  return { number: 1, id, proposer, calls: files.calls, description, isConsistent: true, proposedAtBlock: 5 };
}

describe("compareFiles", () => {
  const isSame = (changes: Partial<Proposal>) => compareFiles(files, { ...proposal, ...changes }).isSame;

  it("finds the same calls and the same text", () => {
    expect(compareFiles(files, proposal)).to.deep.include({ isSame: true, folder: files.folder });
  });

  it("finds a call too few or too many", () => {
    expect([isSame({ calls: [] }), isSame({ calls: [call!, call!] })]).to.deep.equal([false, false]);
  });

  it("finds another target, value or calldata", () => {
    for (const changes of [{ target: proposer }, { value: 1n }, { calldata: "0x" as const }]) {
      expect(isSame({ calls: [{ ...call!, ...changes }] }), Object.keys(changes)[0]).to.equal(false);
    }
  });

  it("finds another text, or no mark of the proposer", () => {
    expect(isSame({ description: withProposer("# Wait two days", proposer) })).to.equal(false);
    expect(isSame({ description: files.description })).to.equal(false);
  });
});

describe("findFolder", () => {
  const find = async (folder: string, of = proposal) => (await findFolder(folder, of, exampleRecord))?.folder;

  it("takes the folder itself", async () => {
    expect(await find(files.folder)).to.equal(files.folder);
  });

  it("takes the one whose id it is before another of the same title", async () => {
    const folder = emptyFolder();
    const path = writeProposal(undefined, undefined, join(folder, "001-wait"));
    writeProposal(undefined, "# Wait a day\n\nMore.\n", join(folder, "002-wait"));

    expect(await find(folder)).to.equal(path);
  });

  it("else takes the last one of the same title, however long and strange that is", async () => {
    const folder = emptyFolder();
    for (const title of ["Wait a day", `Wait\u202e ${"x".repeat(200)}`]) {
      writeProposal(undefined, `# ${title}\n\nOld.\n`, join(folder, "001-wait"));
      const path = writeProposal(undefined, `# ${title}\n\nNew.\n`, join(folder, "002-wait"));

      expect(await find(folder, onChain(`# ${title}`)), title).to.equal(path);
    }
  });

  it("passes over what cannot be read", async () => {
    const folder = emptyFolder();
    writeProposal("{", undefined, join(folder, "001"));
    writeProposal(exampleDocument({ ...exampleAction, calldata: undefined }), undefined, join(folder, "002"));
    writeProposal(exampleDocument({ ...exampleAction, value: "9".repeat(78) }), undefined, join(folder, "003"));
    mkdirSync(join(folder, "004"));
    writeFileSync(join(folder, "005"), "");
    const path = writeProposal(undefined, undefined, join(folder, "006"));

    expect(await find(folder)).to.equal(path);
  });

  it("finds none where there is none", async () => {
    expect(await find(emptyFolder())).to.equal(undefined);
    expect(await find(join(emptyFolder(), "missing"))).to.equal(undefined);
    expect(await find(files.folder, onChain("# Another"))).to.equal(undefined);
  });
});
