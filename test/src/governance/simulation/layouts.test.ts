import { expect } from "chai";
import type { ContractName } from "../../../../src/chain/deployment-record.ts";
import { readLayouts } from "../../../../src/governance/simulation/layouts.ts";
import { readPart } from "../../../../src/governance/simulation/name-slots.ts";
import { toWord } from "../../../../src/governance/simulation/storage-layout.ts";
import type { Hex } from "../../../../src/primitives/bytes.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";

const { collective, provider, record } = await deployedCollective();
const layouts = readLayouts();

/** What lies on the chain where the layout says that a variable is. */
async function stored(contract: ContractName, name: string): Promise<string> {
  const variable = layouts[contract].find((each) => each.name === name)!;
  const word = (await provider.getStorage(record.contracts[contract], toWord(BigInt(variable.slot)))) as Hex;
  return readPart(word, variable);
}

describe("readLayouts", () => {
  it("finds the variables of deployed contracts where they are", async () => {
    expect(await stored("access", "coolingOff")).to.equal("120");
    expect(await stored("access", "_authority")).to.equal(record.contracts.manager);
    expect(await stored("timelock", "_minDelay")).to.equal("60");
    expect(await stored("governor", "_votingPeriod")).to.equal("3600");
    expect(await stored("governor", "_guardianExpiresAt")).to.equal(
      String(await collective.governor.guardianExpiresAt()),
    );
    expect(await stored("token", "_totalSupply")).to.equal("100000000000000000000000000");
    expect(await stored("tools", "definedPurposes")).to.equal(String(await collective.tools.definedPurposes()));
  });

  it("has variables of every contract but the one that has none", () => {
    const empty = Object.entries(layouts).filter(([, layout]) => layout.length === 0);

    expect(empty.map(([name]) => name)).to.deep.equal(["schedule"]);
  });
});
