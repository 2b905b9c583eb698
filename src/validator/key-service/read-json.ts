import type { IncomingMessage } from "node:http";
import { InvalidInputError } from "../../primitives/errors.ts";
import { notJson } from "./check-request.ts";

/**
 * Reads a body that a stranger sends; what goes beyond `maxBytes` is never held.
 *
 * @throws {InvalidInputError} `KEYS_TOO_LARGE`, `KEYS_NOT_JSON`; whatever the connection fails with.
 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const pieces: Buffer[] = [];
  let size = 0;
  // The loop must not destroy the request when it ends early: the answer goes over the same connection.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    pieces.push(piece as Buffer);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the text.
    throw notJson("Expected a body that is JSON.");
  }
}

function tooLarge(maxBytes: number): InvalidInputError {
  return new InvalidInputError("KEYS_TOO_LARGE", `Expected at most ${maxBytes} bytes.`, {
    hint: "Ask for fewer contributions at once.",
  });
}
