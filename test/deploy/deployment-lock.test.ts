import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withDeploymentLock } from "../../deploy/deployment-lock.ts";
import { RetryableError } from "../../src/primitives/errors.ts";
import { codeOf } from "../helpers/code-of.ts";

const run = () => Promise.resolve("done");

describe("withDeploymentLock", () => {
  let folder = "";
  const path = () => join(folder, "chain-7.lock");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("lets one run at a time deploy to a chain, and says which one does", async () => {
    await withDeploymentLock(folder, 7, async () => {
      const refused: unknown = await withDeploymentLock(folder, 7, run).catch((error: unknown) => error);

      expect(refused).to.be.instanceOf(RetryableError).with.property("code", "DEPLOY_ALREADY_RUNNING");
      expect(refused).to.have.property("message").that.includes(`pid ${process.pid}`);
      expect(await withDeploymentLock(folder, 8, run)).to.equal("done");
      expect(existsSync(path())).to.equal(true);
    });
  });

  it("is free again after a run, also after one that failed", async () => {
    await withDeploymentLock(folder, 7, () => Promise.reject(new Error("failed"))).catch(() => undefined);
    expect(existsSync(path())).to.equal(false);

    expect(await withDeploymentLock(folder, 7, run)).to.equal("done");
    expect(existsSync(path())).to.equal(false);
  });

  it("takes over from a process that is gone, also when another has its id since", async () => {
    const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(gone, "exit");
    await withDeploymentLock(folder, 7, () => {
      const holder = JSON.parse(readFileSync(path(), "utf8")) as object;
      writeFileSync(join(folder, "chain-8.lock"), JSON.stringify({ ...holder, pid: gone.pid }));
      writeFileSync(join(folder, "chain-9.lock"), JSON.stringify({ ...holder, started: "before" }));
      return run();
    });

    expect(await withDeploymentLock(folder, 8, run)).to.equal("done");
    expect(await withDeploymentLock(folder, 9, run)).to.equal("done");
  });

  it("takes nothing over from another machine, or from nobody it can name", async () => {
    writeFileSync(join(folder, "chain-8.lock"), JSON.stringify({ pid: 1, host: "elsewhere.invalid", started: "" }));
    writeFileSync(join(folder, "chain-9.lock"), "");

    expect(await codeOf(withDeploymentLock(folder, 8, run))).to.equal("DEPLOY_ALREADY_RUNNING");
    expect(await codeOf(withDeploymentLock(folder, 9, run))).to.equal("DEPLOY_ALREADY_RUNNING");
  });
});
