import { expect } from "chai";
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { cpuOf, familyOf, parseState, watchPeaks } from "../../../bench/validator/process-usage.ts";

const numbers = Array.from({ length: 50 }, (_, index) => String(index + 5));

describe("the usage of processes", () => {
  it("is read whatever the name of the program is", () => {
    const stat = `12 (a ) b) S 7 ${numbers.join(" ")}`;
    const status = "Name:\ta ) b\nVmHWM:\t    2048 kB\nRssAnon:\t   1024 kB\n";

    expect(parseState(stat, status)).to.deep.equal({
      pid: 12,
      parent: 7,
      cpuMs: 10 * (14 + 15 + 16 + 17),
      residentBytes: 2_048 * 1_024,
      privateBytes: 1_024 * 1_024,
    });
  });

  it("counts children, those that have ended too", async () => {
    const burn = "const end = Date.now() + 400; while (Date.now() < end);";
    const parent = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(burn)}]); setInterval(() => {}, 1e3); console.log(1)`;
    const child = spawn(process.execPath, ["-e", parent], { stdio: ["ignore", "pipe", "ignore"] });
    const peaks = watchPeaks([child.pid!]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await setTimeout(20);

    expect(cpuOf(child.pid!)).to.be.greaterThan(200);
    expect(familyOf(child.pid!)).to.have.lengthOf(1);
    const { firstBytes, otherBytes } = peaks();
    expect(Math.min(firstBytes, otherBytes)).to.be.greaterThan(10_000_000);
    child.kill("SIGKILL");
  });
});
