import { createRequire } from "node:module";
import process from "node:process";
import { text } from "node:stream/consumers";

/** Answers the two calls that forge makes of a native solc, `--version` and `--standard-json`, from the npm package. */
const solc = createRequire(import.meta.url)("solc");
const flags = process.argv.slice(2);

if (flags.includes("--version")) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (flags.includes("--standard-json")) {
  process.stdout.write(solc.compile(await text(process.stdin)));
} else {
  process.stderr.write(`expected --version or --standard-json, got ${flags.join(" ") || "nothing"}\n`);
  process.exitCode = 1;
}
