import { request } from "node:http";
import process from "node:process";
import { text } from "node:stream/consumers";

/** What forge takes for a compiler while mutants are tested: asks the warm one. Argument: its socket. */
const asked = request({ socketPath: process.argv[2], method: "POST" }, (response) => response.pipe(process.stdout));
asked.end(await text(process.stdin));
