import { createHash } from "node:crypto";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toAddress, toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import type { EpochInputs } from "../../../src/rewards/epoch-inputs.ts";
import { exampleEpoch1, exampleScoreFile } from "../../src/rewards/example-epochs.ts";

/** The first epoch of the worked example when so many others take part, one contribution each, scored alike. */
export function crowdEpoch(contributors: number): EpochInputs {
  const { chain, files } = exampleEpoch1();
  const digests = Array.from({ length: contributors }, (_, i) => createHash("sha256").update(String(i)).digest("hex"));
  const contributions = digests.map((digest) => ({
    id: toHex32(`0x${digest}`),
    owner: toAddress(`0x${digest.slice(24)}`),
    version: 1,
    consentMask: 0,
  }));
  const units = contributions.map(({ id }, i): [Hex32, readonly [number, number]] => [id, [1, 1 + i * i]]);
  const stated = Object.fromEntries(units.sort(([a], [b]) => (a < b ? -1 : 1)));
  const scoreFiles = chain.validators.map(({ address }) => exampleScoreFile(chain, address, stated));
  const commitments = chain.validators.map(({ slot, address }, i) => ({
    slot,
    validator: address,
    hash: toHex32(sha256Hex(scoreFiles[i]!)),
  }));
  return {
    chain: { ...chain, commitments, contributions: packContributions(contributions) },
    files: { ...files, scoreFiles },
  };
}
