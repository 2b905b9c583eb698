import { describeHasher } from "./describe-hasher.ts";

describe("simd hasher", () => {
  describeHasher("simd");
});
