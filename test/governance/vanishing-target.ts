import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ethers, networkHelpers, toProposal } from "../contracts/fixtures/governance.ts";
import { deployFactory, metamorphicAddress, metamorphicDeployment } from "./create2.ts";
import type { Governed } from "./governed-collective.ts";

/** A call without ether. */
type Call = { readonly to: string; readonly data: string };

/** The length in bytes of what {@link codeOf} gives. */
const CODE_LENGTH = 39;

/**
 * One transaction creates a contract, proposes to call it, and destroys it: EIP-6780 lets a contract vanish in that one
 * only. The factory can deploy there again, other code too. Carol's votes are behind the proposal.
 */
export async function proposeToVanished({ governor, token, contracts, carol, stranger }: Governed) {
  const factory = await deployFactory(stranger);
  const target = metamorphicAddress(factory);
  const proposal = toProposal([{ target, data: "0x01" }], "Call what is not there");
  const { targets, values, calldatas, description } = proposal;
  const data = governor.interface.encodeFunctionData("propose", [targets, values, calldatas, description]);
  const proposer = ethers.getCreateAddress({ from: stranger.address, nonce: await stranger.getNonce() });
  await token.connect(carol).delegate(proposer);
  await networkHelpers.time.increase(1);

  await callInOneTransaction(stranger, [
    { to: factory, data: metamorphicDeployment },
    { to: contracts.governor, data },
    { to: target, data: "0x" },
  ]);
  return { factory, target, proposal };
}

/** Makes the calls one after the other in the constructor of an empty contract, whether or not they succeed. */
async function callInOneTransaction(signer: HardhatEthersSigner, calls: readonly Call[]): Promise<void> {
  let offset = calls.length * CODE_LENGTH + 1;
  const codes = calls.map((call) => {
    const code = codeOf(call, offset);
    offset += ethers.dataLength(call.data);
    return code;
  });
  const stop = "0x00";
  await signer.sendTransaction({ data: ethers.concat([...codes, stop, ...calls.map(({ data }) => data)]) });
}

/** `CODECOPY(0, offset, length) POP(CALL(GAS, to, 0, 0, length, 0, 0))`. */
function codeOf({ to, data }: Call, offset: number): string {
  const [from, length] = [offset, ethers.dataLength(data)].map((value) => ethers.toBeHex(value, 2).slice(2));
  return `0x61${length}61${from}5f395f5f61${length}5f5f73${to.slice(2)}5af150`;
}
