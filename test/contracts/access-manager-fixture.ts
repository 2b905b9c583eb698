import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, type AddressLike } from "ethers";
import type { network } from "hardhat";
import type { AccessManager } from "../../typechain-types/index.ts";

/** A connection to a simulated network, as `network.create()` gives it. */
export type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The GUARDIAN's number in the AccessManager. */
const GUARDIAN_ROLE = 2n;

/** Deploys an AccessManager whose admin is `admin`. */
export async function deployAuthority({ ethers }: Connection, admin: HardhatEthersSigner) {
  return ethers.deployContract("AccessManager", [admin.address], admin);
}

/** Lets `guardian` call `pause` of `target`, and nobody but the admin call anything else that is restricted. */
export async function giveGuardianThePause(
  authority: AccessManager,
  target: AddressLike,
  guardian: HardhatEthersSigner,
) {
  const pause = id("pause()").slice(0, 10);
  await authority.setTargetFunctionRole(target, [pause], GUARDIAN_ROLE);
  await authority.grantRole(GUARDIAN_ROLE, guardian.address, 0);
}
