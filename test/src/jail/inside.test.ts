import { expect } from "chai";
import { gatherBlob } from "../../../src/jail/inside.ts";
import { inPieces } from "./in-pieces.ts";

describe("gatherBlob", () => {
  it("keeps the bytes in order and on their own", async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const blob = gatherBlob(inPieces(bytes, 2));
    expect([...new Uint8Array(await blob.arrayBuffer())]).to.deep.equal([1, 2, 3]);
    expect(gatherBlob(inPieces(new Uint8Array(), 1)).size).to.equal(0);
  });
});
