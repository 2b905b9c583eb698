import { runCommand } from "./run-command.ts";

/** Plays 300 seeds of 50 epochs each, or as many as `SIMULATED_SEEDS` and `SIMULATED_EPOCHS` say. It takes hours. */
const { SIMULATED_SEEDS = "300", SIMULATED_EPOCHS = "50" } = process.env;
const file = "test/simulation/simulate.test.ts";
const { exitCode } = await runCommand("hardhat", ["test", "mocha", "--no-compile", file], {
  echo: true,
  env: { SIMULATED_SEEDS, SIMULATED_EPOCHS },
});
process.exitCode = exitCode;
