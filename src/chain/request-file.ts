import { canonicalJson } from "../primitives/canonical-json.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, toHex32 } from "../primitives/identifiers.ts";
import type { Hex } from "../primitives/bytes.ts";
import type { RegistryMessage, SignedRequest } from "./registry-request.ts";

/** What stands in `format`; another value is another version and refused. */
const FORMAT = "registry-request-v1";
const KEYS = ["format", "chainId", "registry", "action", "message", "nonce", "deadline", "signature"];
const MOST_BYTES = 16_384;
const MOST_URI = 256;
const MOST_NONCE = 2n ** 128n;

/** Writes a signed request as a small JSON document, which holds nothing secret. */
export function encodeRequest(request: SignedRequest): string {
  const { chainId, registry, message, nonce, deadline, signature } = request;
  const { action, ...fields } = message;
  return canonicalJson({ format: FORMAT, chainId, registry, action, message: fields, nonce, deadline, signature });
}

/**
 * Reads a signed request that anybody may have written. What it asks for is checked by its shape alone.
 *
 * @throws {InvalidInputError} `CHAIN_UNKNOWN_REQUEST_FORMAT` when it is no request of this version,
 * `CHAIN_BAD_REQUEST` with the field that is missing, too much, or of another kind.
 */
export function parseRequest(json: string): SignedRequest {
  const document = toRecord(json.length > MOST_BYTES ? null : parse(json), "file");
  if (document.format !== FORMAT) {
    throw new InvalidInputError("CHAIN_UNKNOWN_REQUEST_FORMAT", `Expected a signed request of format ${FORMAT}.`, {
      hint: "Give a file that --sign-only wrote; update this software if a newer one wrote it.",
    });
  }
  expectKeys(document, KEYS, "file");
  return {
    chainId: readCount(document.chainId, "chainId"),
    registry: read(() => toAddress(readText(document.registry, "registry")), "registry"),
    message: readMessage(document.action, toRecord(document.message, "message")),
    nonce: readNonce(document.nonce),
    deadline: readCount(document.deadline, "deadline"),
    signature: readSignature(document.signature),
  };
}

const messageKeys: Readonly<Record<RegistryMessage["action"], readonly string[]>> = {
  contribute: ["owner", "ciphertextHash", "consentMask", "uri"],
  update: ["contributionId", "expectedVersion", "ciphertextHash", "uri"],
  "set-consent": ["contributionId", "consentMask"],
  remove: ["contributionId"],
};

function readMessage(action: unknown, fields: Record<string, unknown>): RegistryMessage {
  if (!isAction(action)) throw badRequest("action");
  expectKeys(fields, messageKeys[action], "message");
  const hex32 = (field: string) => read(() => toHex32(readText(fields[field], field)), field);
  const uint32 = (field: string) => readCount(fields[field], field, 2 ** 32 - 1);
  switch (action) {
    case "contribute":
      return {
        action,
        owner: read(() => toAddress(readText(fields.owner, "owner")), "owner"),
        ciphertextHash: hex32("ciphertextHash"),
        consentMask: uint32("consentMask"),
        uri: readText(fields.uri, "uri", MOST_URI),
      };
    case "update":
      return {
        action,
        contributionId: hex32("contributionId"),
        expectedVersion: uint32("expectedVersion"),
        ciphertextHash: hex32("ciphertextHash"),
        uri: readText(fields.uri, "uri", MOST_URI),
      };
    case "set-consent":
      return { action, contributionId: hex32("contributionId"), consentMask: uint32("consentMask") };
    case "remove":
      return { action, contributionId: hex32("contributionId") };
  }
}

function isAction(action: unknown): action is RegistryMessage["action"] {
  return typeof action === "string" && Object.hasOwn(messageKeys, action);
}

function parse(json: string): unknown {
  return read(() => JSON.parse(json) as unknown, "file");
}

/** Whatever is wrong with a field, its name says enough. */
function read<Value>(action: () => Value, field: string): Value {
  try {
    return action();
  } catch (cause) {
    throw badRequest(field, cause);
  }
}

function toRecord(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badRequest(field);
  return value as Record<string, unknown>;
}

function expectKeys(record: Record<string, unknown>, keys: readonly string[], field: string): void {
  const found = Object.keys(record);
  if (found.length !== keys.length || !keys.every((key) => Object.hasOwn(record, key))) throw badRequest(field);
}

function readText(value: unknown, field: string, most = 128): string {
  const isRight = typeof value === "string" && value.isWellFormed() && value.length > 0 && value.length <= most;
  if (!isRight) throw badRequest(field);
  return value;
}

function readCount(value: unknown, field: string, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > most) throw badRequest(field);
  return value;
}

function readNonce(value: unknown): bigint {
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,38})$/.test(value)) throw badRequest("nonce");
  const nonce = BigInt(value);
  if (nonce >= MOST_NONCE) throw badRequest("nonce");
  return nonce;
}

/** A wallet with code may accept any bytes; none has more than a few hundred. */
function readSignature(value: unknown): Hex {
  if (typeof value !== "string" || !/^0x(?:[0-9a-f]{2}){1,4096}$/.test(value)) throw badRequest("signature");
  return value as Hex;
}

function badRequest(field: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError("CHAIN_BAD_REQUEST", `Expected a signed request; its ${field} cannot be used.`, {
    context: { field },
    hint: "Use the file exactly as --sign-only wrote it. Nothing was sent.",
    ...(cause === undefined ? {} : { cause }),
  });
}
