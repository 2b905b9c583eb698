import { randomBytes } from "node:crypto";
import { makeIdentityFile } from "../../src/contributor/identity-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readNewPassphrase } from "./read-passphrase.ts";

type Arguments = CommonArguments & { out: string; postQuantum: boolean; passphraseFile: string };

/** `contribute identity --out <file>`: makes a recovery identity, which opens contributions without the wallet. */
export default runAction(async ({ out, postQuantum, passphraseFile }: Arguments) => {
  if (out === "") {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out, the file that receives the identity.", {
      hint: "Choose a place that you will still have when the wallet is lost.",
    });
  }
  const passphrase = await readNewPassphrase("the new identity file", passphraseFile);
  const kind = postQuantum ? "hybrid" : "x25519";
  const { recipient } = await makeIdentityFile({ path: out, kind, passphrase, randomBytes });
  return {
    lines: [
      `identity   in ${out}, under your passphrase; the age program opens it too`,
      `recipient  ${recipient}`,
      "Submit with --recovery and the recipient. File and passphrase open the contribution; without one the other is nothing.",
    ],
    document: { kind, recipient },
  };
});
