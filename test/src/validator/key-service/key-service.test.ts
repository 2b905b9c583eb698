import { expect } from "chai";
import { unwrapArchiveKey } from "../../../../src/encryption/archive-key-wrap.ts";
import { readReceipts } from "../../../../src/chain/read-receipts.ts";
import { toAddress, toHex32, type Hex32 } from "../../../../src/primitives/identifiers.ts";
import { syntheticZip } from "../../../helpers/collective-at-work.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { keysServed } from "../../../helpers/keys-served.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";

type Served = Awaited<ReturnType<typeof keysServed>>;

const first = (contributionId: Hex32) => ({ contributionId, version: 1 });
const unknown = toHex32(`0x${"9".repeat(64)}`);

/** Two contributors whose data is in the scope of research, and a grant for it that can be used. */
async function twoInScope(): Promise<{ at: Served; ids: [Hex32, Hex32]; grantId: number }> {
  const at = await keysServed();
  const [, alice, bob] = at.people;
  const ids: [Hex32, Hex32] = [await at.contribute(alice!, 1), await at.contribute(bob!, 2)];
  return { at, ids, grantId: await at.createUsableGrant() };
}

async function receiptsOf(at: Served, grantId: number) {
  return readReceipts(at.collective.access, { grantId }, await at.range());
}

