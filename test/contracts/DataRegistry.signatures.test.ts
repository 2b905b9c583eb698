import { expect } from "chai";
import type { Signer } from "ethers";
import { network } from "hardhat";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { deployRegistry, FAR_FUTURE, signMessage, type RegistryMessage } from "./data-registry-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const HASH = ethers.id("archive, version 1");
const NEXT_HASH = ethers.id("archive, version 2");
const URI = `sha256:${"0a".repeat(32)}`;
const NEXT_URI = `sha256:${"0b".repeat(32)}`;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** What a message is about, and how it is delivered. */
type Operation = {
  readonly type: RegistryMessage;
  readonly event: string;
  /** The arguments of the event when the operation is the first on version 1. */
  readonly eventArgs: (owner: string, id: string, nextId: string) => readonly unknown[];
  readonly value: (owner: string, id: string) => Record<string, unknown>;
  readonly tampered: Record<string, unknown>;
  readonly send: (registry: DataRegistry, value: Record<string, unknown>, signature: string) => Promise<unknown>;
};

const operations: readonly Operation[] = [
  {
    type: "Contribute",
    event: "Contributed",
    eventArgs: (owner, _id, nextId) => [nextId, owner, NEXT_HASH, 0b1, NEXT_URI],
    value: (owner) => ({ owner, ciphertextHash: NEXT_HASH, consentMask: 0b1, uri: NEXT_URI }),
    tampered: { ciphertextHash: HASH, consentMask: 0b11, uri: URI },
    send: (registry, { owner, ciphertextHash, consentMask, uri, deadline }, signature) =>
      registry.contributeBySig(
        owner as string,
        ciphertextHash as string,
        consentMask as number,
        uri as string,
        deadline as bigint,
        signature,
      ),
  },
  {
    type: "Update",
    event: "ContributionUpdated",
    eventArgs: (owner, id) => [id, owner, 2, NEXT_HASH, NEXT_URI],
    value: (_owner, id) => ({ contributionId: id, expectedVersion: 1, ciphertextHash: NEXT_HASH, uri: NEXT_URI }),
    tampered: { expectedVersion: 2, ciphertextHash: HASH, uri: URI },
    send: (registry, { contributionId, expectedVersion, ciphertextHash, uri, deadline }, signature) =>
      registry.updateBySig(
        contributionId as string,
        expectedVersion as number,
        ciphertextHash as string,
        uri as string,
        deadline as bigint,
        signature,
      ),
  },
  {
    type: "SetConsent",
    event: "ConsentChanged",
    eventArgs: (owner, id) => [id, owner, 0b101, 0b1000],
    value: (_owner, id) => ({ contributionId: id, consentMask: 0b1000 }),
    tampered: { consentMask: 0b1111 },
    send: (registry, { contributionId, consentMask, deadline }, signature) =>
      registry.setConsentBySig(contributionId as string, consentMask as number, deadline as bigint, signature),
  },
  {
    type: "Remove",
    event: "ContributionRemoved",
    eventArgs: (owner, id) => [id, owner, 1],
    value: (_owner, id) => ({ contributionId: id }),
    tampered: {},
    send: (registry, { contributionId, deadline }, signature) =>
      registry.removeBySig(contributionId as string, deadline as bigint, signature),
  },
];

/** One contribution that allows RESEARCH and TRAINING; the relayer is connected. */
async function fixture() {
  const deployed = await deployRegistry(connection);
  const { owner, relayer } = deployed;
  await deployed.registry.connect(owner).contribute(HASH, 0b101, URI);
  const registry = deployed.registry.connect(relayer);
  const address = await registry.getAddress();
  const id = await registry.contributionIdOf(owner.address, 0);
  const nextId = await registry.contributionIdOf(owner.address, 1);
  const sign = (type: RegistryMessage, value: Record<string, unknown>, signer: Signer = owner) =>
    signMessage(signer, address, { type, value });
  return { ...deployed, registry, address, id, nextId, sign };
}

/** The same, owned by a contract wallet that obeys `owner`. */
async function walletFixture() {
  const deployed = await fixture();
  const { registry, owner } = deployed;
  const wallet = await ethers.deployContract("ERC1271WalletMock", [owner.address], owner);
  const account = await wallet.getAddress();
  await wallet.execute(registry, registry.interface.encodeFunctionData("contribute", [HASH, 0b101, URI]));
  const id = await registry.contributionIdOf(account, 0);
  const nextId = await registry.contributionIdOf(account, 1);
  return { ...deployed, wallet, account, id, nextId };
}

/** `signature` with `s` replaced by its mirror image: valid for the curve, refused by Ethereum's rule of the low s. */
function highTwin(signature: string): string {
  const { r, s, v } = ethers.Signature.from(signature);
  return ethers.concat([r, ethers.toBeHex(CURVE_ORDER - BigInt(s), 32), ethers.toBeHex(v === 27 ? 28 : 27)]);
}

