import { expect } from "chai";
import { openNodeLog, type LogFields, type LogMessage } from "../../../../src/validator/operator/node-log.ts";
import { findSecrets } from "../../../helpers/find-secrets.ts";

const KEY = `0x${"4f".repeat(32)}`;
const PHRASE = "what somebody told a machine";

function logged(level: "debug" | "info" = "debug") {
  const lines: string[] = [];
  const log = openNodeLog(level, { write: (line) => lines.push(line), close: () => Promise.resolve() });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe("openNodeLog", () => {
  it("writes one JSON object per line: time, level, message and what is known", () => {
    const { log, lines, parsed } = logged();
    log.line("warn", "duty failed", { duty: "report", epoch: 12, attempt: 1, code: "CHAIN_UNREACHABLE", ms: 5 });
    const [{ time, ...rest } = {}] = parsed();

    expect(lines[0]).to.match(/^\{.*\}\n$/);
    expect(time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(rest).to.deep.equal({
      level: "warn",
      duty: "report",
      epoch: 12,
      attempt: 1,
      code: "CHAIN_UNREACHABLE",
      ms: 5,
      msg: "duty failed",
    });
  });

  it("leaves lines below its level out", () => {
    const { log, lines } = logged("info");
    log.line("debug", "looked");
    log.line("info", "started");

    expect(lines).to.have.length(1);
  });

  it("T69 leaves every field out that is not known, and every value that has not the form of its field", () => {
    const { log, lines, parsed } = logged();
    const evil = {
      err: new Error(PHRASE, { cause: KEY }),
      text: PHRASE,
      code: PHRASE,
      duty: `report ${PHRASE}`,
      epoch: PHRASE,
      purpose: PHRASE,
      endpoint: `https://rpc.example/${KEY}`,
      toString: PHRASE,
    };
    log.line("error", "alert", evil as unknown as LogFields);

    expect(Object.keys(parsed()[0] ?? {})).to.deep.equal(["level", "time", "msg"]);
    const secrets = [
      { name: "key", value: KEY },
      { name: "phrase", value: PHRASE },
    ];
    expect(findSecrets(secrets, { texts: { lines: lines.join("") } })).to.deep.equal([]);
  });

  it("F38 goes on when nothing can be written", async () => {
    const log = openNodeLog("debug", {
      write: () => {
        throw new Error("disk full");
      },
      close: () => Promise.resolve(),
    });

    log.line("info", "started");
    log.line("fatal", "halted" satisfies LogMessage, { code: "CHAIN_WRONG_CHAIN" });
    await log.close();
  });
});
