import { expect } from "chai";
import { createSocket, type Socket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { dnsKeyRecords } from "../../../src/validator/dns-key-records.ts";
import { rejection } from "../../helpers/rejected-code.ts";

const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;

/** A name server that answers every question with the same records (RFC 1035 §4), each a list of strings. */
async function nameServer(code: number, records: readonly (readonly string[])[] = []): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => {
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(records.length, 6);
    header.writeUInt16BE(0, 10);
    const endOfName = question.indexOf(0, 12) + 1;
    const answers = records.map((strings) => {
      const data = Buffer.concat(strings.map((text) => Buffer.from([text.length, ...Buffer.from(text)])));
      const fixed = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0]);
      fixed.writeUInt16BE(data.length, 10);
      return Buffer.concat([fixed, data]);
    });
    socket.send(Buffer.concat([header, question.subarray(12, endOfName + 4), ...answers]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return socket;
}

describe("dnsKeyRecords", () => {
  const ask = async (code: number, records?: readonly (readonly string[])[]) => {
    const server = await nameServer(code, records);
    const resolver = new Resolver({ timeout: 1_000, tries: 1 });
    resolver.setServers([`127.0.0.1:${server.address().port}`]);
    try {
      return await dnsKeyRecords(resolver)("tm.example", "s1");
    } finally {
      server.close();
    }
  };

  it("joins the strings of a record, and gives every record there is", async () => {
    const long = "k".repeat(255);
    expect(await ask(NO_ERROR, [["v=DKIM1; p=", long], ["other"]])).to.deep.equal([`v=DKIM1; p=${long}`, "other"]);
  });

  it("finds nothing where there is no such name, or no text under it", async () => {
    expect(await ask(NO_SUCH_NAME)).to.deep.equal([]);
    expect(await ask(NO_ERROR)).to.deep.equal([]);
  });

  it("asks to try again when no server answers", async () => {
    const failure = await rejection(() => ask(SERVER_FAILURE));
    expect(failure).to.include({ code: "VALIDATOR_DNS_UNREACHABLE", name: "RetryableError" });
    expect(failure.context).to.deep.include({ domain: "tm.example", selector: "s1" });
  });
});
