import { expect } from "chai";
import { generateKeyPairSync } from "node:crypto";
import { readKeyRecord } from "../../../src/authenticity/key-record.ts";
import { ed25519Key, rsaKey } from "./mail-signer.ts";

const rsa = rsaKey().record;
const refusal = (record: string) => {
  const read = readKeyRecord(record);
  return read.kind === "refused" ? read.why : read;
};

describe("key record", () => {
  it("reads RSA and Ed25519 keys with their size", () => {
    expect(readKeyRecord(rsa)).to.deep.equal({ kind: "usable", algorithm: "rsa-sha256", bits: 2_048 });
    expect(readKeyRecord(rsa.replace("k=rsa; ", ""))).to.include({ kind: "usable" });
    expect(readKeyRecord(`${rsa.slice(0, 100)} ${rsa.slice(100)}; h=sha1 : sha256; s=email; t=s`)).to.include({
      kind: "usable",
    });
    expect(readKeyRecord(ed25519Key().record)).to.deep.equal({
      kind: "usable",
      algorithm: "ed25519-sha256",
      bits: 256,
    });
  });

  it("refuses keys that nothing can rest on", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "der", type: "spki" });
    expect(refusal(rsaKey(1_024).record)).to.equal("its RSA key has 1024 bits, fewer than 2048");
    expect(refusal("v=DKIM1; k=rsa; p=")).to.equal("the key is revoked");
    expect(refusal("v=DKIM1")).to.equal("the key is revoked");
    expect(refusal(`${rsa}; t=s:y`)).to.equal("the domain is only testing");
    expect(refusal(`${rsa}; h=sha1`)).to.equal("it does not allow SHA-256");
    expect(refusal(`${rsa}; s=web`)).to.equal("it is not for mail");
    expect(refusal("v=DKIM1; k=rsa; p=AAAA")).to.equal("its RSA key cannot be read");
    expect(refusal(`v=DKIM1; p=${ec.toString("base64")}`)).to.equal("its RSA key cannot be read");
    expect(refusal("v=DKIM1; k=ed25519; p=AAAA")).to.equal("its Ed25519 key is not 32 bytes");
    expect(refusal("v=DKIM1; k=dsa; p=AAAA")).to.equal("its kind of key is unknown");
    expect(refusal("v=spf1 include:example.org")).to.equal("it is no DKIM key record");
    expect(refusal(rsa.replace("DKIM1", "DKIM2"))).to.equal("it is no DKIM key record");
  });
});
