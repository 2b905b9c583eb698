import { expect } from "chai";
import { connectCollective, contractInterfaces, customErrors } from "../../../src/chain/collective.ts";
import { contractNames } from "../../../src/chain/deployment-record.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { record, provider, alice } = await deployedCollective();

describe("connectCollective", () => {
  it("binds every contract of the record to the runner", async () => {
    const collective = connectCollective(record, alice);

    for (const name of contractNames) {
      expect((await collective[name].getAddress()).toLowerCase()).to.equal(record.contracts[name]);
      expect(collective[name].runner).to.equal(alice);
    }
    expect(await connectCollective(record, provider).token.symbol()).to.equal("GPT");
  });
});

describe("contractInterfaces", () => {
  it("are what the contracts of a deployment are called by", () => {
    const collective = connectCollective(record, provider);

    expect(Object.keys(contractInterfaces)).to.have.members([...contractNames]);
    for (const name of contractNames) {
      expect(contractInterfaces[name].formatJson(), name).to.equal(collective[name].interface.formatJson());
    }
  });
});

describe("customErrors", () => {
  it("knows each error of the contracts once", () => {
    const names = customErrors.fragments.map((fragment) => fragment.format());

    expect(names).to.include("GovernorUnexpectedProposalState(uint256,uint8,bytes32)");
    expect(names).to.include("DataRegistryNotActive(bytes32,uint8)");
    expect(new Set(names).size).to.equal(names.length);
  });
});
