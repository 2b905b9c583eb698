import { expect } from "chai";
import { withGasMargin } from "../../../src/chain/gas-margin.ts";
import { MarginWallet } from "../../../src/chain/margin-wallet.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

describe("MarginWallet", () => {
  it("sends its transactions with half as much gas again as the node estimates", async () => {
    const { ethers, alice } = await deployedCollective();
    const wallet = new MarginWallet(ethers.id("margin"), ethers.provider);
    await alice.sendTransaction({ to: wallet.address, value: 10n ** 18n });
    const payment = { to: alice.address, value: 1n };

    const { gasLimit } = await wallet.sendTransaction(payment);

    const estimate = await ethers.provider.estimateGas({ ...payment, from: wallet.address });
    expect(gasLimit).to.equal(withGasMargin(estimate));
  });
});
