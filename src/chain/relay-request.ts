import type { ContractTransactionResponse, EventLog, Provider } from "ethers";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { blockAt } from "./finality.ts";
import { holdsSignature } from "./holds-signature.ts";
import { readEvents } from "./read-events.ts";
import { requestTypedData, type RegistryMessage, type SignedRequest } from "./registry-request.ts";
import { explainRevert, mined } from "./send-transaction.ts";

const NEVER_REGISTERED = 0n;
const REMOVED = 2n;

/** Where a request is to be delivered. */
export type RelayTarget = {
  /** Bound to the account that pays. */
  readonly registry: DataRegistry;
  readonly provider: Provider;
  readonly chainId: number;
  readonly registryAddress: Address;
  /** The block of the deployment: nothing was delivered before. */
  readonly fromBlock: number;
};

/** What became of a request. */
export type Relayed = {
  readonly owner: Address;
  readonly contributionId: Hex32;
  /** Whether it had been delivered before, by whomever; or what it removes was removed by its owner's own transaction. */
  readonly wasDelivered: boolean;
  /** Null when another transaction than a delivery did it. */
  readonly transactionHash: Hex32 | null;
  /** Of this delivery; null when there was nothing left to pay. */
  readonly gasUsed: bigint | null;
};

/**
 * Delivers a signed request and pays for it, after making sure that the registry will take it. What was delivered before
 * is found and left alone.
 *
 * @throws {InvalidInputError} `CHAIN_REQUEST_ELSEWHERE` for another chain or registry, `CHAIN_REQUEST_EXPIRED`,
 * `CHAIN_REQUEST_NOT_SIGNED` when the signature is not the owner's, `CHAIN_REQUEST_UNKNOWN_CONTRIBUTION`,
 * `CHAIN_REQUEST_CANCELLED` when its owner used or cancelled its number otherwise, `CHAIN_REVERTED` with the registry's
 * reason.
 * @throws {RetryableError} `CHAIN_REQUEST_EARLY` when another request of the owner's comes first.
 */
export async function relayRequest(request: SignedRequest, target: RelayTarget): Promise<Relayed> {
  expectHere(request, target);
  const { owner, isRemoved } = await subjectOf(request.message, target.registry);
  const next = await target.registry.nonces(owner);
  if (request.nonce < next) return findDelivery(request, owner, target);
  if (request.message.action === "remove" && isRemoved) {
    const { contributionId } = request.message;
    return { owner, contributionId, wasDelivered: true, transactionHash: null, gasUsed: null };
  }
  await expectTimely(request, target);
  if (!(await holdsSignature(target.provider, owner, requestTypedData(request), request.signature))) {
    throw new InvalidInputError("CHAIN_REQUEST_NOT_SIGNED", "Expected a signature of the contribution's owner.", {
      context: { owner },
      hint: "The file was changed, or another account signed it: sign it anew with the owner's. Nothing was sent.",
    });
  }
  if (request.nonce > next) {
    throw new RetryableError("CHAIN_REQUEST_EARLY", "Another request of this owner comes first.", {
      context: { owner, nonce: request.nonce, next },
      hint: "Deliver the owner's earlier requests first, or all of them together.",
    });
  }
  return deliver(request, owner, target);
}

function expectHere({ chainId, registry }: SignedRequest, target: RelayTarget): void {
  if (chainId === target.chainId && registry === target.registryAddress) return;
  throw new InvalidInputError("CHAIN_REQUEST_ELSEWHERE", "The request is for another chain or another registry.", {
    context: { chainId, expectedChainId: target.chainId, registry, expectedRegistry: target.registryAddress },
    hint: "Choose its network with --network.",
  });
}

type Subject = { readonly owner: Address; readonly isRemoved: boolean };

async function subjectOf(message: RegistryMessage, registry: DataRegistry): Promise<Subject> {
  if (message.action === "contribute") return { owner: message.owner, isRemoved: false };
  const { owner, status } = await registry.contributionOf(message.contributionId);
  if (status !== NEVER_REGISTERED) return { owner: toAddress(owner), isRemoved: status === REMOVED };
  throw new InvalidInputError("CHAIN_REQUEST_UNKNOWN_CONTRIBUTION", "The registry knows no such contribution.", {
    context: { contributionId: message.contributionId },
    hint: "Deliver the request that registers it first.",
  });
}

