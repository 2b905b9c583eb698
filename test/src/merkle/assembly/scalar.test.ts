import { describeHasher } from "./describe-hasher.ts";

describe("scalar hasher", () => {
  describeHasher("scalar");
});
