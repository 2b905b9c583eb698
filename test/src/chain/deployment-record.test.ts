import { expect } from "chai";
import { readFileSync } from "node:fs";
import { contractNames, parseDeploymentRecord } from "../../../src/chain/deployment-record.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";

const ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const HASH = `0x${"CD".repeat(32)}`;
const origin = {
  deployer: ACCOUNT,
  source: { commit: "0123abc", dirty: false },
  compiler: "solc 0.8.37",
  constructorArguments: Object.fromEntries(contractNames.map((name) => [name, ["1", ACCOUNT]])),
  transactions: [{ contract: "access", call: "deploy", hash: HASH, block: 7 }],
};
const record = {
  format: "deployment-record-v3",
  network: "localhost",
  chainId: 31337,
  genesisHash: `0x${"AB".repeat(32)}`,
  deployedAtBlock: 0,
  finality: 0,
  contracts: Object.fromEntries(contractNames.map((name) => [name, ACCOUNT])),
  codeHashes: Object.fromEntries(contractNames.map((name) => [name, HASH])),
  origin,
};

describe("parseDeploymentRecord", () => {
  it("reads a record with its origin, and reads again what it gave", () => {
    const parsed = parseDeploymentRecord(JSON.stringify(record));

    expect(parsed.format).to.equal("deployment-record-v3");
    expect(parsed.origin.transactions).to.deep.equal([
      { contract: "access", call: "deploy", hash: HASH.toLowerCase(), block: 7 },
    ]);
    expect(parsed.origin.deployer).to.equal(ACCOUNT.toLowerCase());
    expect(parseDeploymentRecord(JSON.stringify(parsed))).to.deep.equal(parsed);
  });

  it("reads a record of this version as it was once written, and loses nothing of it", () => {
    const golden = readFileSync(new URL("deployment-record-v3.json", import.meta.url), "utf8");

    expect(parseDeploymentRecord(golden)).to.deep.equal(JSON.parse(golden));
  });

  it("reads a record of a tree that was no checkout", () => {
    const parsed = parseDeploymentRecord(JSON.stringify({ ...record, origin: { ...origin, source: null } }));

    expect(parsed.origin.source).to.equal(null);
  });

  it("reads a record and brings addresses and hashes into lower case", () => {
    const parsed = parseDeploymentRecord(JSON.stringify(record));

    expect(parsed.contracts.token).to.equal(ACCOUNT.toLowerCase());
    expect(parsed.genesisHash).to.equal(`0x${"ab".repeat(32)}`);
    expect(parsed).to.include({ chainId: 31337, deployedAtBlock: 0, finality: 0 });
  });

  it("keeps the finalized tag", () => {
    expect(parseDeploymentRecord(JSON.stringify({ ...record, finality: "tag" })).finality).to.equal("tag");
  });

  it("refuses a record of version 1 or 2, of a collective without tools and access, with what to do instead", () => {
    const { tools, access, ...contracts } = record.contracts;
    expect([tools, access]).to.deep.equal([ACCOUNT, ACCOUNT]);
    for (const old of [
      { ...record, format: "deployment-record-v1", contracts, origin: undefined },
      { ...record, format: "deployment-record-v2", contracts },
    ]) {
      const refused = () => parseDeploymentRecord(JSON.stringify(old));

      expect(refused).to.throw().with.property("code", "CHAIN_OLD_DEPLOYMENT_RECORD");
      expect(refused).to.throw(InvalidInputError).with.property("hint").that.includes("deploy anew");
    }
  });

  it("T77: refuses a record of this version without the hashes of the code, and says where to get another", () => {
    const { codeHashes, ...without } = record;
    expect(codeHashes).to.have.property("token", HASH);
    const refused = () => parseDeploymentRecord(JSON.stringify(without));

    expect(refused).to.throw().with.property("code", "CHAIN_OLD_DEPLOYMENT_RECORD");
    expect(refused).to.throw(InvalidInputError).with.property("hint").that.includes("maintainers");
  });

  it("refuses anything else", () => {
    const { token, ...incomplete } = record.contracts;
    expect(token).to.equal(ACCOUNT);
    for (const broken of [
      "",
      "{}",
      JSON.stringify({ ...record, format: "deployment-record-v4" }),
      JSON.stringify({ ...record, format: "deployment-record-v21" }),
      JSON.stringify({ ...record, origin: null }),
      JSON.stringify({ ...record, origin: { ...origin, source: { commit: 7, dirty: false } } }),
      JSON.stringify({ ...record, origin: { ...origin, source: { commit: "0123abc" } } }),
      JSON.stringify({ ...record, origin: { ...origin, constructorArguments: {} } }),
      JSON.stringify({
        ...record,
        origin: { ...origin, transactions: [{ ...origin.transactions[0], contract: "x" }] },
      }),
      JSON.stringify({ ...record, chainId: "31337" }),
      JSON.stringify({ ...record, deployedAtBlock: -1 }),
      JSON.stringify({ ...record, contracts: incomplete }),
      JSON.stringify({ ...record, codeHashes: { ...record.codeHashes, token: "0xcd" } }),
      JSON.stringify({ ...record, codeHashes: null }),
    ]) {
      expect(() => parseDeploymentRecord(broken))
        .to.throw()
        .with.property("code", "CHAIN_BAD_DEPLOYMENT_RECORD");
    }
  });
});
