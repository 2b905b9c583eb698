import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { isDeep } from "../helpers/is-deep.ts";
import { runProgram } from "../helpers/run-program.ts";
import type { StoryDocument } from "../helpers/story-document.ts";

for (const [name, startNode, stories] of [
  ["hardhat node", startHardhatNode, isDeep ? 3 : 1],
  ["anvil", startAnvil, isDeep ? 3 : 2],
] as const) {
  describe(`a standalone node: ${name}`, () => {
    const out = mkdtempSync(join(tmpdir(), "standalone-"));
    let node: DevelopmentNode;
    const npm = (...args: string[]) => runProgram("npm", args, { LOCALHOST_RPC_URL: node.url });
    const deploy = () => npm("run", "deploy", "--", "--network", "localhost");
    const story = () => npm("start", "--", "--json", "--network", "localhost", "--out", out);

    before(async () => {
      node = await startNode();
    });

    after(async () => {
      await node.stop();
      rmSync(out, { recursive: true });
    });

    it("asks for a deployment before a story", async () => {
      const { exitCode, stdout, stderr } = await story();

      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
      expect(stderr).to.match(/^STORY_NOT_DEPLOYED: .*\n {2}.*deploy.*\n$/);
    });

    it("is deployed to once: the second time sends no transaction", async () => {
      const first = await deploy();
      const second = await deploy();

      expect([first.exitCode, second.exitCode, second.stderr]).to.deep.equal([0, 0, ""]);
      expect(first.stderr).to.match(/^(?:(?:sent|mined) +\d+\/38 {2}\w.* 0x[0-9a-f]{64}\n){76}$/);
      expect(first.stdout).to.match(/^38 transactions sent to chain 31337$/m);
      expect(second.stdout).to.match(/^0 transactions sent to chain 31337$/m);
    });

    it("tells the same story, and others after it", async () => {
      const epochs: number[] = [];
      for (let run = 0; run < stories; run++) {
        const { exitCode, stdout, stderr } = await story();
        expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
        epochs.push(...(JSON.parse(stdout) as StoryDocument).epochs.map(({ epoch }) => epoch));
      }

      expect(epochs).to.deep.equal(Array.from({ length: 2 * stories }, (_, index) => index + 1));
    });
  });
}

describe("a node whose blocks take a second, as on a public chain", () => {
  it("tells the story although every estimate is older than its transaction", async () => {
    const out = mkdtempSync(join(tmpdir(), "slow-"));
    const node = await startAnvil();
    try {
      const settings = { LOCALHOST_RPC_URL: node.url };
      await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], settings);
      await node.call("evm_setAutomine", false);
      await node.call("evm_setIntervalMining", 1);

      const story = await runProgram("npm", ["start", "--", "--network", "localhost", "--out", out], settings);

      expect([story.exitCode, story.stderr]).to.deep.equal([0, ""]);
    } finally {
      await node.stop();
      rmSync(out, { recursive: true });
    }
  });
});

describe("npm run deploy", () => {
  it("explains its usage without a network, and exits with 2", async () => {
    for (const args of [[], ["--", "--network", "default"], ["--", "--frobnicate"]]) {
      const { exitCode, stderr } = await runProgram("npm", ["run", "deploy", ...args]);
      expect(exitCode).to.equal(2);
      expect(stderr).to.include("Usage: npm run deploy");
    }
  });

  it("prints its usage when asked to, and exits with 0", async () => {
    const { exitCode, stdout, stderr } = await runProgram("npm", ["run", "deploy", "--", "--help"]);

    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    expect(stdout).to.include("Usage: npm run deploy");
  });

  it("says which networks there are when it does not know one, and when no node answers", async () => {
    const unknown = await runProgram("npm", ["run", "deploy", "--", "--network", "mainnet"]);
    const silent = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], {
      LOCALHOST_RPC_URL: "http://127.0.0.1:9",
    });

    expect(unknown.exitCode).to.equal(2);
    expect(unknown.stderr).to.match(
      /^DEPLOY_UNKNOWN_NETWORK: .*\n {2}Use one of: localhost, sepolia, baseSepolia, moksha, vana\.\n$/,
    );
    expect(silent.exitCode).to.equal(3);
    expect(silent.stderr).to.match(/^CHAIN_UNREACHABLE: .*\n {2}.*\n$/);
  });
});
