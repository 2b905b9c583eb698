import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import accessManagerArtifact from "@openzeppelin/contracts/build/contracts/AccessManager.json" with { type: "json" };
import { id, type AddressLike, type Contract } from "ethers";
import type { network } from "hardhat";

/** A connection to a simulated network, as `network.create()` gives it. */
export type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The GUARDIAN's number in the AccessManager. */
const GUARDIAN_ROLE = 2n;

/** Deploys an AccessManager whose admin is `admin`. */
export async function deployAuthority({ ethers }: Connection, admin: HardhatEthersSigner) {
  const { abi, bytecode } = accessManagerArtifact;
  const authority = await new ethers.ContractFactory(abi, bytecode, admin).deploy(admin.address);
  return new ethers.Contract(await authority.getAddress(), abi, admin);
}

/** Lets `guardian` call `pause` of `target`, and nobody but the admin call anything else that is restricted. */
export async function giveGuardianThePause(authority: Contract, target: AddressLike, guardian: HardhatEthersSigner) {
  const pause = id("pause()").slice(0, 10);
  await authority.setTargetFunctionRole!(target, [pause], GUARDIAN_ROLE);
  await authority.grantRole!(GUARDIAN_ROLE, guardian.address, 0);
}
