import { customErrors } from "../../src/chain/collective.ts";
import type { DevelopmentNode } from "./development-node.ts";

/** Writes what its slot 0 holds into a log, and returns it. */
const RECORDER = "0x5f545f5260205fa060205ff3";
/** Refuses every call with an error of one word, 9, while its slot 0 is not zero. */
const REFUSER = `0x5f54600657005b7fSELECTOR${"00".repeat(28)}5f527f00000009${"00".repeat(28)}60205260245ffd`;
const selector = customErrors.getError("RewardDistributorNoPendingRoot")?.selector ?? "";

/** Where {@link placeContracts} puts them. */
export const recorder = `0x${"a1".repeat(20)}`;
export const refuser = `0x${"a2".repeat(20)}`;

/** Puts a contract that writes logs and one that can refuse with `RewardDistributorNoPendingRoot` on a development chain. */
export async function placeContracts(node: DevelopmentNode): Promise<void> {
  await node.call("anvil_setCode", recorder, RECORDER);
  await node.call("anvil_setStorageAt", recorder, "0x0", word(7));
  await node.call("anvil_setCode", refuser, REFUSER.replace("SELECTOR", selector.slice(2)));
  await node.call("evm_mine");
}

/** Makes the refuser refuse from now on, or no longer. */
export async function setRefusing(node: DevelopmentNode, refuses: boolean): Promise<void> {
  await node.call("anvil_setStorageAt", refuser, "0x0", word(refuses ? 1 : 0));
}

function word(value: number): string {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
