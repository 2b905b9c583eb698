import { expect } from "chai";
import { contractNames, parseDeploymentRecord } from "../../../src/chain/deployment-record.ts";

const ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const record = {
  format: "deployment-record-v1",
  network: "localhost",
  chainId: 31337,
  genesisHash: `0x${"AB".repeat(32)}`,
  deployedAtBlock: 0,
  finality: 0,
  contracts: Object.fromEntries(contractNames.map((name) => [name, ACCOUNT])),
};

const HASH = `0x${"CD".repeat(32)}`;
const origin = {
  deployer: ACCOUNT,
  source: { commit: "0123abc", dirty: false },
  compiler: "solc 0.8.37",
  constructorArguments: Object.fromEntries(contractNames.map((name) => [name, ["1", ACCOUNT]])),
  transactions: [{ contract: "token", call: "deploy", hash: HASH, block: 7 }],
};
const second = { ...record, format: "deployment-record-v2", origin };

describe("parseDeploymentRecord", () => {
  it("reads a record of version 1, which names no origin", () => {
    const parsed = parseDeploymentRecord(JSON.stringify(record));

    expect(parsed).to.include({ format: "deployment-record-v2", origin: null });
  });

  it("reads a record of version 2 with its origin, and reads again what it gave", () => {
    const parsed = parseDeploymentRecord(JSON.stringify(second));

    expect(parsed.origin?.transactions).to.deep.equal([
      { contract: "token", call: "deploy", hash: HASH.toLowerCase(), block: 7 },
    ]);
    expect(parsed.origin?.deployer).to.equal(ACCOUNT.toLowerCase());
    expect(parseDeploymentRecord(JSON.stringify(parsed))).to.deep.equal(parsed);
  });

  it("reads a record of a tree that was no checkout", () => {
    const parsed = parseDeploymentRecord(JSON.stringify({ ...second, origin: { ...origin, source: null } }));

    expect(parsed.origin?.source).to.equal(null);
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

  it("refuses anything else", () => {
    const { token, ...incomplete } = record.contracts;
    expect(token).to.equal(ACCOUNT);
    for (const broken of [
      "",
      "{}",
      JSON.stringify({ ...record, format: "deployment-record-v2" }),
      JSON.stringify({ ...record, format: "deployment-record-v3" }),
      JSON.stringify({ ...second, origin: { ...origin, source: { commit: 7, dirty: false } } }),
      JSON.stringify({ ...second, origin: { ...origin, source: { commit: "0123abc" } } }),
      JSON.stringify({ ...second, origin: { ...origin, constructorArguments: {} } }),
      JSON.stringify({
        ...second,
        origin: { ...origin, transactions: [{ ...origin.transactions[0], contract: "x" }] },
      }),
      JSON.stringify({ ...record, chainId: "31337" }),
      JSON.stringify({ ...record, deployedAtBlock: -1 }),
      JSON.stringify({ ...record, contracts: incomplete }),
    ]) {
      expect(() => parseDeploymentRecord(broken))
        .to.throw()
        .with.property("code", "CHAIN_BAD_DEPLOYMENT_RECORD");
    }
  });
});