describe("createKeyService", () => {
  it("T43 T47: hands out wraps that open for the grantee alone, each with a receipt", async () => {
    const { at, ids, grantId } = await twoInScope();
    const { answer, written } = await at.service.handle(await at.signed(at.service, grantId, ids.map(first)));

    expect([written, answer.refused]).to.deep.equal([2, []]);
    expect(answer.released.map(({ contributionId }) => contributionId)).to.deep.equal(ids);
    for (const { contributionId, wrap } of answer.released) {
      const { owner, ciphertextHash } = await at.collective.registry.contributionOf(contributionId);
      const binding = {
        owner: toAddress(owner),
        registry: at.record.contracts.registry,
        chainId: BigInt(at.record.chainId),
        payloadSha256: toHex32(ciphertextHash),
      };
      expect((await unwrapArchiveKey(wrap, at.granteeIdentity, binding)).recipient).to.match(/^age1/);
      expect(await codeOf(unwrapArchiveKey(wrap, at.validators[1]!.identity, binding))).to.equal("ENCRYPTION_CORRUPT");
    }
    expect(
      (await receiptsOf(at, grantId)).map(({ contributionId, validator }) => [contributionId, validator]),
    ).to.have.deep.members(ids.map((id) => [id, at.validators[0]!.address]));
  });

  it("refuses a challenge that was used, is too old or was never given out, before it asks the chain", async () => {
    const { at, ids, grantId } = await twoInScope();
    const query = await at.signed(at.service, grantId, [first(ids[0])]);
    await at.service.handle(query);
    const late = await at.signed(at.service, grantId, [first(ids[0])], { deadline: at.clock.now + 1_000 });
    at.clock.now += 120;

    expect(await rejectedCode(() => at.service.handle(query))).to.equal("KEYS_BAD_CHALLENGE");
    expect(await rejectedCode(() => at.service.handle(late))).to.equal("KEYS_BAD_CHALLENGE");
    const invented = await at.signed(at.service, grantId, [first(ids[0])], { challenge: unknown });
    expect(await rejectedCode(() => at.service.handle(invented))).to.equal("KEYS_BAD_CHALLENGE");
    expect(await receiptsOf(at, grantId)).to.have.length(1);
  });

  it("refuses a request whose deadline has passed", async () => {
    const { at, ids, grantId } = await twoInScope();
    const query = await at.signed(at.service, grantId, [first(ids[0])], { deadline: at.clock.now });
    at.clock.now += 1;

    expect(await rejectedCode(() => at.service.handle(query))).to.equal("KEYS_DEADLINE_PASSED");
  });

  it("gives one answer to a stranger, for another validator or chain, and for a grant that does not exist", async () => {
    const { at, ids, grantId } = await twoInScope();
    const accesses = [first(ids[0])];
    const other = await at.openService(1);
    const requests = [
      [at.service, await at.signed(at.service, grantId, accesses, { signer: at.people[5]! })],
      [at.service, await at.signed(at.service, grantId, accesses, { chainId: 1 })],
      [at.service, await at.signed(at.service, grantId + 1, accesses)],
      [other, await at.signed(other, grantId, accesses)],
      [at.service, { ...(await at.signed(at.service, grantId, accesses)), accesses: [first(ids[1])] }],
    ] as const;
    const answers: unknown[] = [];
    for (const [service, query] of requests) {
      const { code, message } = await rejection(() => service.handle(query));
      answers.push({ code, message });
    }

    expect(answers).to.have.length(5);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).to.equal(1);
    expect(answers[0]).to.have.property("code", "KEYS_NOT_GRANTEE");
  });

  it("lets a smart account be the grantee, which says itself whose signature is its own", async () => {
    const { at, ids } = await twoInScope();
    const wallet = await at.ethers.deployContract("ERC1271WalletMock", [at.people[4]!.address]);
    const grantId = await at.createUsableGrant({ grantee: await wallet.getAddress() });
    const query = await at.signed(at.service, grantId, [first(ids[0])], { signer: at.people[4]! });

    expect((await at.service.handle(query)).answer.released).to.have.length(1);
  });

  it("T43: hands out nothing with a grant that cannot be used, in each of the ways in which it cannot", async () => {
    const { at, ids } = await twoInScope();
    const code = async (grantId: number) =>
      rejectedCode(async () => at.service.handle(await at.signed(at.service, grantId, [first(ids[0])])));

    const unpaid = await at.createUsableGrant({ price: 1n });
    const cooling = await at.createGrant();
    expect([await code(unpaid), await code(cooling)]).to.deep.equal(["KEYS_GRANT_UNFUNDED", "KEYS_GRANT_COOLING_OFF"]);
    const expired = await at.createUsableGrant();
    await at.warpTo((await at.collective.access.grantOf(expired)).expiresAt);
    const revoked = await at.createUsableGrant();
    await at.decide.access.revoke(revoked);
    expect([await code(expired), await code(revoked)]).to.deep.equal(["KEYS_GRANT_EXPIRED", "KEYS_GRANT_REVOKED"]);
    const usable = await at.createUsableGrant();
    await at.decide.access.pause();
    expect(await code(usable)).to.equal("KEYS_ACCESS_PAUSED");
    await at.decide.access.unpause();
    await at.decide.tools.withdrawTool(at.tool.id);
    expect(await code(usable)).to.equal("KEYS_TOOL_WITHDRAWN");
    expect(await code(99)).to.equal("KEYS_NOT_GRANTEE");
    expect(await readReceipts(at.collective.access, {}, await at.range())).to.deep.equal([]);
  });

  it("hands out nothing to a key that nothing can be encrypted to", async () => {
    const { at, ids } = await twoInScope();
    const grantId = await at.createUsableGrant({ granteeKey: "age1nobody" });

    expect(
      await rejectedCode(async () => at.service.handle(await at.signed(at.service, grantId, [first(ids[0])]))),
    ).to.equal("KEYS_UNUSABLE_KEY");
  });

  it("hands out nothing at all below the anonymity floor, counting people and not contributions", async () => {
    const at = await keysServed();
    const [, alice, bob] = at.people;
    const id = await at.contribute(alice!, 1);
    await at.contribute(alice!, 2);
    await at.contribute(bob!, 3, 0b10);
    const grantId = await at.createUsableGrant();
    const ask = async () => at.service.handle(await at.signed(at.service, grantId, [first(id)]));

    expect(await rejectedCode(ask)).to.equal("KEYS_BELOW_FLOOR");
    await at.contribute(bob!, 4);
    expect((await ask()).answer.released).to.have.length(1);
  });

  it("says of each contribution why it is not handed out", async () => {
    const { at, ids, grantId } = await twoInScope();
    const [, alice, bob, carol] = at.people;
    const narrow = await at.contribute(carol!, 3, 0b10);
    const removed = await at.contribute(carol!, 4);
    await at.as(carol!).registry.remove(removed);
    const { ciphertextHash, uri } = await at.prepare(bob!, syntheticZip(5, 2));
    await at.as(bob!).registry.update(ids[1], 1, ciphertextHash, uri);
    const lost = await at.register(alice!, { ciphertextHash: unknown, uri: `sha256:${"7".repeat(64)}` });
    const foreign = await at.register(
      carol!,
      await at.collective.registry
        .contributionOf(ids[0])
        .then(async ({ ciphertextHash: hash }) => ({ ciphertextHash: hash, uri: await uriOf(at, ids[0]) })),
    );
    const nowhere = await at.register(alice!, { ciphertextHash: unknown, uri: "https://elsewhere.example" });
    const accesses = [ids[0], narrow, removed, ids[1], lost, foreign, nowhere, unknown].map(first);

    const { answer } = await at.service.handle(await at.signed(at.service, grantId, accesses));

    expect(answer.released.map(({ contributionId }) => contributionId)).to.deep.equal([ids[0]]);
    expect(new Map(answer.refused.map(({ contributionId, code }) => [contributionId, code]))).to.deep.equal(
      new Map([
        [narrow, "KEYS_NO_CONSENT"],
        [removed, "KEYS_REMOVED"],
        [ids[1], "KEYS_STALE_VERSION"],
        [unknown, "KEYS_UNKNOWN_CONTRIBUTION"],
        [lost, "KEYS_WRAP_UNAVAILABLE"],
        [foreign, "KEYS_WRAP_UNUSABLE"],
        [nowhere, "KEYS_WRAP_UNUSABLE"],
      ]),
    );
  });

  it("T43: hands out nothing that was removed after the final block it looked at, whatever was recorded before", async () => {
    const { at, ids, grantId } = await twoInScope();
    const carol = await at.contribute(at.people[3]!, 3);
    const deep = await at.openService(0, at.blobs, { finality: 5 });
    const ask = async (accesses: Hex32[]) =>
      (await deep.handle(await at.signed(deep, grantId, accesses.map(first)))).answer;
    await at.connection.networkHelpers.mine(5);
    expect((await ask([ids[0]])).released).to.have.length(1);

    // Both are still there at the final block; one of them has a receipt already.
    await at.as(at.people[1]!).registry.remove(ids[0]);
    await at.as(at.people[3]!).registry.remove(carol);
    const answer = await ask([ids[0], carol, ids[1]]);

    expect(answer.released.map(({ contributionId }) => contributionId)).to.deep.equal([ids[1]]);
    expect(answer.refused.map(({ code }) => code)).to.deep.equal(["KEYS_OUT_OF_REACH", "KEYS_OUT_OF_REACH"]);
  });

  it("limits the requests of one grantee", async () => {
    const at = await keysServed({ granteeRate: { requests: 2, seconds: 3_600 } });
    const id = await at.contribute(at.people[1]!, 1);
    await at.contribute(at.people[2]!, 2);
    const grantId = await at.createUsableGrant();
    const ask = async () => at.service.handle(await at.signed(at.service, grantId, [first(id)]));
    const stranger = async () =>
      at.service.handle(await at.signed(at.service, grantId, [first(id)], { signer: at.people[5]! }));

    // Others cannot use up what the grantee may.
    for (let i = 0; i < 3; i++) expect(await rejectedCode(stranger)).to.equal("KEYS_NOT_GRANTEE");
    await ask();
    await ask();
    expect(await rejectedCode(ask)).to.equal("KEYS_RATE_LIMITED");
  });

  it("T68: gives one error for every key that does not open, without what it was about", async () => {
    const { at, ids, grantId } = await twoInScope();
    const codes: string[] = [];
    for (const damage of [
      (bytes: Uint8Array) => bytes.subarray(1),
      (bytes: Uint8Array) => new Uint8Array(bytes.length),
    ]) {
      const service = await at.openService(0, damagedWraps(at, damage));
      const { answer } = await service.handle(await at.signed(service, grantId, [first(ids[0])]));
      codes.push(...answer.refused.map(({ code }) => code));
    }

    expect(codes).to.deep.equal(["KEYS_WRAP_UNAVAILABLE", "KEYS_WRAP_UNAVAILABLE"]);
    expect(await receiptsOf(at, grantId)).to.deep.equal([]);
  });
});

async function uriOf({ collective, range }: Served, id: Hex32): Promise<string> {
  const { fromBlock, toBlock } = await range();
  const { registry } = collective;
  return (await registry.queryFilter(registry.filters.Contributed(id), fromBlock, toBlock))[0]!.args.uri;
}

/** A store whose wraps, all blobs of 300 to 900 bytes, come damaged. */
function damagedWraps({ blobs }: Served, damage: (bytes: Uint8Array) => Uint8Array): Pick<Served["blobs"], "get"> {
  return {
    async get(sha256) {
      const bytes = new Uint8Array(await new Response(await blobs.get(sha256)).arrayBuffer());
      const isWrap = bytes.length > 300 && bytes.length < 900;
      return new Blob([new Uint8Array(isWrap ? damage(bytes) : bytes)]).stream();
    },
  };
}
