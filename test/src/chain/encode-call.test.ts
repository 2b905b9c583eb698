import { expect } from "chai";
import { contractInterfaces } from "../../../src/chain/collective.ts";
import { encodeCall, encodeNamedCall } from "../../../src/chain/encode-call.ts";
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

describe("encodeNamedCall", () => {
  const { access, distributor } = contractInterfaces;
  const CREATE = "createGrant((address,uint8,uint32,uint96,bytes32,bytes32),string)";
  const terms = {
    grantee: `0x${"1".repeat(40)}`,
    purpose: "2",
    duration: "60",
    price: "100000000000000000000",
    toolId: hash(1),
    policyHash: hash(2),
  };
  const codeOf = (abi: typeof access | null, signature: string, values: Parameters<typeof encodeNamedCall>[2]) =>
    rejectedCode(() => encodeNamedCall(abi, signature, values));

  it("encodes arguments by their names, in any order", () => {
    const call = encodeNamedCall(access, CREATE, { granteeKey: "age1ü", terms });

    expect(call).to.deep.include({ signature: CREATE, values: { terms, granteeKey: "age1ü" } });
    expect(call.calldata).to.equal(encodeCall(collective.access, "createGrant", [terms, "age1ü"]).calldata);
  });

  it("encodes flags and lists of structs", () => {
    const accesses = [{ contributionId: hash(3), version: "7" }];
    const record = "recordAccess(uint256,(bytes32,uint32)[])";

    expect(encodeNamedCall(access, record, { grantId: "1", accesses }).values.accesses).to.deep.equal(accesses);
    expect(encodeNamedCall(distributor, "setClaimOptOut(bool)", { optedOut: false }).calldata).to.match(/0{64}$/);
  });

  it("encodes a call of any contract from its declaration", () => {
    const to = `0x${"1".repeat(40)}`;

    expect(encodeNamedCall(null, "transfer(address to, uint256)", { to, "1": "5" })).to.deep.equal({
      signature: "transfer(address to, uint256)",
      values: { to, "1": "5" },
      calldata: `0xa9059cbb${to.slice(2).padStart(64, "0")}${"5".padStart(64, "0")}`,
    });
  });

  it("refuses a function that the contract has not, or that is none", async () => {
    for (const name of ["mint(uint256)", "revoke(", "", "constructor()"]) {
      expect(await codeOf(access, name, {}), name).to.equal("CHAIN_UNKNOWN_FUNCTION");
    }
    for (const name of ["", "transfer", "transfer(adress to)", "f() f()"]) {
      expect(await codeOf(null, name, {}), name).to.equal("CHAIN_UNKNOWN_FUNCTION");
    }
  });

  it("refuses an argument that is missing or unknown", async () => {
    for (const values of [{}, { id: "1" }, { grantId: "1", extra: "2" }, { toString: "1" }]) {
      expect(await codeOf(access, "revoke(uint256)", values)).to.equal("CHAIN_BAD_ARGUMENTS");
    }
  });

  it("refuses a value that the type has not", async () => {
    for (const grantId of ["", "x", "-1", "1.5", String(2n ** 256n), true, ["1"], { grantId: "1" }]) {
      expect(await codeOf(access, "revoke(uint256)", { grantId })).to.equal("CHAIN_BAD_ARGUMENTS");
    }
  });

  it("takes no word for a flag, since any would be true", async () => {
    for (const optedOut of ["false", "true", "", "0"]) {
      expect(await codeOf(distributor, "setClaimOptOut(bool)", { optedOut })).to.equal("CHAIN_BAD_ARGUMENTS");
    }
  });

  it("refuses a struct with a field too few or too many, or as a list", async () => {
    const less = Object.fromEntries(Object.entries(terms).slice(1));
    for (const wrong of [less, { ...terms, extra: "1" }, { ...less, cost: "1" }, Object.values(terms), "1"]) {
      expect(await codeOf(access, CREATE, { terms: wrong, granteeKey: "" })).to.equal("CHAIN_BAD_ARGUMENTS");
    }
  });
});
