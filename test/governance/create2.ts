import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ethers } from "../contracts/fixtures/governance.ts";

/** The usual deterministic deployer: hands `salt ‖ init code` to CREATE2 and reverts if that fails. */
const FACTORY_INIT_CODE =
  "0x604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378" +
  "035828234f58015156039578182fd5b8082525050506014600cf3";

/**
 * Init code whose runtime code depends on the block it runs in, while its CREATE2 address does not. The runtime destroys
 * itself when it is called with nothing (`CALLDATASIZE PUSH1 6 JUMPI ORIGIN SELFDESTRUCT JUMPDEST STOP`); a ninth byte,
 * never run, is the last of the block number.
 */
const metamorphicInitCode = "0x673660065732ff5b0060081b4360ff161760005260096017f3";

/** Deploys a factory of its own; gives its address. */
export async function deployFactory(signer: HardhatEthersSigner): Promise<string> {
  const sent = await signer.sendTransaction({ data: FACTORY_INIT_CODE });
  return (await sent.wait())!.contractAddress!;
}

/** Where {@link deployMetamorphic} deploys to, whatever the code will be. */
export function metamorphicAddress(factory: string): string {
  return ethers.getCreate2Address(factory, ethers.ZeroHash, ethers.keccak256(metamorphicInitCode));
}

/** What a factory takes in order to deploy {@link metamorphicInitCode}; it fails where a contract is already. */
export const metamorphicDeployment = ethers.concat([ethers.ZeroHash, metamorphicInitCode]);

/** Sends {@link metamorphicDeployment}. */
export async function deployMetamorphic(signer: HardhatEthersSigner, factory: string) {
  return signer.sendTransaction({ to: factory, data: metamorphicDeployment, gasLimit: 1_000_000n });
}
