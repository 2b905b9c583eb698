import { expect } from "chai";
import { connectCollective } from "../../../src/chain/collective.ts";
import { providerOf } from "../../../src/chain/provider-of.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("providerOf", () => {
  it("is the node behind a contract, whether it reads or sends", async () => {
    const { collective, as, alice, provider, record } = await deployedCollective();

    expect(providerOf(collective.registry)).to.equal(provider);
    expect(providerOf(as(alice).registry)).to.equal(provider);
    expect(await rejectedCode(() => providerOf(connectCollective(record, {} as never).registry))).to.equal(
      "CHAIN_NO_PROVIDER",
    );
  });
});
