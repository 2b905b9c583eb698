import { expect } from "chai";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory } from "../../../../src/validator/database/signing-history.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";
import { postgresServer, query, startPostgres } from "../../../helpers/servers/postgres-server.ts";
import { runProcess } from "./run-process.ts";
import { digest, signer } from "./signer.ts";

describe("a validator's PostgreSQL server", function () {
  this.timeout(300_000);

  it("T69 stands in no error with the password of its address", async () => {
    const good = new URL(await (await postgresServer()).makeDatabase());
    const silent = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const hung = (silent.address() as AddressInfo).port;
    const wrong: readonly (readonly [string, string])[] = [
      ["VALIDATOR_DATABASE_URL", "postgresql://me:hunter2@[half/database"],
      ["VALIDATOR_DATABASE_URL", "mysql://me:hunter2@127.0.0.1/database"],
      ["VALIDATOR_DATABASE_UNREACHABLE", "postgresql://me:hunter2@127.0.0.1:1/database"],
      ["VALIDATOR_DATABASE_UNREACHABLE", `postgresql://me:hunter2@127.0.0.1:${hung}/database`],
      ["VALIDATOR_DATABASE_UNREACHABLE", "postgresql://me:hunter2@nowhere.invalid/database"],
      ["VALIDATOR_DATABASE_REFUSED", `postgresql://postgres:hunter2@${good.host}/missing`],
      ["VALIDATOR_DATABASE_REFUSED", `postgresql://nobody:hunter2@${good.host}${good.pathname}`],
    ];
    for (const [code, url] of wrong) {
      const error = await rejection(() => openDatabase({ url }));
      expect(error.code, url).to.equal(code);
      expect(inspect(error, { depth: 9, showHidden: true })).not.to.contain("hunter2");
    }
    silent.close();
  });

  it("must keep what it confirmed", async () => {
    for (const setting of ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]) {
      const server = await startPostgres([setting]);
      const url = await server.makeDatabase();
      expect(await rejectedCode(() => openDatabase({ url })), setting).to.equal("VALIDATOR_DATABASE_NOT_DURABLE");
      await server.stop();
    }
  });

  it("signs nothing any more once the connection with the lock is lost", async () => {
    const url = await (await postgresServer()).makeDatabase();
    const database = await openDatabase({ url });
    const history = await openSigningHistory(database, signer);
    await history.begin(0);
    const lost = new Promise((resolve) => {
      database.lost.addEventListener("abort", resolve);
    });
    await query(url, "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 2");
    await lost;
    const statement = { kind: "scores", epoch: 1, attempt: 0, digest: digest(1) } as const;
    expect(await rejectedCode(() => history.state(statement))).to.equal("VALIDATOR_DATABASE_LOCK_LOST");
    expect(await history.statementsOf(1)).to.deep.equal([]);
    const other = await openDatabase({ url });
    await other.close();
    await database.close();
  });

  it("F15 accepts one of the digests that several processes state at once, fifty times", async () => {
    const url = await (await postgresServer()).makeDatabase();
    const database = await openDatabase({ url });
    const history = await openSigningHistory(database, signer);
    await history.begin(0);
    const children = [1, 2, 3].map((value) => runProcess({ url }, "contend", 50, value));
    await Promise.all(children.map(({ ended }) => ended));
    for (let epoch = 1; epoch <= 50; epoch++) {
      const outcomes = children.map(({ lines }) => lines[epoch - 1]);
      expect(outcomes.filter((line) => line === `${epoch} new`)).to.have.lengthOf(1);
      expect(outcomes.filter((line) => line === `${epoch} VALIDATOR_CONFLICTING_STATEMENT`)).to.have.lengthOf(2);
      expect(await history.statementsOf(epoch)).to.have.lengthOf(1);
    }
    await database.close();
  });

  it("F5 has every confirmed statement after it was killed itself", async () => {
    const server = await startPostgres();
    const url = await server.makeDatabase();
    const first = await openDatabase({ url });
    const history = await openSigningHistory(first, signer);
    await history.begin(0);
    let confirmed = 0;
    const stating = (async () => {
      for (; ; confirmed++) await history.state({ kind: "report", epoch: 1, attempt: confirmed, digest: digest(1) });
    })().catch((error: unknown) => (error as { code: unknown }).code);
    while (confirmed < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.crash();
    expect(await stating).to.be.oneOf(["VALIDATOR_DATABASE_UNREACHABLE", "VALIDATOR_DATABASE_LOCK_LOST"]);
    await first.close().catch(() => undefined);
    const second = await openDatabase({ url });
    const found = await (await openSigningHistory(second, signer)).statementsOf(1);
    expect(found.length - confirmed).to.be.oneOf([0, 1]);
    await second.close();
    await server.stop();
  });
});
