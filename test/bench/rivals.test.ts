import { expect } from "chai";
import { rowsOf } from "../../bench/gas/claim-rows.ts";
import { systemNames, type OpenSystem } from "../../bench/gas/claim-systems.ts";
import { claimSystems } from "../../bench/gas/measure-claims.ts";
import { measureProposals } from "../../bench/gas/measure-proposals.ts";
import { addressNamed, deployRival, openStage, type Stage } from "../../bench/gas/stage.ts";

const BATCH = [1, 2, 3];

describe("What the gas benchmark compares with", () => {
  let stage: Stage;

  before(async function () {
    this.timeout(120_000);
    stage = await openStage();
  });

  /** What an account holds, in wei. */
  const heldBy = ({ token }: OpenSystem, account: number) => token.balanceOf(rowsOf(1)[account]!.account);

  for (const { name, open } of claimSystems) {
    describe(name, () => {
      let system: OpenSystem;

      before(async () => {
        system = await open(stage);
        await system.publish(1);
      });

      it("refuses the proof of another leaf", async () => {
        await expect(system.claim(1, 0, 1)).to.be.revert(stage.connection.ethers);

        expect(await heldBy(system, 0)).to.equal(0n);
      });

      it("pays what the first epoch gave, and nothing twice", async () => {
        await system.claim(1, 0);
        await system.claim(1, 0).catch(() => undefined);

        expect(await heldBy(system, 0)).to.equal(rowsOf(1)[0]!.cumulativeWei);
      });

      it("pays a batch, then what the second epoch added", async () => {
        await system.claimBatch(1, BATCH);
        await system.publish(2);
        await system.claim(2, 0);
        await system.claimBatch(2, BATCH);

        expect(await heldBy(system, 0)).to.equal(rowsOf(2)[0]!.cumulativeWei);
        const batch = await Promise.all(BATCH.map((account) => heldBy(system, account)));
        const earned = BATCH.map((account) => rowsOf(2)[account]!.cumulativeWei);
        const collected = await system.token.balanceOf(addressNamed("collector"));
        const toOne = name === systemNames.eigenLayerToOne;
        expect(batch).to.deep.equal(toOne ? [0n, 0n, 0n] : earned);
        expect(collected).to.equal(toOne ? earned.reduce((sum, wei) => sum + wei) : 0n);
      });
    });
  }

  it("is, of Vana, a registry that keeps address and key and refuses an address it has", async () => {
    const registry = await deployRival(stage, "VanaDataRegistry");
    const call = (method: string, ...args: unknown[]) => registry.getFunction(method)(...args) as Promise<unknown>;
    const [owner, reader] = [addressNamed("owner"), addressNamed("reader")];
    await call("addFileWithPermissions", "https://a.example", owner, [[reader, "sealed key"]]);

    expect(await call("filePermissions", 1n, reader)).to.equal("sealed key");
    expect(await call("files", 1n)).to.include.members([owner, "https://a.example"]);
    await expect(call("addFileWithPermissions", "https://a.example", owner, [])).to.be.revertedWithCustomError(
      registry,
      "FileUrlAlreadyUsed",
    );
  });

  it("is, of OpenZeppelin, a governor whose proposal goes the whole way, as ours does", async () => {
    const figures = await measureProposals(stage);

    expect(figures).to.have.length(3);
    for (const { governor, ...steps } of figures) {
      for (const [step, gas] of Object.entries(steps)) expect(gas, `${governor}: ${step}`).to.be.greaterThan(21_000);
    }
  });
});