async function expectTimely({ deadline }: SignedRequest, { provider }: RelayTarget): Promise<void> {
  const { timestamp } = await blockAt(provider, "latest");
  if (timestamp <= deadline) return;
  throw new InvalidInputError("CHAIN_REQUEST_EXPIRED", "The request's deadline has passed.", {
    context: { deadline, timestamp },
    hint: "Sign it anew with a later deadline.",
  });
}

async function deliver(request: SignedRequest, owner: Address, { registry }: RelayTarget): Promise<Relayed> {
  const { message } = request;
  const index = message.action === "contribute" ? await registry.contributionCount(owner) : 0n;
  try {
    await call(registry, request, true);
  } catch (cause) {
    throw explainRevert(cause);
  }
  const receipt = await mined(call(registry, request, false) as Promise<ContractTransactionResponse>);
  const contributionId =
    message.action === "contribute" ? toHex32(await registry.contributionIdOf(owner, index)) : message.contributionId;
  const transactionHash = toHex32(receipt.hash);
  return { owner, contributionId, wasDelivered: false, transactionHash, gasUsed: receipt.gasUsed };
}

/** The call that delivers a request; a rehearsed one is made by the node alone and costs nothing. */
function call(registry: DataRegistry, request: SignedRequest, isRehearsal: boolean): Promise<unknown> {
  const { message, deadline, signature } = request;
  const send = isRehearsal ? "staticCall" : "send";
  switch (message.action) {
    case "contribute": {
      const { owner, ciphertextHash, consentMask, uri } = message;
      return registry.contributeBySig[send](owner, ciphertextHash, consentMask, uri, deadline, signature);
    }
    case "update": {
      const { contributionId, expectedVersion, ciphertextHash, uri } = message;
      return registry.updateBySig[send](contributionId, expectedVersion, ciphertextHash, uri, deadline, signature);
    }
    case "set-consent":
      return registry.setConsentBySig[send](message.contributionId, message.consentMask, deadline, signature);
    case "remove":
      return registry.removeBySig[send](message.contributionId, deadline, signature);
  }
}

/** The registry writes down that a signature was used, and right behind it what for. */
async function findDelivery(request: SignedRequest, owner: Address, target: RelayTarget): Promise<Relayed> {
  const { registry, provider, fromBlock } = target;
  const toBlock = await provider.getBlockNumber();
  const used = await readEvents(registry, registry.filters.NonceAdvanced(owner), { fromBlock, toBlock });
  const spent = used.find(({ args }) => BigInt(String(args.nextNonce)) === request.nonce + 1n);
  const receipt = await spent?.getTransactionReceipt();
  const effect = receipt?.logs.find(({ index }) => index === (spent?.index ?? 0) + 1);
  const parsed = effect === undefined ? null : registry.interface.parseLog(effect);
  if (spent !== undefined && parsed !== null && isEffectOf(request.message, parsed.name, parsed.args)) {
    const [contributionId, transactionHash] = [toHex32(String(parsed.args.id)), toHex32(spent.transactionHash)];
    return { owner, contributionId, wasDelivered: true, transactionHash, gasUsed: null };
  }
  throw new InvalidInputError("CHAIN_REQUEST_CANCELLED", "The request's number was used or cancelled by its owner.", {
    context: { owner, nonce: request.nonce },
    hint: "A later decision of the owner's stands. Sign anew what is still wanted.",
  });
}

function isEffectOf(message: RegistryMessage, event: string, args: EventLog["args"]): boolean {
  const effect = effectOf(message);
  const valueOf = (field: string): string => (field === "uri" ? textOf(args, field) : String(args[field]));
  return effect.event === event && Object.entries(effect.fields).every(([field, value]) => valueOf(field) === value);
}

/** The event that delivering a message leaves, as far as the message decides it. */
function effectOf(message: RegistryMessage): { readonly event: string; readonly fields: Record<string, string> } {
  switch (message.action) {
    case "contribute": {
      const { ciphertextHash, uri, consentMask } = message;
      return { event: "Contributed", fields: { ciphertextHash, uri, consentMask: String(consentMask) } };
    }
    case "update": {
      const { contributionId: id, ciphertextHash, uri, expectedVersion } = message;
      return {
        event: "ContributionUpdated",
        fields: { id, ciphertextHash, uri, version: String(expectedVersion + 1) },
      };
    }
    case "set-consent":
      return { event: "ConsentChanged", fields: { id: message.contributionId, newMask: String(message.consentMask) } };
    case "remove":
      return { event: "ContributionRemoved", fields: { id: message.contributionId } };
  }
}
