import { expect } from "chai";
import { readFileSync } from "node:fs";
import { TypedDataEncoder } from "ethers";
import { requestTypedData, signRequest, type RegistryMessage } from "../../../src/chain/registry-request.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { VECTOR_FILES, vectorOwner, type RegistryVectors } from "../../vectors/registry-eip712.ts";

const vectors = JSON.parse(readFileSync(VECTOR_FILES.json, "utf8")) as RegistryVectors;
const actions = { Contribute: "contribute", Update: "update", SetConsent: "set-consent", Remove: "remove" } as const;

/** The request of a vector, in our own fields. */
function requestOf({ type, value }: RegistryVectors["messages"][number]) {
  const { nonce = "", deadline = "", ...fields } = value;
  const own = Object.entries(fields).map(([field, text]): [string, unknown] => {
    if (field === "owner") return [field, toAddress(text)];
    if (field === "uri") return [field, text];
    return [field, text.startsWith("0x") ? toHex32(text) : Number(text)];
  });
  return {
    chainId: Number(vectors.chainId),
    registry: toAddress(vectors.registry),
    message: { action: actions[type], ...Object.fromEntries(own) } as RegistryMessage,
    nonce: BigInt(nonce),
    deadline: Number(deadline),
  };
}

describe("registry requests", () => {
  for (const vector of vectors.messages) {
    it(`${vector.type}: hash to what the registry's own constants hash to`, () => {
      const { domain, types, value } = requestTypedData(requestOf(vector));

      expect(TypedDataEncoder.hashDomain(domain)).to.equal(vectors.domainSeparator);
      expect(TypedDataEncoder.hash(domain, types, value)).to.equal(vector.digest);
    });

    it(`${vector.type}: are signed without a node`, async () => {
      const { signature } = await signRequest(vectorOwner, requestOf(vector));

      expect(signature).to.equal(vector.signature);
    });
  }
});
