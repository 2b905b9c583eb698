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

describe("parseDeploymentRecord", () => {
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
