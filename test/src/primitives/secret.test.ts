import { expect } from "chai";
import { inspect } from "node:util";
import { Secret } from "../../../src/primitives/secret.ts";
import { findSecrets } from "../../helpers/find-secrets.ts";

const VALUE = "a passphrase of somebody";

describe("Secret", () => {
  it("gives its text to whoever asks for it by name", () => {
    expect(new Secret(VALUE).reveal()).to.equal(VALUE);
  });

  it("T69 shows nothing of it when it is printed, inspected, cloned, spread or serialised", () => {
    const secret = new Secret(VALUE);
    const texts = {
      printed: String(secret),
      inspected: inspect({ secret }, { showHidden: true, getters: true, depth: 9 }),
      serialised: JSON.stringify({ secret }),
      cloned: inspect(structuredClone(secret)),
      spread: inspect(Object.assign({}, secret)),
    };

    expect(findSecrets([{ name: "value", value: VALUE }], { texts })).to.deep.equal([]);
  });
});
