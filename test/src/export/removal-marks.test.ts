import { expect } from "chai";
import { removalKinds, removalMark, stripRemovalMarks } from "../../../src/export/removal-marks.ts";

describe("removal marks", () => {
  it("say what was removed and not how long it was", () => {
    expect(removalKinds.map(removalMark)).to.deep.equal([
      "[email removed]",
      "[phone removed]",
      "[card removed]",
      "[iban removed]",
      "[key removed]",
      "[ip removed]",
      "[word removed]",
      "[instructions removed]",
    ]);
  });

  it("are taken out of a text, every one", () => {
    expect(stripRemovalMarks(`to ${removalKinds.map(removalMark).join("")} and [word removed]s`)).to.equal("to  and s");
  });

  it("are nothing else: other brackets, kinds and spellings stay", () => {
    for (const text of ["[name removed]", "[Email removed]", "email removed]", "[email  removed]", "[removed]", ""]) {
      expect(stripRemovalMarks(text)).to.equal(text);
    }
  });
});
