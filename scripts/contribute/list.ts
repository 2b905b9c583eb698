import { finalizedBlock } from "../../src/chain/finality.ts";
import { readRegistry } from "../../src/chain/registry-history.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { purposeNames } from "./purposes.ts";

/** `contribute list`: the contributions of an account, removed ones included. */
export default runAction(async ({ account }: CommonArguments & { account: number }, hre) => {
  const { collective, record, signer, connection } = await openAccount(hre, account);
  const { number } = await finalizedBlock(connection.ethers.provider, record.finality);
  const all = await readRegistry(collective.registry, { fromBlock: record.deployedAtBlock, toBlock: number });
  const mine = all
    .filter(({ owner }) => owner === signer.address.toLowerCase())
    .map(({ id, version, removed, consentMask }) => ({
      id,
      version,
      status: removed ? "removed" : "active",
      purposes: purposeNames.filter((_, bit) => (consentMask >> bit) & 1),
    }));
  const lines = mine.map(
    ({ id, version, status, purposes }) =>
      `${id}  version ${version}  ${status}  ${purposes.join(", ") || "no purpose"}`,
  );
  return { lines: lines.length > 0 ? lines : [`${signer.address} has no contributions.`], document: mine };
});
