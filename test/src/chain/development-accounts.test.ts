import { expect } from "chai";
import { network } from "hardhat";
import { developmentAccounts } from "../../../src/chain/development-accounts.ts";

describe("developmentAccounts", () => {
  it("are those that a development chain funds", async () => {
    const { ethers } = await network.create();
    const funded = (await ethers.getSigners()).map(({ address }) => address.toLowerCase());

    expect([...developmentAccounts()]).to.deep.equal(funded);
  });
});
