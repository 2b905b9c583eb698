import { gatherBlob, standardInput } from "../../../src/jail/inside.ts";
import { attemptAll } from "./attempts.ts";

/** A jailed program that does not take the network from itself first: only the kernel stands in its way. */
process.stdout.write(Uint8Array.of(1));
const port = await gatherBlob(standardInput()).text();
process.stdout.write(JSON.stringify(await attemptAll(Number(port))), () => {
  process.exit(0);
});
