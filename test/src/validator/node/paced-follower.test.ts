import { expect } from "chai";
import type { AccessView } from "../../../../src/chain/follow-access.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { pacedFollower } from "../../../../src/validator/node/paced-follower.ts";

const hash = toHex32(`0x${"b1".repeat(32)}`);

describe("pacedFollower", () => {
  let asked: number;
  let time: number;
  const view = (number: number): AccessView => ({
    block: { number, hash, timestamp: 0 },
    grants: new Map(),
    contributions: new Map(),
  });
  const paced = (fail: () => boolean = () => false) =>
    pacedFollower(
      () => {
        asked += 1;
        return fail() ? Promise.reject(new Error("silent")) : Promise.resolve(view(asked));
      },
      { paceMs: 100, now: () => time },
    );

  beforeEach(() => {
    asked = 0;
    time = 0;
  });

  it("asks the chain once for many that ask at once, and again when the pace is over", async () => {
    const follower = paced();
    const views = await Promise.all([1, 2, 3].map(() => follower.advance()));
    time = 99;
    await follower.advance();
    expect([views.map(({ block }) => block.number), asked]).to.deep.equal([[1, 1, 1], 1]);
    time = 100;
    expect((await follower.advance()).block.number).to.equal(2);
  });

  it("F16: asks again at once after a failure", async () => {
    const follower = paced(() => asked === 1);
    const failure: unknown = await follower.advance().catch((error: unknown) => error);
    expect((failure as Error).message).to.equal("silent");
    expect((await follower.advance()).block.number).to.equal(2);
  });
});
