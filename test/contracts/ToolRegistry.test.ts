import { expect } from "chai";
import { AbiCoder, id, keccak256, toBeHex, toUtf8Bytes, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployAuthority } from "./access-manager-fixture.ts";
import { TOOL, TOOL_STATUS, toolArguments, type ToolDescription } from "./dataset-access-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const URI = "https://purposes.example/7/";
const DEFINED_AT_FIRST = 0b111_1111n;
const MAX_MASK = 0xffff_ffffn;

async function fixture() {
  const [admin, guardian, stranger] = await ethers.getSigners();
  const authority = await deployAuthority(connection, admin!);
  const tools = await ethers.deployContract("ToolRegistry", [authority]);
  const toolId = await tools.toolIdOf(...toolArguments(TOOL));
  return { authority, tools, toolId, admin: admin!, guardian: guardian!, stranger: stranger! };
}

async function approvedFixture() {
  const deployed = await fixture();
  await deployed.tools.approveTool(...toolArguments(TOOL));
  return deployed;
}

async function withdrawnFixture() {
  const deployed = await approvedFixture();
  await deployed.tools.withdrawTool(deployed.toolId);
  return deployed;
}

describe("ToolRegistry", () => {
  it("answers to the authority it was given", async () => {
    const { tools, authority } = await networkHelpers.loadFixture(fixture);

    expect(await tools.authority()).to.equal(await authority.getAddress());
  });

  it("states its bounds", async () => {
    const { tools } = await networkHelpers.loadFixture(fixture);

    expect(await tools.MAX_PURPOSE()).to.equal(31n);
    expect(await tools.MAX_NAME_LENGTH()).to.equal(64n);
    expect(await tools.MAX_URI_LENGTH()).to.equal(256n);
  });

  it("TOL1: begins with the seven purposes that the data registry names", async () => {
    const { tools, authority } = await networkHelpers.loadFixture(fixture);
    const data = await ethers.deployContract("DataRegistry", [authority]);
    const named = await Promise.all([
      data.RESEARCH(),
      data.EVALUATION(),
      data.TRAINING(),
      data.JOURNALING_TOOLS(),
      data.MEMORY_ANALYSIS_TOOLS(),
      data.REFLECTION_TOOLS(),
      data.COMMERCIAL_ANALYTICS(),
    ]);

    expect(await tools.definedPurposes()).to.equal(DEFINED_AT_FIRST);
    expect(named.reduce((mask, bit) => mask | bit)).to.equal(DEFINED_AT_FIRST);
  });

  describe("definePurpose", () => {
    it("gives a free bit its meaning", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);

      await expect(tools.definePurpose(7, "Teaching", URI))
        .to.emit(tools, "PurposeDefined")
        .withArgs(7, "Teaching", URI);
      await tools.definePurpose(31, "Translation", URI);

      expect(await tools.definedPurposes()).to.equal(DEFINED_AT_FIRST | (1n << 7n) | (1n << 31n));
    });

    it("TOL1: never gives a purpose another meaning, those of the data registry included", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);
      await tools.definePurpose(7, "Teaching", URI);

      for (const purpose of [0, 1, 2, 3, 4, 5, 6, 7]) {
        await expect(tools.definePurpose(purpose, "Anything", URI))
          .to.be.revertedWithCustomError(tools, "ToolRegistryPurposeAlreadyDefined")
          .withArgs(purpose);
      }
      expect(await tools.definedPurposes()).to.equal(DEFINED_AT_FIRST | (1n << 7n));
    });

    it("refuses a purpose that no mask can hold", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);

      for (const purpose of [32, 255]) {
        await expect(tools.definePurpose(purpose, "Teaching", URI))
          .to.be.revertedWithCustomError(tools, "ToolRegistryPurposeOutOfRange")
          .withArgs(purpose, 31);
      }
    });

    it("takes names of 1 to 64 and URIs of 1 to 256 bytes, counted as bytes", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);
      await tools.definePurpose(7, "x", "y");
      await tools.definePurpose(8, "x".repeat(64), "y".repeat(256));

      for (const name of ["", "x".repeat(65), "€".repeat(22)]) {
        await expect(tools.definePurpose(9, name, URI))
          .to.be.revertedWithCustomError(tools, "ToolRegistryInvalidNameLength")
          .withArgs(toUtf8Bytes(name).length, 64);
      }
      for (const uri of ["", "y".repeat(257)]) {
        await expect(tools.definePurpose(9, "Teaching", uri))
          .to.be.revertedWithCustomError(tools, "ToolRegistryInvalidUriLength")
          .withArgs(uri.length, 256);
      }
    });
  });

  describe("approveTool", () => {
    it("keeps what the tool is", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(fixture);

      await expect(tools.approveTool(...toolArguments(TOOL)))
        .to.emit(tools, "ToolApproved")
        .withArgs(toolId, TOOL.codeHash, TOOL.purposes, TOOL.name, TOOL.uri);

      expect(await tools.toolOf(toolId)).to.deep.equal([TOOL.codeHash, 0b101n, TOOL_STATUS.Approved]);
    });

    it("returns the id", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(fixture);

      expect(await tools.approveTool.staticCall(...toolArguments(TOOL))).to.equal(toolId);
    });

    it("TOL2: never approves the same tool twice, also after it was withdrawn", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);

      await expect(tools.approveTool(...toolArguments(TOOL)))
        .to.be.revertedWithCustomError(tools, "ToolRegistryUnexpectedStatus")
        .withArgs(toolId, TOOL_STATUS.Approved);
      await tools.withdrawTool(toolId);
      await expect(tools.approveTool(...toolArguments(TOOL)))
        .to.be.revertedWithCustomError(tools, "ToolRegistryUnexpectedStatus")
        .withArgs(toolId, TOOL_STATUS.Withdrawn);
    });

    it("TOL3: refuses a tool for nothing, and one for a purpose without a meaning", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);

      for (const purposes of [0n, 1n << 7n, DEFINED_AT_FIRST + 1n, MAX_MASK]) {
        await expect(tools.approveTool(...toolArguments({ ...TOOL, purposes })))
          .to.be.revertedWithCustomError(tools, "ToolRegistryUndefinedPurposes")
          .withArgs(purposes, DEFINED_AT_FIRST);
      }
    });

    it("TOL3: takes every purpose that has got a meaning", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);
      await tools.definePurpose(7, "Teaching", URI);
      const wide: ToolDescription = { ...TOOL, purposes: 0xffn };

      await tools.approveTool(...toolArguments(wide));

      expect((await tools.toolOf(await tools.toolIdOf(...toolArguments(wide)))).purposes).to.equal(0xffn);
    });

    it("refuses a code hash of zero", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);

      await expect(tools.approveTool(...toolArguments({ ...TOOL, codeHash: ZeroHash }))).to.be.revertedWithCustomError(
        tools,
        "ToolRegistryZeroCodeHash",
      );
    });

    it("takes names of 1 to 64 and URIs of 1 to 256 bytes", async () => {
      const { tools } = await networkHelpers.loadFixture(fixture);
      await tools.approveTool(...toolArguments({ ...TOOL, name: "x", uri: "y" }));
      await tools.approveTool(...toolArguments({ ...TOOL, name: "x".repeat(64), uri: "y".repeat(256) }));

      for (const name of ["", "x".repeat(65)]) {
        await expect(tools.approveTool(...toolArguments({ ...TOOL, name })))
          .to.be.revertedWithCustomError(tools, "ToolRegistryInvalidNameLength")
          .withArgs(name.length, 64);
      }
      for (const uri of ["", "y".repeat(257)]) {
        await expect(tools.approveTool(...toolArguments({ ...TOOL, uri })))
          .to.be.revertedWithCustomError(tools, "ToolRegistryInvalidUriLength")
          .withArgs(uri.length, 256);
      }
    });
  });

  describe("toolIdOf", () => {
    it("TOL2: binds the id to chain, registry, name, URI, code and purposes", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(fixture);
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "string", "string", "bytes32", "uint32"],
        [31_337n, await tools.getAddress(), TOOL.name, TOOL.uri, TOOL.codeHash, TOOL.purposes],
      );

      expect(toolId).to.equal(keccak256(encoded));
    });

    it("TOL2: tells a tool from each that differs in one thing", async () => {
      const { tools, toolId, authority } = await networkHelpers.loadFixture(fixture);
      const elsewhere = await ethers.deployContract("ToolRegistry", [authority]);
      const neighbours: ToolDescription[] = [
        { ...TOOL, name: "Journal 1.1" },
        { ...TOOL, uri: `${TOOL.uri}x` },
        { ...TOOL, codeHash: id("another source") },
        { ...TOOL, purposes: 0b1n },
        // The same text, cut at another place.
        { ...TOOL, name: "Journal 1.0h", uri: TOOL.uri.slice(1) },
      ];

      const ids = await Promise.all(neighbours.map((other) => tools.toolIdOf(...toolArguments(other))));
      ids.push(toolId, await elsewhere.toolIdOf(...toolArguments(TOOL)));
      expect(new Set(ids).size).to.equal(7);
    });
  });

  describe("withdrawTool", () => {
    it("ends what the tool may do, and keeps what it was", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);

      await expect(tools.withdrawTool(toolId)).to.emit(tools, "ToolWithdrawn").withArgs(toolId);

      expect(await tools.toolOf(toolId)).to.deep.equal([TOOL.codeHash, 0b101n, TOOL_STATUS.Withdrawn]);
      expect(await tools.allows(toolId, 0)).to.equal(false);
    });

    it("refuses a tool that was never approved, and one that is withdrawn", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(withdrawnFixture);

      await expect(tools.withdrawTool(toolId))
        .to.be.revertedWithCustomError(tools, "ToolRegistryUnexpectedStatus")
        .withArgs(toolId, TOOL_STATUS.Withdrawn);
      await expect(tools.withdrawTool(id("unknown")))
        .to.be.revertedWithCustomError(tools, "ToolRegistryUnexpectedStatus")
        .withArgs(id("unknown"), TOOL_STATUS.None);
    });

    it("touches no other tool", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);
      const next: ToolDescription = { ...TOOL, name: "Journal 2.0" };
      await tools.approveTool(...toolArguments(next));

      await tools.withdrawTool(toolId);

      expect(await tools.allows(await tools.toolIdOf(...toolArguments(next)), 0)).to.equal(true);
    });
  });

  describe("allows", () => {
    it("T47: holds for the purposes of an approved tool, one at a time, and for no other number", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);
      const allowed: number[] = [];

      for (let purpose = 0; purpose <= 255; purpose++) if (await tools.allows(toolId, purpose)) allowed.push(purpose);

      expect(allowed).to.deep.equal([0, 2]);
    });

    it("TOL4: is false for every purpose of a withdrawn tool, for ever", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(withdrawnFixture);

      for (const purpose of [0, 1, 2]) expect(await tools.allows(toolId, purpose)).to.equal(false);
      await networkHelpers.time.increase(10n * 365n * 86_400n);
      expect(await tools.allows(toolId, 0)).to.equal(false);
    });

    it("is false for a tool that was never approved", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(fixture);

      expect(await tools.allows(toolId, 0)).to.equal(false);
      expect(await tools.toolOf(toolId)).to.deep.equal([ZeroHash, 0n, 0n]);
    });

    it("T47: gains nothing when a purpose is defined later: the tool was approved for what it was", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);

      await tools.definePurpose(7, "Teaching", URI);

      expect(await tools.allows(toolId, 7)).to.equal(false);
    });

    it("reads one storage slot of the tool, the second", async () => {
      const { tools, toolId } = await networkHelpers.loadFixture(approvedFixture);
      const address = await tools.getAddress();
      const slots = Array.from({ length: 4 }, (_, position) =>
        BigInt(keccak256(ethers.concat([toolId, toBeHex(position, 32)]))),
      );
      const stored = await Promise.all(slots.map((slot) => ethers.provider.getStorage(address, slot)));
      const slot = slots[stored.indexOf(TOOL.codeHash)]!;

      expect(await ethers.provider.getStorage(address, slot + 1n)).to.equal(
        toBeHex((TOOL_STATUS.Approved << 32n) | 0b101n, 32),
      );
      await networkHelpers.setStorageAt(address, slot, 0n);
      expect(await tools.allows(toolId, 0)).to.equal(true);
    });
  });

  describe("who may", () => {
    it("is the authority's ADMIN alone, for everything that changes something", async () => {
      const { tools, toolId, guardian, stranger } = await networkHelpers.loadFixture(approvedFixture);

      for (const caller of [guardian, stranger]) {
        const asCaller = tools.connect(caller);
        const attempts = [
          () => asCaller.definePurpose(7, "Teaching", URI),
          () => asCaller.approveTool(...toolArguments({ ...TOOL, name: "Journal 2.0" })),
          () => asCaller.withdrawTool(toolId),
        ];
        for (const attempt of attempts) {
          await expect(attempt())
            .to.be.revertedWithCustomError(tools, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
      }
    });

    it("T14: takes no ether", async () => {
      const { tools, stranger } = await networkHelpers.loadFixture(fixture);

      await expect(stranger.sendTransaction({ to: tools, value: 1n })).to.be.revertedWithoutReason(ethers);
    });
  });
});
