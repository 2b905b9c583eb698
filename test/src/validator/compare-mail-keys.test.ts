import { expect } from "chai";
import { compareMailKeys } from "../../../src/validator/compare-mail-keys.ts";
import { DOMAIN, keySet, rsaKey } from "../authenticity/mail-signer.ts";

const key = rsaKey();
const other = rsaKey();
const inUse = { validTo: null };

describe("compareMailKeys", () => {
  const compare = async (records: Readonly<Record<string, readonly string[]>>, selector: string | null = null) => {
    const set = keySet(["s1", key, inUse], ["s2", key, inUse], ["old", key]);
    const source = (_: string, name: string) => Promise.resolve(records[name] ?? []);
    const compared = await compareMailKeys(set, source, selector === null ? null : { domain: DOMAIN, selector });
    return compared.map(({ selector, status, describes }) => `${selector} ${status}: ${describes}`);
  };

  it("says of each pinned key whether the DNS still has it", async () => {
    expect(await compare({ s1: [key.record], s2: [other.record] })).to.deep.equal([
      "s1 same: rsa-sha256, 2048 bits",
      "s2 changed: rsa-sha256, 2048 bits",
      "old retired: no record",
    ]);
    expect(await compare({ s2: [key.record, other.record] })).to.deep.equal([
      "s1 gone: no record",
      "s2 changed: 2 records under one name",
      "old retired: no record",
    ]);
  });

  it("looks at one more name, once", async () => {
    expect((await compare({ new: ["v=DKIM1; p="] }, "new")).at(-1)).to.equal(
      "new not-pinned: not to be relied on: the key is revoked",
    );
    expect((await compare({}, "new")).at(-1)).to.equal("new absent: no record");
    expect(await compare({}, "s1")).to.have.lengthOf(3);
  });
});
