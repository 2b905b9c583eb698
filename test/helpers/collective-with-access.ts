import { randomBytes } from "node:crypto";
import { id } from "ethers";
import { identityFromSeed, type AgeIdentity } from "../../src/encryption/age-identity.ts";
import { toAddress, toHex32, type Hex32 } from "../../src/primitives/identifiers.ts";
import { collectiveAtWork, syntheticZip } from "./collective-at-work.ts";

/** A grant's terms that differ from the usual ones. */
export type SomeTerms = {
  readonly grantee?: string;
  readonly granteeKey?: string;
  readonly purpose?: number;
  readonly price?: bigint;
  readonly duration?: number;
};

const HOUR = 3_600;
const RESEARCH = 0;
const TOOL = { name: "Survey", uri: "https://survey.example", codeHash: id("survey 1"), purposes: 0b11 } as const;

/** A collective at work whose votes are already won: whatever the timelock may do, `decide` does. */
export async function collectiveWithAccess() {
  const base = await collectiveAtWork();
  const { as, collective, connection, ethers, record, people, prepare, provider } = base;
  const { timelock } = record.contracts;
  await connection.networkHelpers.impersonateAccount(timelock);
  await connection.networkHelpers.setBalance(timelock, 10n ** 18n);
  const decide = as(await ethers.getSigner(timelock));
  const grantee = people[0]!;
  const granteeIdentity: AgeIdentity = await identityFromSeed(randomBytes(32));
  await decide.tools.approveTool(TOOL.name, TOOL.uri, TOOL.codeHash, TOOL.purposes);
  const toolId = toHex32(await collective.tools.toolIdOf(TOOL.name, TOOL.uri, TOOL.codeHash, TOOL.purposes));

  const now = async (): Promise<number> => (await provider.getBlock("latest"))!.timestamp;

  async function createGrant(terms: SomeTerms = {}): Promise<number> {
    const { granteeKey = granteeIdentity.recipient, purpose = RESEARCH, price = 0n, duration = HOUR } = terms;
    await decide.access.createGrant(
      {
        grantee: terms.grantee ?? grantee.address,
        purpose,
        duration,
        price,
        toolId,
        policyHash: id("policy"),
      },
      granteeKey,
    );
    return Number(await collective.access.grantCount());
  }

  return {
    ...base,
    /** Sends as the timelock, as after a vote. */
    decide,
    tool: { ...TOOL, id: toolId },
    grantee,
    granteeAddress: toAddress(grantee.address),
    granteeIdentity,
    now,
    createGrant,

    /** Creates a grant and waits until its cooling-off period is over; usable when it is free. */
    createUsableGrant: async (terms: SomeTerms = {}): Promise<number> => {
      const grantId = await createGrant(terms);
      const { startsAt } = await collective.access.grantOf(grantId);
      await base.warpTo(startsAt);
      return grantId;
    },

    /** Pays for a grant as the grantee, out of the treasury. */
    fund: async (grantId: number): Promise<void> => {
      const { price } = await collective.access.grantOf(grantId);
      await decide.token.transfer(grantee.address, price);
      await as(grantee).token.approve(record.contracts.access, price);
      await as(grantee).access.fund(grantId);
    },

    /** Seals a small archive of `person`, and registers it for the purposes in `mask`. */
    contribute: async (person: (typeof people)[number], seed: number, mask = 1): Promise<Hex32> => {
      const { registry } = as(person);
      const { ciphertextHash, uri } = await prepare(person, syntheticZip(seed, 2));
      const index = await registry.contributionCount(person.address);
      await registry.contribute(ciphertextHash, mask, uri);
      return toHex32(await registry.contributionIdOf(person.address, index));
    },
  };
}
