import { expect } from "chai";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDeployment } from "../../deploy/deployment-start.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";

const [genesisHash, otherHash] = [toHex32(`0x${"1".repeat(64)}`), toHex32(`0x${"2".repeat(64)}`)];
const first = { chainId: 31337, genesisHash, deployedAtBlock: 5, source: null };

describe("startDeployment", () => {
  let folder = "";

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "deployments-")), "deployments");
  });

  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  it("remembers the block at which an interrupted deployment began", () => {
    expect(startDeployment(folder, first, undefined)).to.deep.equal(first);
    mkdirSync(join(folder, "chain-31337"));

    expect(startDeployment(folder, { ...first, deployedAtBlock: 40 }, undefined)).to.deep.equal(first);
    expect(existsSync(join(folder, "chain-31337"))).to.equal(true);
  });

  it("takes the start of a finished deployment from its record when nothing else is there", () => {
    const recorded = { ...first, deployedAtBlock: 3, origin: { source: null } } as never;

    expect(startDeployment(folder, first, recorded)).to.include({ deployedAtBlock: 3 });
  });

  it("forgets the journal of a development chain that was started anew, recorded or interrupted", () => {
    startDeployment(folder, first, undefined);
    mkdirSync(join(folder, "chain-31337"));

    const anew = { ...first, genesisHash: otherHash, deployedAtBlock: 0 };
    expect(startDeployment(folder, anew, undefined)).to.deep.equal(anew);
    expect(existsSync(join(folder, "chain-31337"))).to.equal(false);
    expect(
      startDeployment(folder, { ...anew, deployedAtBlock: 9 }, { ...first, origin: { source: null } } as never),
    ).to.deep.equal(anew);
  });

  it("refuses a public chain of which there is a journal without its start, and deletes nothing", () => {
    const journal = join(folder, "chain-11155111/journal.jsonl");
    mkdirSync(join(folder, "chain-11155111"), { recursive: true });
    writeFileSync(journal, "");

    expect(() => startDeployment(folder, { ...first, chainId: 11155111 }, undefined))
      .to.throw()
      .with.property("code", "DEPLOY_START_MISSING");
    expect(existsSync(journal)).to.equal(true);
  });

  it("refuses a public chain that is not the one the deployment began on", () => {
    const sepolia = { ...first, chainId: 11155111 };
    startDeployment(folder, sepolia, undefined);

    expect(() => startDeployment(folder, { ...sepolia, genesisHash: otherHash }, undefined))
      .to.throw()
      .with.property("code", "DEPLOY_WRONG_CHAIN");
  });
});
