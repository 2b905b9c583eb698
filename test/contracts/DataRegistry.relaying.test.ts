import { expect } from "chai";
import { network } from "hardhat";
import type { Connection } from "./access-manager-fixture.ts";
import { deployRegistry, FAR_FUTURE, signMessage } from "./data-registry-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const HASH = ethers.id("archive, version 1");
const URI = `sha256:${"0a".repeat(32)}`;
const MAGIC = "0x1626ba7e";
const GENERATION = 1n << 64n;
const WIDE = 0xffffffff;

/** Three contributions of the owner and one of the stranger; the relayer is connected. */
async function fixture() {
  const deployed = await deployRegistry(connection);
  const { owner, relayer, stranger } = deployed;
  for (let i = 0; i < 3; i++) await deployed.registry.connect(owner).contribute(HASH, 0b1, URI);
  await deployed.registry.connect(stranger).contribute(HASH, 0b1, URI);
  const registry = deployed.registry.connect(relayer);
  const address = await registry.getAddress();
  const ids = (await Promise.all([0, 1, 2].map((i) => registry.contributionIdOf(owner.address, i)))) as [
    string,
    string,
    string,
  ];
  const consent = (signer: typeof owner, contributionId: string, consentMask: number, nonce: bigint) =>
    signMessage(signer, address, {
      type: "SetConsent",
      value: { contributionId, consentMask, nonce, deadline: FAR_FUTURE },
    });
  return { ...deployed, registry, address, ids, consent };
}

/** An empty registry on the given chain, its first contributor and its address. */
async function emptyRegistryOn(chain: Connection) {
  const { registry, owner, relayer } = await deployRegistry(chain);
  const address = await registry.getAddress();
  return { registry: registry.connect(relayer), owner, address };
}

