import { expect } from "chai";
import { simulate } from "./simulate.ts";

/** The suite's; `npm run test:deep` asks for more by these variables. */
const SEEDS = Number(process.env.SIMULATED_SEEDS ?? 2);
const EPOCHS = Number(process.env.SIMULATED_EPOCHS ?? 5);
/** Those that once failed, for ever. */
const PINNED: readonly number[] = [];

describe("five validators, one of which lies, on a chain that fails them", function () {
  this.timeout(3_600_000);

  for (const seed of [...Array(SEEDS).keys(), ...PINNED]) {
    it(`F1 F2 F3 F4 F5 F6 F7 F16 F20 F32: keep every promise for ${EPOCHS} epochs, seed ${seed}`, async () => {
      const { problems, faults } = await simulate({ seed, epochs: EPOCHS, rates: { rpc: 5, reorg: 300, kill: 30 } });

      expect(problems).to.deep.equal([]);
      expect(Math.min(...Object.values(faults)), JSON.stringify(faults)).to.be.greaterThan(0);
    });
  }
});
