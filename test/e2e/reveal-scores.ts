/**
 * Ends the oldest unsettled epoch of the node at argv[2] and lets its four validators commit and reveal the same scores,
 * 7,000 units for each contribution whose id is among argv[4] and following; the files go to the store at argv[3].
 */
import { readRecord } from "../../deploy/deployment-files.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import { readEpoch } from "../../src/chain/read-epoch.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { encodeScoreFile } from "../../src/rewards/score-file.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { formatLocator } from "../../src/storage/locator.ts";
import { MarginProvider } from "../helpers/margin-provider.ts";

const [, , url = "", store = "", ...ids] = process.argv;
const provider = new MarginProvider(url, undefined, { cacheTimeout: -1 });
const record = readRecord(31_337)!;
const collective = connectCollective(record, provider);
const blobs = await createDiskStore(store);
const epoch = Number(await collective.reserve.lastSettledEpoch()) + 1;

async function warpTo(timestamp: bigint): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
  await provider.send("evm_mine", []);
}

await warpTo((await collective.schedule.endOf(epoch)) + 1n);
const { chainId, contracts, contributions, parameters, snapshotBlock, validators } = await readEpoch(
  collective,
  record,
  epoch,
);
const { registry } = contracts;
const { rulesetHash } = parameters;
const scores = contributions
  .filter(({ id }) => ids.includes(id))
  .map(({ id, version }) => ({ contributionId: id, version, units: 7_000, reasons: 0n }));

const revealed = [];
for (const { address: validator, slot } of validators) {
  const salt = toHex32(`0x${String(slot + 1).padStart(64, "0")}`);
  const header = { chainId, registry, epoch, validator, rulesetHash, salt, snapshotBlock };
  const file = encodeScoreFile(header, scores);
  const { commitments } = connectCollective(record, await provider.getSigner(validator));
  await (await commitments.commitScores(epoch, sha256Hex(file))).wait();
  revealed.push({ commitments, uri: formatLocator((await blobs.put(file)).sha256) });
}
await warpTo(await collective.schedule.commitEndsAt(epoch));
for (const { commitments, uri } of revealed) await (await commitments.revealScores(epoch, uri)).wait();
await warpTo(await collective.schedule.revealEndsAt(epoch));
provider.destroy();