describe("DataRegistry relaying", () => {
  describe("nonces", () => {
    it("count the signatures of each account, not its transactions", async () => {
      const { registry, owner, stranger, ids, consent } = await networkHelpers.loadFixture(fixture);

      await registry.connect(owner).update(ids[0], 1, HASH, URI);
      await registry.connect(owner).remove(ids[1]);
      expect(await registry.nonces(owner.address)).to.equal(0n);
      await registry.setConsentBySig(ids[0], 2, FAR_FUTURE, await consent(owner, ids[0], 2, 0n));

      expect(await registry.nonces(owner.address)).to.equal(1n);
      expect(await registry.nonces(stranger.address)).to.equal(0n);
    });

    it("make signatures take effect in the order they were numbered", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);
      const first = await consent(owner, ids[0], 2, 0n);
      const second = await consent(owner, ids[0], 3, 1n);

      await expect(registry.setConsentBySig(ids[0], 3, FAR_FUTURE, second))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
        .withArgs(owner.address, 0);
      await registry.setConsentBySig(ids[0], 2, FAR_FUTURE, first);
      await registry.setConsentBySig(ids[0], 3, FAR_FUTURE, second);

      expect((await registry.contributionOf(ids[0])).consentMask).to.equal(3n);
    });

    it("do not advance when a signature is refused", async () => {
      const { registry, owner, stranger, ids, consent } = await networkHelpers.loadFixture(fixture);
      const forged = await consent(stranger, ids[0], WIDE, 0n);

      await expect(registry.setConsentBySig(ids[0], WIDE, FAR_FUTURE, forged)).to.revert(ethers);

      expect(await registry.nonces(owner.address)).to.equal(0n);
    });

    it("bind a signature to one contribution of the owner", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);
      const signature = await consent(owner, ids[0], WIDE, 0n);

      await expect(registry.setConsentBySig(ids[1], WIDE, FAR_FUTURE, signature))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
        .withArgs(owner.address, 0);
    });
  });

  describe("when somebody delivers a signature before the relayer", () => {
    it("has the signed effect, and the rest of the relayer's batch stays good", async () => {
      const { registry, owner, stranger, ids, consent } = await networkHelpers.loadFixture(fixture);
      const strangersId = await registry.contributionIdOf(stranger.address, 0);
      const relayer = await ethers.deployContract("BatchRelayerMock");
      const orders = [
        { id: ids[0], mask: 2, signature: await consent(owner, ids[0], 2, 0n) },
        { id: ids[1], mask: 3, signature: await consent(owner, ids[1], 3, 1n) },
        { id: ids[2], mask: 4, signature: await consent(owner, ids[2], 4, 2n) },
        { id: strangersId, mask: 5, signature: await consent(stranger, strangersId, 5, 0n) },
      ];

      await registry.connect(stranger).setConsentBySig(ids[0], 2, FAR_FUTURE, orders[0]!.signature);
      const batch = relayer.relay(
        registry,
        orders.map(({ id, mask, signature }) =>
          registry.interface.encodeFunctionData("setConsentBySig", [id, mask, FAR_FUTURE, signature]),
        ),
      );

      await expect(batch).to.emit(relayer, "Relayed").withArgs(0, false);
      for (const index of [1, 2, 3]) await expect(batch).to.emit(relayer, "Relayed").withArgs(index, true);
      const masks = await Promise.all(orders.map(async ({ id }) => (await registry.contributionOf(id)).consentMask));
      expect(masks).to.deep.equal([2n, 3n, 4n, 5n]);
    });

    it("gives the contribution to the owner who signed, at the id the owner expects", async () => {
      const { registry, address, owner, stranger } = await networkHelpers.loadFixture(fixture);
      const expectedId = await registry.contributionIdOf(owner.address, 3);
      const value = { owner: owner.address, ciphertextHash: HASH, consentMask: 1, uri: URI };
      const signature = await signMessage(owner, address, {
        type: "Contribute",
        value: { ...value, nonce: 0n, deadline: FAR_FUTURE },
      });

      await expect(registry.connect(stranger).contributeBySig(stranger.address, HASH, 1, URI, FAR_FUTURE, signature))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
        .withArgs(stranger.address, 0);
      await expect(registry.connect(stranger).contributeBySig(owner.address, HASH, 1, URI, FAR_FUTURE, signature))
        .to.emit(registry, "Contributed")
        .withArgs(expectedId, owner.address, HASH, 1, URI);
    });
  });

  describe("cancelSignatures", () => {
    it("makes every signature given so far worthless, pre-signed later ones included", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);
      const signatures = await Promise.all([0n, 1n, 2n].map((nonce) => consent(owner, ids[0], WIDE, nonce)));

      await expect(registry.connect(owner).cancelSignatures())
        .to.emit(registry, "NonceAdvanced")
        .withArgs(owner.address, GENERATION);

      for (const signature of signatures) {
        await expect(registry.setConsentBySig(ids[0], WIDE, FAR_FUTURE, signature))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
          .withArgs(owner.address, GENERATION);
      }
    });

    it("leaves the signatures of others good", async () => {
      const { registry, owner, stranger, ids, consent } = await networkHelpers.loadFixture(fixture);
      const signature = await consent(owner, ids[0], 2, 0n);

      await registry.connect(stranger).cancelSignatures();
      await registry.setConsentBySig(ids[0], 2, FAR_FUTURE, signature);

      expect((await registry.contributionOf(ids[0])).consentMask).to.equal(2n);
    });

    it("lets the owner sign anew with the nonce that follows, each time", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);

      await registry.connect(owner).cancelSignatures();
      await registry.setConsentBySig(ids[0], 2, FAR_FUTURE, await consent(owner, ids[0], 2, GENERATION));
      expect(await registry.nonces(owner.address)).to.equal(GENERATION + 1n);
      await registry.connect(owner).cancelSignatures();
      expect(await registry.nonces(owner.address)).to.equal(2n * GENERATION + 1n);
      await registry.setConsentBySig(ids[0], 3, FAR_FUTURE, await consent(owner, ids[0], 3, 2n * GENERATION + 1n));

      expect((await registry.contributionOf(ids[0])).consentMask).to.equal(3n);
    });

    it("works during a pause, and for an account that never contributed", async () => {
      const { registry, guardian, relayer } = await networkHelpers.loadFixture(fixture);
      await registry.connect(guardian).pause();

      await registry.connect(relayer).cancelSignatures();

      expect(await registry.nonces(relayer.address)).to.equal(GENERATION);
      expect(await registry.contributionCount(relayer.address)).to.equal(0n);
    });
  });

  describe("when the owner narrows consent by a transaction", () => {
    it("refuses wider consent signed earlier and withheld until now", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);
      const withheld = await Promise.all([0n, 1n].map((nonce) => consent(owner, ids[0], WIDE, nonce)));

      await registry.connect(owner).setConsent(ids[0], 0);

      for (const signature of withheld) {
        await expect(registry.setConsentBySig(ids[0], WIDE, FAR_FUTURE, signature))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
          .withArgs(owner.address, GENERATION);
      }
      expect((await registry.contributionOf(ids[0])).consentMask).to.equal(0n);
    });
  });

  describe("when the owner is a contract", () => {
    it("accepts whatever the wallet accepts, even more bytes than the magic value", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);
      const padded = ethers.zeroPadBytes(MAGIC, 32);

      for (const answer of [padded, ethers.concat([padded, "0xff"])]) {
        const wallet = await ethers.deployContract("ERC1271AnswerMock", [answer, false]);
        const account = await wallet.getAddress();
        await registry.contributeBySig(account, HASH, 1, URI, FAR_FUTURE, "0x1234");
        expect(await registry.contributionCount(account)).to.equal(1n);
      }
    });

    it("refuses a wallet that answers too little, something else, nothing or a revert", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);
      const padded = ethers.zeroPadBytes(MAGIC, 32);
      const answers = [
        { answer: MAGIC, reverts: false },
        { answer: ethers.zeroPadValue(MAGIC, 32), reverts: false },
        { answer: ethers.zeroPadBytes("0x1626ba7f", 32), reverts: false },
        { answer: ethers.concat([MAGIC, ethers.toBeHex(1, 28)]), reverts: false },
        { answer: "0x", reverts: false },
        { answer: padded, reverts: true },
      ];

      for (const { answer, reverts } of answers) {
        const wallet = await ethers.deployContract("ERC1271AnswerMock", [answer, reverts]);
        const account = await wallet.getAddress();
        await expect(registry.contributeBySig(account, HASH, 1, URI, FAR_FUTURE, "0x1234"))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
          .withArgs(account, 0);
      }
    });

    it("T12: lets the wallet change nothing while it is asked", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);
      const wallet = await ethers.deployContract("ERC1271ReentrantMock");
      const account = await wallet.getAddress();

      await registry.contributeBySig(account, HASH, 1, URI, FAR_FUTURE, "0x");

      expect(await registry.nonces(account)).to.equal(1n);
      expect(await registry.contributionCount(account)).to.equal(1n);
    });

    it("refuses a contract that knows no signatures", async () => {
      const { registry, authority } = await networkHelpers.loadFixture(fixture);
      const account = await authority.getAddress();

      await expect(registry.contributeBySig(account, HASH, 1, URI, FAR_FUTURE, "0x1234"))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
        .withArgs(account, 0);
    });

    it("asks the code of an account instead of its key once it has code (EIP-7702)", async () => {
      const { registry, owner, ids, consent } = await networkHelpers.loadFixture(fixture);
      const signature = await consent(owner, ids[0], 2, 0n);
      const delegate = await ethers.deployContract("BatchRelayerMock");
      await networkHelpers.setCode(owner.address, (await delegate.getDeployedCode())!);

      await expect(registry.setConsentBySig(ids[0], 2, FAR_FUTURE, signature))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
        .withArgs(owner.address, 0);
    });
  });

  describe("when nobody is the owner", () => {
    it("refuses the zero account, whose signature a broken recovery would forge", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      for (const signature of ["0x", ethers.concat([HASH, HASH, "0x1d"]), ethers.zeroPadBytes("0x", 65)]) {
        await expect(registry.contributeBySig(ethers.ZeroAddress, HASH, 1, URI, FAR_FUTURE, signature))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidSignature")
          .withArgs(ethers.ZeroAddress, 0);
      }
    });

    it("refuses signatures for a contribution that was never registered", async () => {
      const { registry, owner, consent } = await networkHelpers.loadFixture(fixture);
      const unknownId = await registry.contributionIdOf(owner.address, 3);

      const attempts = [
        () => registry.updateBySig(unknownId, 0, HASH, URI, FAR_FUTURE, "0x"),
        async () => registry.setConsentBySig(unknownId, 1, FAR_FUTURE, await consent(owner, unknownId, 1, 0n)),
        () => registry.removeBySig(unknownId, FAR_FUTURE, "0x"),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).to.be.revertedWithCustomError(registry, "DataRegistryNotActive").withArgs(unknownId, 0);
      }
    });
  });

  describe("on another chain with the same registry address", () => {
    it("refuses what was signed for the first chain, and accepts what was signed for its own", async () => {
      const here = await emptyRegistryOn(await network.create<"l1">());
      const there = await emptyRegistryOn(await network.create<"l1">({ override: { chainId: 31_338 } }));
      expect(there.address).to.equal(here.address);
      expect(there.owner.address).to.equal(here.owner.address);
      const owner = here.owner.address;
      const value = {
        owner,
        ciphertextHash: HASH,
        consentMask: 1,
        uri: URI,
        nonce: 0n,
        deadline: FAR_FUTURE,
      };
      const sign = (chainId: bigint) => signMessage(here.owner, here.address, { type: "Contribute", value }, chainId);

      const signature = await sign(31_337n);
      await expect(there.registry.contributeBySig(owner, HASH, 1, URI, FAR_FUTURE, signature))
        .to.be.revertedWithCustomError(there.registry, "DataRegistryInvalidSignature")
        .withArgs(owner, 0);
      await here.registry.contributeBySig(owner, HASH, 1, URI, FAR_FUTURE, signature);
      await there.registry.contributeBySig(owner, HASH, 1, URI, FAR_FUTURE, await sign(31_338n));

      expect(await here.registry.contributionIdOf(owner, 0)).not.to.equal(
        await there.registry.contributionIdOf(owner, 0),
      );
    });
  });
});
