import { request } from "node:http";
import process from "node:process";
import { text } from "node:stream/consumers";

/** What forge takes for a compiler while mutants are tested: asks the warm one. Arguments: socket, version, flags. */
const [socketPath, version, ...flags] = process.argv.slice(2);

if (flags.includes("--version")) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else {
  const asked = request({ socketPath, method: "POST" }, (response) => response.pipe(process.stdout));
  asked.end(await text(process.stdin));
}
