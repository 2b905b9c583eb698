import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { recordPath } from "../../deploy/deployment-files.ts";
import { startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { root, runProgram } from "../helpers/run-program.ts";

const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("an interrupted deployment", () => {
  let node: DevelopmentNode;

  before(async () => {
    node = await startHardhatNode();
  });

  after(async () => {
    await node.stop();
  });

  it("is finished by the next run, whose record begins before the first run's blocks", async () => {
    await node.call("evm_setAutomine", false);
    await killOnceItWaits();
    await node.call("evm_setAutomine", true);
    await node.call("hardhat_mine", "0x10");

    const { exitCode, stdout, stderr } = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], {
      LOCALHOST_RPC_URL: node.url,
    });

    expect(exitCode).to.equal(0);
    expect(stderr)
      .to.match(/^(?:(?:sent|mined) +\d+\/38 .*\n)+$/)
      .and.to.match(/^mined 38\/38 /m);
    expect(stdout).to.match(/^(\d+) of \1 statements about the deployment hold$/m);
    const record = JSON.parse(readFileSync(recordPath(31_337), "utf8")) as object;
    expect(record).to.include({ deployedAtBlock: 0 });
  });

  /** Kills a deployment that waits for the blocks of its first transactions. */
  async function killOnceItWaits(): Promise<void> {
    const env = { ...process.env, LOCALHOST_RPC_URL: node.url };
    const args = ["deploy/deploy.ts", "--network", "localhost"];
    const child = spawn("node", args, { cwd: root, env, stdio: "ignore", detached: true });
    const ended = once(child, "exit");
    const sent = () => node.call("eth_getTransactionCount", DEPLOYER, "pending").then(Number);
    for (let before = -1, now = 0; now === 0 || now !== before; now = await sent()) {
      before = now;
      await setTimeout(1_000);
    }
    child.kill("SIGKILL");
    await ended;
  }
});
