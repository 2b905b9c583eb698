import { expect } from "chai";
import { PassThrough } from "node:stream";
import { confirm } from "../../deploy/confirm.ts";
import { codeOf } from "../helpers/code-of.ts";

/** A person who is asked and then does `then`. */
const person = (then: (input: PassThrough) => void, isTTY = true) => {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  output.once("data", () => {
    then(input);
  });
  return { input, output };
};
const typing = (text: string) => person((input) => input.write(text));

describe("confirm", () => {
  it("goes on after yes alone", async () => {
    await confirm("Send?", typing(" Yes\n"));

    for (const text of ["no\n", "\n", "y\n"]) {
      expect(await codeOf(confirm("Send?", typing(text))), text).to.equal("DEPLOY_NOT_CONFIRMED");
    }
  });

  it("asks nobody where nobody is", async () => {
    const nobody = person((input) => input.write("yes\n"), false);

    expect(await codeOf(confirm("Send?", nobody))).to.equal("DEPLOY_NOT_CONFIRMED");
  });

  it("says that it was interrupted when the terminal closes", async () => {
    expect(
      await codeOf(
        confirm(
          "Send?",
          person((input) => input.end()),
        ),
      ),
    ).to.equal("DEPLOY_INTERRUPTED");
  });
});
