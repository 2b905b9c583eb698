/** Lets the four validators of the deployment on the node at argv[2] publish archive keys and take their seats. */
import { randomBytes } from "node:crypto";
import { readRecord } from "../../deploy/deployment-files.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { MarginProvider } from "../helpers/margin-provider.ts";

const [, , url = ""] = process.argv;
const provider = new MarginProvider(url, undefined, { cacheTimeout: -1 });
const record = readRecord(31_337)!;

for (const account of [1, 2, 3, 4]) {
  const { validators } = connectCollective(record, await provider.getSigner(account));
  const { recipient } = await identityFromSeed(new Uint8Array(randomBytes(32)));
  await (await validators.updateKeys(recipient, "http://127.0.0.1")).wait();
  await (await validators.activate()).wait();
}
provider.destroy();