describe("DataRegistry by signature", () => {
  for (const { type, event, eventArgs, value, tampered, send } of operations) {
    const message = (owner: string, id: string) => ({ ...value(owner, id), nonce: 0n, deadline: FAR_FUTURE });

    describe(type, () => {
      it("takes effect for the owner, delivered by anybody", async () => {
        const { registry, owner, id, nextId, sign } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);

        await expect(send(registry, signed, await sign(type, signed)))
          .to.emit(registry, event)
          .withArgs(...eventArgs(owner.address, id, nextId))
          .and.to.emit(registry, "NonceAdvanced")
          .withArgs(owner.address, 1);

        expect(await registry.nonces(owner.address)).to.equal(1n);
      });

      it("takes effect for a contract wallet, through ERC-1271", async () => {
        const { registry, account, id, nextId, sign } = await networkHelpers.loadFixture(walletFixture);
        const signed = message(account, id);

        await expect(send(registry, signed, await sign(type, signed)))
          .to.emit(registry, event)
          .withArgs(...eventArgs(account, id, nextId))
          .and.to.emit(registry, "NonceAdvanced")
          .withArgs(account, 1);
      });

      it("is refused when a contract wallet does not accept the signature", async () => {
        const { registry, account, id, sign, stranger } = await networkHelpers.loadFixture(walletFixture);
        const signed = message(account, id);

        await expect(send(registry, signed, await sign(type, signed, stranger)))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
          .withArgs(account, 0);
      });

      it("is good up to its deadline and not after", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);
        const deadline = BigInt(await time.latest()) + 1_000n;
        const signed = { ...message(owner.address, id), deadline };
        const signature = await sign(type, signed);

        await time.setNextBlockTimestamp(deadline + 1n);
        const afterwards = await networkHelpers.takeSnapshot();
        await expect(send(registry, signed, signature))
          .to.be.revertedWithCustomError(registry, "DataRegistryExpiredSignature")
          .withArgs(deadline, deadline + 1n);
        await afterwards.restore();
        await time.setNextBlockTimestamp(deadline);
        await send(registry, signed, signature);

        expect(await registry.nonces(owner.address)).to.equal(1n);
      });

      it("expires with a deadline of zero too, which is long past", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);
        const signed = { ...message(owner.address, id), deadline: 0n };
        const signature = await sign(type, signed);
        const now = BigInt(await time.latest()) + 1n;
        await time.setNextBlockTimestamp(now);

        await expect(send(registry, signed, signature))
          .to.be.revertedWithCustomError(registry, "DataRegistryExpiredSignature")
          .withArgs(0n, now);
      });

      it("takes effect once", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);
        const signature = await sign(type, signed);
        await send(registry, signed, signature);

        const expected: { error: string; args: readonly unknown[] } =
          type === "Remove"
            ? { error: "DataRegistryNotActive", args: [id, 2] }
            : { error: "DataRegistryInvalidSignature", args: [owner.address, 1] };
        await expect(send(registry, signed, signature))
          .to.be.revertedWithCustomError(registry, expected.error)
          .withArgs(...expected.args);
      });

      it("is refused when somebody else signed", async () => {
        const { registry, owner, id, sign, relayer, stranger } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);

        for (const signer of [relayer, stranger]) {
          await expect(send(registry, signed, await sign(type, signed, signer)))
            .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
            .withArgs(owner.address, 0);
        }
      });

      it("is refused when delivered with other values than signed", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);
        const signature = await sign(type, signed);

        for (const [field, other] of Object.entries({ ...tampered, deadline: FAR_FUTURE + 1n })) {
          await expect(send(registry, { ...signed, [field]: other }, signature), field)
            .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
            .withArgs(owner.address, 0);
        }
      });

      it("is refused with a nonce that is not the next", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);

        for (const nonce of [1n, 1n << 64n]) {
          const signed = { ...message(owner.address, id), nonce };
          await expect(send(registry, signed, await sign(type, signed)))
            .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
            .withArgs(owner.address, 0);
        }
      });

      it("is refused when signed for another registry or another chain", async () => {
        const { registry, owner, id, address, authority } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);

        const elsewhere = await signMessage(owner, await authority.getAddress(), { type, value: signed });
        const otherChain = await signMessage(owner, address, { type, value: signed }, 1n);
        for (const signature of [elsewhere, otherChain]) {
          await expect(send(registry, signed, signature))
            .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
            .withArgs(owner.address, 0);
        }
      });

      it("T16: is refused as its high-s twin, in compact form, truncated, extended or empty", async () => {
        const { registry, owner, id, sign } = await networkHelpers.loadFixture(fixture);
        const signed = message(owner.address, id);
        const signature = await sign(type, signed);
        const compact = ethers.Signature.from(signature).compactSerialized;

        for (const form of [highTwin(signature), compact, signature.slice(0, -2), `${signature}00`, "0x"]) {
          await expect(send(registry, signed, form))
            .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
            .withArgs(owner.address, 0);
        }
      });

      it(
        type === "Contribute" || type === "Update" ? "is refused during a pause" : "works during a pause",
        async () => {
          const { registry, guardian, owner, id, sign } = await networkHelpers.loadFixture(fixture);
          await registry.connect(guardian).pause();
          const signed = message(owner.address, id);
          const delivery = send(registry, signed, await sign(type, signed));

          if (type === "Contribute" || type === "Update") {
            await expect(delivery)
              .to.be.revertedWithCustomError(registry, "ExpiringPausePaused")
              .withArgs(await registry.pausedUntil());
          } else {
            await expect(delivery).to.emit(registry, event);
          }
        },
      );
    });
  }
});
