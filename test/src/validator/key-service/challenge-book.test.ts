import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { createChallengeBook } from "../../../../src/validator/key-service/challenge-book.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

function bookAt(time = 1_000, capacity = 10) {
  const clock = { now: time };
  const book = createChallengeBook({ capacity, lifetimeSeconds: 60, now: () => clock.now, randomBytes });
  return { clock, book };
}

describe("createChallengeBook", () => {
  it("takes a challenge back once, and says when it expires", () => {
    const { book } = bookAt();
    const { challenge, expiresAt } = book.issue();

    expect(expiresAt).to.equal(1_060);
    expect([book.redeem(challenge), book.redeem(challenge)]).to.deep.equal([true, false]);
  });

  it("takes nothing back that it did not give out, or that is too old", () => {
    const { book, clock } = bookAt();
    const [early, late] = [book.issue().challenge, book.issue().challenge];
    clock.now += 59;
    expect(book.redeem(early)).to.equal(true);
    clock.now += 1;

    expect([book.redeem(late), book.redeem(toHex32(`0x${"7".repeat(64)}`))]).to.deep.equal([false, false]);
  });

  it("never gives out the same one twice", () => {
    const { book } = bookAt(0, 1_000);
    const all = new Set(Array.from({ length: 1_000 }, () => book.issue().challenge));

    expect(all.size).to.equal(1_000);
  });

  it("T75: holds no more than it may, until old ones expire", async () => {
    const { book, clock } = bookAt(0, 2);
    book.issue();
    clock.now += 30;
    book.issue();

    expect(await rejectedCode(() => book.issue())).to.equal("KEYS_BUSY");
    clock.now += 30;
    book.issue();
    expect(await rejectedCode(() => book.issue())).to.equal("KEYS_BUSY");
  });
});
