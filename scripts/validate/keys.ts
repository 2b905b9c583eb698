import { randomBytes } from "node:crypto";
import { readIdentityFile } from "../../src/access/read-identity-file.ts";
import { readValidatorStatus } from "../../src/chain/validator-status.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { serviceNames } from "../../src/validator/key-service/check-request.ts";
import { keyServerLimits, startKeyServer, type LogEntry } from "../../src/validator/key-service/key-server.ts";
import { openKeyService } from "../../src/validator/key-service/open-key-service.ts";
import { openAccount } from "../open-deployment.ts";
import { openExistingStore } from "../open-stores.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & {
  identity: string;
  store: string;
  host: string;
  port: number;
  publicName: string;
  behindProxy: boolean;
  account: number;
};

const listOf = (text: string): string[] => text.split(",").filter((item) => item !== "");

/** `validate keys`: serves the keys of a validator to data users whose grants allow it, until it is told to end. */
export default runAction(async (given: Arguments, hre) => {
  const { host, port, behindProxy } = given;
  const identities = await Promise.all(listOf(given.identity).map(readIdentityFile));
  const blobs = await openExistingStore(given.store);
  const { collective, record, signer } = await openAccount(hre, given.account);
  const validator = toAddress(signer.address);
  const status = await readValidatorStatus(collective.validators, validator);
  const now = (): number => Math.floor(Date.now() / 1_000);
  const service = await openKeyService({ collective, record, validator, identities, blobs, now, randomBytes });

  const sums = { requests: 0, released: 0, receipts: 0 };
  const log = (entry: LogEntry): void => {
    sums.requests++;
    sums.released += entry.released ?? 0;
    sums.receipts += entry.receipts ?? 0;
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
  };
  const server = await startKeyServer({
    service,
    about: { chainId: record.chainId, access: record.contracts.access, validator },
    listen: { host, port },
    names: serviceNames(host, listOf(given.publicName)),
    behindProxy,
    limits: keyServerLimits,
    log,
  });
  process.stderr.write(`Keys of ${validator} (${status}) are served at http://${host}:${server.port}.\n`);
  await untilStopped();
  process.stderr.write("Ending: what runs is finished.\n");
  await server.close();
  return {
    lines: [`${sums.requests} requests, ${sums.released} keys handed out, ${sums.receipts} receipts written`],
    document: { validator, ...sums },
  };
});
