import { expect } from "chai";
import { oneAtATime } from "../../../src/primitives/one-at-a-time.ts";

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("oneAtATime", () => {
  it("starts the next only when the one before has ended, and gives each its own result", async () => {
    const queue = oneAtATime();
    const events: string[] = [];
    const action = (name: string) => async (): Promise<string> => {
      events.push(`${name} starts`);
      await later();
      events.push(`${name} ends`);
      return name;
    };

    expect(await Promise.all([queue(action("a")), queue(action("b"))])).to.deep.equal(["a", "b"]);
    expect(events).to.deep.equal(["a starts", "a ends", "b starts", "b ends"]);
  });

  it("goes on after a failure, which only its own caller sees", async () => {
    const queue = oneAtATime();
    const failing = queue(() => Promise.reject(new Error("no")));
    const next = queue(() => Promise.resolve(1));

    expect(await failing.catch((error: unknown) => (error as Error).message)).to.equal("no");
    expect(await next).to.equal(1);
  });
});
