import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { blockAt } from "../../src/chain/finality.ts";
import { signRequest, type RegistryMessage } from "../../src/chain/registry-request.ts";
import { encodeRequest } from "../../src/chain/request-file.ts";
import { parseSeconds } from "../../src/export/timestamp.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { writeSecretFile } from "../../src/storage/secret-file.ts";
import { openAccount, openSigner, type OpenAccount } from "../open-deployment.ts";
import type { Outcome } from "../run-action.ts";

/** What the commands that can be signed take: the file for the request, and for a machine without a node the rest. */
export type SigningOptions = {
  readonly signOnly: string;
  readonly nonce: string;
  readonly deadline: string;
  readonly account: number;
};

const GOOD_FOR_SECONDS = 7 * 86_400;

/** What a signed request is told by. */
export type SignedOutcome = Outcome & { readonly document: Readonly<Record<string, unknown>> };

/** Signs what `message` makes of the owner, without a node if the request's number and deadline are given. */
export async function signOnly(
  hre: HardhatRuntimeEnvironment,
  options: SigningOptions,
  message: RegistryMessage,
): Promise<SignedOutcome> {
  const { nonce, deadline, account } = options;
  if (nonce === "" || deadline === "") return signAs(await openAccount(hre, account), options, message);
  return signAs(await openSigner(hre, account), options, message);
}

/** Signs with an account that is open. */
export async function signAs(
  opened: Pick<OpenAccount, "record" | "signer"> & Partial<OpenAccount>,
  { signOnly: file, nonce, deadline }: SigningOptions,
  message: RegistryMessage,
): Promise<SignedOutcome> {
  const { record, signer } = opened;
  const request = await signRequest(signer, {
    chainId: record.chainId,
    registry: record.contracts.registry,
    message,
    nonce: nonce === "" ? await nextNonce(opened) : readNonce(nonce),
    deadline: deadline === "" ? await latestDeadline(opened) : readDeadline(deadline),
  });
  await writeSecretFile(file, encodeRequest(request));
  const until = new Date(1000 * request.deadline).toISOString();
  return {
    lines: [
      `signed      ${message.action} by ${signer.address}; nothing was sent`,
      `number      ${request.nonce}`,
      `good until  ${until}`,
      `written to  ${file}; anybody can send it: npx hardhat ops relay ${file} --network ${record.network}`,
    ],
    document: { ...message, owner: signer.address, nonce: request.nonce, deadline: request.deadline, file },
  };
}

async function nextNonce({ collective, signer }: Pick<OpenAccount, "signer"> & Partial<OpenAccount>): Promise<bigint> {
  return (await collective?.registry.nonces(signer.address)) ?? 0n;
}

async function latestDeadline({ connection }: Partial<OpenAccount>): Promise<number> {
  const latest = connection === undefined ? undefined : await blockAt(connection.ethers.provider, "latest");
  return (latest?.timestamp ?? Math.floor(Date.now() / 1000)) + GOOD_FOR_SECONDS;
}

function readNonce(text: string): bigint {
  if (/^\d{1,38}$/.test(text)) return BigInt(text);
  throw new InvalidInputError("SCRIPT_USAGE", "Expected --nonce to be a whole number.", {
    hint: "It is what the registry's `nonces` answers for the owner, plus the signed requests that are still to be sent.",
  });
}

function readDeadline(text: string): number {
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : parseSeconds(text);
  if (seconds !== null && seconds > Date.now() / 1000) return seconds;
  throw new InvalidInputError("SCRIPT_USAGE", "Expected --deadline to be a moment to come.", {
    hint: "Give Unix seconds, or a UTC time such as 2030-01-31T12:00:00Z.",
  });
}
