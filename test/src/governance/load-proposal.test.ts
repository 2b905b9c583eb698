import { expect } from "chai";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { calldataOf, loadProposal } from "../../../src/governance/load-proposal.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { codeOf } from "../../helpers/code-of.ts";
import {
  exampleAction,
  exampleDocument,
  exampleRecord,
  emptyFolder,
  writeProposal,
} from "../../helpers/written-proposal.ts";

const ELSEWHERE = toAddress(`0x${"9".repeat(40)}`);
const load = (folder: string) => loadProposal(folder, exampleRecord);
const codeOfAction = (changes: object) =>
  codeOf(load(writeProposal(exampleDocument({ ...exampleAction, ...changes }))));
const codeOfText = (text: string) => codeOf(load(writeProposal(undefined, text)));
const paid = { target: "other", address: ELSEWHERE, function: "", arguments: {}, calldata: "0x", value: "5" } as const;

describe("loadProposal", () => {
  it("gives the text, the actions and the calls that they are", async () => {
    const folder = writeProposal(exampleDocument(exampleAction, paid), "Draft\n\n# Wait a day \n\nWhy.\n");

    expect(await load(folder)).to.deep.equal({
      folder,
      chainId: 31337,
      title: "Wait a day",
      description: "Draft\n\n# Wait a day \n\nWhy.\n",
      actions: [exampleAction, paid],
      calls: [
        { target: exampleRecord.contracts.access, value: 0n, calldata: exampleAction.calldata },
        { target: ELSEWHERE, value: 5n, calldata: "0x" },
      ],
    });
  });

  it("takes a call of any other contract, whose words are its calldata", async () => {
    const written = { ...paid, function: "pay(uint256 amount)", arguments: { amount: "1" } };
    const folder = writeProposal(exampleDocument({ ...written, calldata: calldataOf(written) }));

    expect((await load(folder)).calls[0]!.calldata).to.match(/^0x[0-9a-f]{8}0{63}1$/);
  });

  it("refuses calldata that does something else than its words", async () => {
    const { calldata } = exampleAction;
    for (const other of [`${calldata.slice(0, -1)}1`, `${calldata}00`, "0x", `0x00000000${calldata.slice(10)}`]) {
      expect(await codeOfAction({ calldata: other }), other).to.equal("GOVERNANCE_OTHER_CALLDATA");
    }
  });

  it("refuses words that say something else than the calldata", async () => {
    const other = { arguments: { newCoolingOff: "60" } };

    expect(await codeOfAction(other)).to.equal("GOVERNANCE_OTHER_CALLDATA");
    expect(await codeOfAction({ target: "other", function: "" })).to.equal("GOVERNANCE_OTHER_CALLDATA");
  });

  it("refuses an address that is not the one of its name", async () => {
    expect(await codeOfAction({ address: ELSEWHERE })).to.equal("GOVERNANCE_OTHER_ADDRESS");
    expect(await codeOfAction({ target: "token" })).to.equal("GOVERNANCE_OTHER_ADDRESS");
  });

  it("refuses a proposal for another chain", async () => {
    const elsewhere = { ...exampleDocument(exampleAction), chainId: 1 };

    expect(await codeOf(load(writeProposal(elsewhere)))).to.equal("GOVERNANCE_PROPOSAL_ELSEWHERE");
  });

  it("refuses a function or an argument that there is not", async () => {
    expect(await codeOfAction({ function: "mint(uint256)" })).to.equal("CHAIN_UNKNOWN_FUNCTION");
    expect(await codeOfAction({ arguments: {} })).to.equal("CHAIN_BAD_ARGUMENTS");
    expect(await codeOfAction({ arguments: { newCoolingOff: "86400", safe: true } })).to.equal("CHAIN_BAD_ARGUMENTS");
  });

  it("refuses actions without one of their fields", async () => {
    for (const field of Object.keys(exampleAction)) {
      expect(await codeOfAction({ [field]: undefined }), field).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("refuses actions with an unknown field, or one of another kind", async () => {
    for (const changes of [
      { comment: "harmless" },
      { target: "treasury" },
      { address: ELSEWHERE.toUpperCase() },
      { address: "0x12" },
      { function: "f".repeat(501) },
      { arguments: { newCoolingOff: 86_400 } },
      { calldata: "0x1" },
      { calldata: exampleAction.calldata.toUpperCase() },
      { value: 0 },
      { value: "01" },
      { value: "-1" },
      { value: "all" },
      { value: String(2n ** 256n) },
    ]) {
      expect(await codeOfAction(changes), JSON.stringify(changes)).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("refuses a document with a field missing, unknown or of another kind", async () => {
    const whole = exampleDocument(exampleAction);
    for (const changes of [
      { format: "collective-proposal-v2" },
      { format: undefined },
      { chainId: "31337" },
      { description: "../proposal.md" },
      { extra: 1 },
      { actions: [] },
      { actions: Array.from({ length: 11 }, () => exampleAction) },
    ]) {
      const code = await codeOf(load(writeProposal({ ...whole, ...changes })));
      expect(code, JSON.stringify(changes)).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("refuses what is no document at all", async () => {
    const deep = `{"actions":${"[".repeat(9_999)}${"]".repeat(9_999)}}`;
    for (const text of ["", "{", "[]", "null", "7", deep, " ".repeat(2 ** 20)]) {
      expect(await codeOf(load(writeProposal(text))), text.slice(0, 20)).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("wants a text with a title, and an end to it", async () => {
    for (const text of ["", "Wait a day\n", "## Wait a day\n", "#Wait\n", "# \n", `# Wait\n${"x".repeat(65_536)}`]) {
      expect(await codeOfText(text), text.slice(0, 20)).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("wants the proposer's mark to be written by whoever proposes", async () => {
    for (const mark of [`#proposer=${ELSEWHERE}`, `#proposer=0x${"aB".repeat(20)}\n\n`]) {
      expect(await codeOfText(`# Wait\n\n${mark}`), mark).to.equal("GOVERNANCE_BAD_PROPOSAL");
    }
  });

  it("says when a folder is none, or holds no proposal", async () => {
    for (const missing of ["actions.json", "proposal.md"]) {
      const folder = writeProposal();
      rmSync(join(folder, missing));
      expect(await codeOf(load(folder)), missing).to.equal("GOVERNANCE_NO_PROPOSAL");
    }
    expect(await codeOf(load(emptyFolder()))).to.equal("GOVERNANCE_NO_PROPOSAL");
    expect(await codeOf(load(join(writeProposal(), "actions.json")))).to.equal("GOVERNANCE_NO_PROPOSAL");
  });
});

describe("calldataOf", () => {
  it("is what the words encode to", () => {
    expect(calldataOf(exampleAction)).to.match(/^0x[0-9a-f]{8}0{59}15180$/);
  });

  it("is nothing for coins alone", () => {
    expect(calldataOf(paid)).to.equal("0x");
  });
});
