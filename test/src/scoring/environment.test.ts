import { spawnSync } from "node:child_process";
import { expect } from "chai";

const PROGRAM = `
import { chat, conversation, score } from ${JSON.stringify(new URL("synthetic-archive.ts", import.meta.url).href)};
const texts = ["İstanbul'da IŞIK ve ışık, Straße 12, ÅNGSTRÖM 日本語 한국어 สวัสดี", "I AM IN THE INBOX, TITLE I"];
const archive = [chat(1), chat(2, 3, { day: 19801 }), conversation(texts.map((text, i) => text.repeat(3) + i))];
const { units, breakdown, delta } = await score(archive);
console.log(JSON.stringify({ units, breakdown, delta }));
`;

function scoreUnder(environment: Record<string, string>): string {
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", PROGRAM], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    encoding: "utf8",
  });
  expect(status).to.equal(0);
  return stdout;
}

describe("score environment", function () {
  this.timeout(60_000);
  const expected = scoreUnder({ TZ: "UTC", LANG: "C" });

  for (const [TZ, LANG] of [
    ["Asia/Kathmandu", "tr_TR.UTF-8"],
    ["Pacific/Kiritimati", "lt_LT.UTF-8"],
    ["America/St_Johns", "de_DE.ISO-8859-1"],
  ] as const) {
    it(`has no influence: ${TZ}, ${LANG}`, () => {
      expect(JSON.parse(expected)).to.have.property("units").above(0);
      expect(scoreUnder({ TZ, LANG, LC_ALL: LANG })).to.equal(expected);
    });
  }
});
