import { expect } from "chai";
import { encodeCall } from "../../../src/chain/encode-call.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const { collective, deployer } = await deployedCollective();
const hash = (digit: number) => `0x${String(digit).repeat(64)}`;

describe("encodeCall", () => {
  it("gives a call in the words of the ABI, and as the contract takes it", () => {
    const terms = {
      grantee: deployer.address,
      purpose: 2,
      duration: 60,
      price: 10n ** 20n,
      toolId: hash(1),
      policyHash: hash(2),
    };
    const call = encodeCall(collective.access, "createGrant", [terms, "age1ü"]);

    expect(call.signature).to.equal("createGrant((address,uint8,uint32,uint96,bytes32,bytes32),string)");
    expect(call.values).to.deep.equal({
      terms: {
        grantee: deployer.address,
        purpose: "2",
        duration: "60",
        price: "100000000000000000000",
        toolId: hash(1),
        policyHash: hash(2),
      },
      granteeKey: "age1ü",
    });
    expect(collective.access.interface.parseTransaction({ data: call.calldata })?.name).to.equal("createGrant");
  });

  it("writes lists, flags and lists of structs too", () => {
    const accesses = [{ contributionId: hash(3), version: 7 }];

    expect(encodeCall(collective.access, "recordAccess", [1, accesses]).values).to.deep.equal({
      grantId: "1",
      accesses: [{ contributionId: hash(3), version: "7" }],
    });
    expect(encodeCall(collective.distributor, "setClaimOptOut", [true]).values).to.deep.equal({ optedOut: true });
  });

  it("says when there is no such function", async () => {
    expect(await rejectedCode(() => encodeCall(collective.access, "mint", []))).to.equal("CHAIN_UNKNOWN_FUNCTION");
  });
});
