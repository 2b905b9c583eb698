import { expect } from "chai";
import { chooseOwnerRecipients } from "../../../src/contributor/owner-recipient.ts";
import type { SignTypedData } from "../../../src/encryption/owner-identity.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { hybridRecovery, recovery, signWith, wallet } from "./own-archive.ts";

const request = { owner: toAddress(wallet.address), chainId: 31337n, salt: toHex32(`0x${"5a".repeat(32)}`) };
const recoverers = [recovery.recipient, hybridRecovery.recipient];

let asked = 0;
/** Signs anew each time, as MPC wallets do. */
const unstable: SignTypedData = () => Promise.resolve(bytesToHex(seededBytes(65, ++asked)));
/** Signs in a form of its own, as contract wallets do. */
const foreign: SignTypedData = () => Promise.resolve("0x1234");

describe("chooseOwnerRecipients", () => {
  it("takes the key that the wallet derives, beside all recovery recipients", async () => {
    expect(await chooseOwnerRecipients(request, signWith(wallet), recoverers)).to.deep.equal({
      owner: "age1ferge60728s89u0k5wgn3fltg3wf0zy8vuewwatesrlwe8uj54hq27rpyq",
      recovery: recoverers,
      isFromWallet: true,
    });
  });

  it("takes the first recovery recipient where the wallet can derive none", async () => {
    for (const sign of [unstable, foreign]) {
      expect(await chooseOwnerRecipients(request, sign, recoverers)).to.deep.equal({
        owner: recovery.recipient,
        recovery: [hybridRecovery.recipient],
        isFromWallet: false,
      });
    }
  });

  it("refuses such a wallet without a recovery recipient", async () => {
    expect(await rejectedCode(() => chooseOwnerRecipients(request, unstable, []))).to.equal(
      "ENCRYPTION_UNSTABLE_SIGNATURE",
    );
    expect(await rejectedCode(() => chooseOwnerRecipients(request, foreign, []))).to.equal(
      "ENCRYPTION_UNSUPPORTED_SIGNATURE",
    );
  });

  it("lets the refusal of the wallet through, whoever could recover", async () => {
    const refusal = new Error("user rejected");
    const sign: SignTypedData = () => Promise.reject(refusal);

    const outcome = await chooseOwnerRecipients(request, sign, recoverers).catch((error: unknown) => error);

    expect(outcome).to.equal(refusal);
  });
});
