import { runCommand } from "./run-command.ts";

/** Kills a deployment at every single transaction, before and after its answer, and starts it again: some ten minutes. */
const file = "test/e2e/killed-deployment.test.ts";
const { exitCode } = await runCommand("mocha", ["--timeout", "600000", file], {
  echo: true,
  env: { KILL_POINTS: "all" },
});
process.exitCode = exitCode;
