import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { emptyLedger } from "../../../src/rewards/ledger.ts";
import { decodeScoreFile } from "../../../src/rewards/score-file.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../src/scoring/novelty-source.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { scoreEpoch, scoringHere } from "../../../src/validator/score-epoch.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { packLedger, scoresOf } from "../rewards/packing.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";

const SALT = toHex32(`0x${"5".repeat(64)}`);

describe("scoreEpoch", () => {
  it("scores in the order of the chain, so that a copy of what came before is worth nothing", async () => {
    const work = await collectiveAtWork();
    const { prepare, register, people, as, collective, record, warpTo, means, validators } = work;
    const zip = syntheticZip(6);
    const original = await register(people[0]!, await prepare(people[0]!, zip));
    const copy = await register(people[1]!, await prepare(people[1]!, zip));
    const lost = await prepare(people[3]!, syntheticZip(8));
    const unfetchable = await register(people[3]!, lost);
    await work.blobs.delete(lost.ciphertextHash);
    const gone = await register(people[2]!, await prepare(people[2]!, syntheticZip(7)));
    await as(people[2]!).registry.remove(gone);
    await warpTo((await collective.schedule.endOf(1)) + 1n);
    const state = await readEpoch(collective, record, 1);
    const validator = validators[0]!.address;

    const request = {
      state,
      ledger: emptyLedger,
      novelty: noveltyInMemory(createNoveltyLedger()),
      validator,
      salt: SALT,
    };
    const { file, deltas, unavailable } = await scoreEpoch(request, scoringHere(means()));

    const decoded = decodeScoreFile(file);
    const scores = scoresOf(decoded);
    expect(decoded).to.include({ epoch: 1, validator, salt: SALT, registry: record.contracts.registry });
    const units = new Map(scores.map((score) => [score.contributionId, score.units]));
    expect(units.get(original)).to.be.greaterThan(1_000);
    expect(units.get(copy)).to.equal(0);
    expect(units.has(gone)).to.equal(false);
    expect(unavailable).to.deep.equal([{ id: unfetchable, code: "STORAGE_NOT_FOUND" }]);
    expect(units.has(unfetchable)).to.equal(false);
    expect(deltas.map(({ id }) => id)).to.deep.equal([original, copy]);

    const ledger = packLedger([{ id: original, version: 1, lifetimeUnits: 1n }]);
    const next = await scoreEpoch(
      { ...request, novelty: noveltyInMemory(createNoveltyLedger()), ledger },
      scoringHere(means()),
    );
    expect(scoresOf(decodeScoreFile(next.file)).map(({ contributionId }) => contributionId)).to.deep.equal([copy]);
  });

  it("stops on its own wrong set-up instead of leaving everything out", async () => {
    const work = await collectiveAtWork();
    const { prepare, register, people, collective, record, warpTo, means, validators } = work;
    await register(people[0]!, await prepare(people[0]!, syntheticZip(6)));
    await warpTo((await collective.schedule.endOf(1)) + 1n);
    const state = await readEpoch(collective, record, 1);
    const validator = validators[0]!.address;
    const request = {
      state,
      ledger: emptyLedger,
      novelty: noveltyInMemory(createNoveltyLedger()),
      validator,
      salt: SALT,
    };

    const shortKey = scoreEpoch(request, scoringHere({ ...means(), fingerprintKey: new Uint8Array(15) }));
    expect(await codeOf(shortKey)).to.equal("SCORING_KEY_LENGTH");
    const otherRules = scoreEpoch(request, scoringHere({ ...means(), ruleset: { ...rulesetV1, WU: 4 } }));
    expect(await codeOf(otherRules)).to.equal("VALIDATOR_WRONG_RULESET");
    const otherKeys = scoreEpoch(request, scoringHere({ ...means(), mailKeys: { ...pinnedMailKeys, senders: [] } }));
    expect(await codeOf(otherKeys)).to.equal("VALIDATOR_WRONG_MAIL_KEYS");
  });
});
