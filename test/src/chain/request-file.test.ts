import { expect } from "chai";
import { encodeRequest, parseRequest } from "../../../src/chain/request-file.ts";
import type { RegistryMessage, SignedRequest } from "../../../src/chain/registry-request.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejection } from "../../helpers/rejected-code.ts";

const id = toHex32(`0x${"1".repeat(64)}`);
const hash = toHex32(`0x${"2".repeat(64)}`);
const messages: readonly RegistryMessage[] = [
  {
    action: "contribute",
    owner: toAddress(`0x${"3".repeat(40)}`),
    ciphertextHash: hash,
    consentMask: 5,
    uri: "sha256:a",
  },
  { action: "update", contributionId: id, expectedVersion: 1, ciphertextHash: hash, uri: "sha256:b" },
  { action: "set-consent", contributionId: id, consentMask: 2 ** 32 - 1 },
  { action: "remove", contributionId: id },
];
const signed = (message: RegistryMessage): SignedRequest => ({
  chainId: 31_337,
  registry: toAddress(`0x${"4".repeat(40)}`),
  message,
  nonce: 2n ** 64n + 7n,
  deadline: 1_790_000_000,
  signature: `0x${"ab".repeat(65)}`,
});

describe("request files", () => {
  it("give back what was written, for every action", () => {
    for (const message of messages) expect(parseRequest(encodeRequest(signed(message)))).to.deep.equal(signed(message));
  });

  it("are one line of JSON that says its format and holds what was signed", () => {
    expect(encodeRequest(signed(messages[3]!))).to.equal(
      `{"action":"remove","chainId":31337,"deadline":1790000000,"format":"registry-request-v1",` +
        `"message":{"contributionId":"${id}"},"nonce":"18446744073709551623",` +
        `"registry":"0x${"4".repeat(40)}","signature":"0x${"ab".repeat(65)}"}\n`,
    );
  });

  it("of another format are refused as such", async () => {
    for (const text of ["{}", '{"format":"registry-request-v2"}', '{"format":"deployment-record-v2"}']) {
      expect((await rejection(() => parseRequest(text))).code, text).to.equal("CHAIN_UNKNOWN_REQUEST_FORMAT");
    }
  });

  it("name the field that is missing, too much or of another kind", async () => {
    const whole = JSON.parse(encodeRequest(signed(messages[1]!))) as Record<string, unknown>;
    const message = whole.message as Record<string, unknown>;
    const changed: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ ...whole, extra: 1 }, "file"],
      [{ ...whole, nonce: undefined }, "file"],
      [{ ...whole, chainId: "1" }, "chainId"],
      [{ ...whole, registry: "0x12" }, "registry"],
      [{ ...whole, action: "burn" }, "action"],
      [{ ...whole, action: "toString" }, "action"],
      [{ ...whole, action: "remove" }, "message"],
      [{ ...whole, message: [] }, "message"],
      [{ ...whole, message: { ...message, contributionId: "0x12" } }, "contributionId"],
      [{ ...whole, message: { ...message, expectedVersion: 2 ** 32 } }, "expectedVersion"],
      [{ ...whole, message: { ...message, expectedVersion: 1.5 } }, "expectedVersion"],
      [{ ...whole, message: { ...message, uri: "x".repeat(257) } }, "uri"],
      [{ ...whole, message: { ...message, uri: "" } }, "uri"],
      [{ ...whole, nonce: "-1" }, "nonce"],
      [{ ...whole, nonce: "01" }, "nonce"],
      [{ ...whole, nonce: String(2n ** 128n) }, "nonce"],
      [{ ...whole, deadline: -1 }, "deadline"],
      [{ ...whole, signature: "0xABCD" }, "signature"],
      [{ ...whole, signature: "0x" }, "signature"],
    ];
    for (const [document, field] of changed) {
      const { code, context } = await rejection(() => parseRequest(JSON.stringify(document)));
      expect([code, context.field], JSON.stringify(document)).to.deep.equal(["CHAIN_BAD_REQUEST", field]);
    }
  });

  it("are no JSON, no object, or endless", async () => {
    for (const text of ["", "{", "[]", "7", "null", `"${"x".repeat(20_000)}"`]) {
      const { code, context } = await rejection(() => parseRequest(text));
      expect([code, context.field], text.slice(0, 10)).to.deep.equal(["CHAIN_BAD_REQUEST", "file"]);
    }
  });
});
