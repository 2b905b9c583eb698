import { expect } from "chai";
import { linkTo, referTo } from "../../../src/tools/conversation-reference.ts";
import { hostileTitles, idOf } from "./some-archive.ts";

describe("referTo", () => {
  it("makes one line of a title, and none of blanks", () => {
    expect(referTo({ id: "a", title: "x\n\u202ey" })).to.deep.equal({ id: "a", title: "x y" });
    expect(referTo({ id: "a", title: " \n" }).title).to.equal(null);
    expect(referTo({ id: "a", title: null }).title).to.equal(null);
  });
});

describe("linkTo", () => {
  it("links to a conversation that chatgpt.com knows", () => {
    expect(linkTo({ id: idOf(7), title: "A trip" })).to.equal(`[A trip](https://chatgpt.com/c/${idOf(7)})`);
    expect(linkTo({ id: idOf(7), title: null })).to.equal(`[untitled](https://chatgpt.com/c/${idOf(7)})`);
  });

  it("shows only the title where the id is another one", () => {
    for (const id of ["unnamed-3", `${idOf(7)})`, "../x", "javascript:alert(1)", ""]) {
      expect(linkTo({ id, title: "A trip" })).to.equal("A trip");
    }
  });

  it("T78: a title cannot leave its link", () => {
    for (const title of hostileTitles) {
      const link = linkTo(referTo({ id: idOf(1), title }));

      expect(link).to.match(new RegExp(`^\\[[^\\n]*\\]\\(https://chatgpt\\.com/c/${idOf(1)}\\)$`));
      expect(link.replaceAll(/\\./g, "").match(/[[\]<>]/g)).to.deep.equal(["[", "]"]);
    }
  });
});
