import { expect } from "chai";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import { pointNumbers, points } from "../../deploy/checks/points.ts";
import { local } from "../../deploy/config/local.ts";
import { checkLines } from "../../deploy/print-check.ts";
import { startAnsweringServer } from "../helpers/answering-server.ts";
import { deployedCollective } from "../helpers/deployed-collective.ts";
import { failuresOf } from "./miswired/variant.ts";
import { variants } from "./miswired/variants.ts";

describe("checkDeployment", () => {
  it("finds that all twenty-four points hold of a right deployment", async () => {
    const { connection, record } = await deployedCollective();

    const findings = await checkDeployment(connection, local, record);

    expect(findings.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect([...new Set(findings.map(({ point }) => point))]).to.deep.equal(pointNumbers);
  });

  it("says in words which points do not apply to a local chain, and of no other", async () => {
    const { connection, record } = await deployedCollective();

    const apart = (await checkDeployment(connection, local, record)).filter(({ applies }) => !applies);

    expect(apart.map(({ point }) => point)).to.deep.equal([18, 24]);
  });

  it("fails nothing for an explorer that does not answer, or answers something else", async () => {
    const { connection, record } = await deployedCollective();
    const server = await startAnsweringServer();
    for (const [status, body] of [
      [503, ""],
      [200, "<html>"],
      [200, '{"status":"0","message":"NOTOK","result":"Max rate limit reached"}'],
    ] as const) {
      server.answer(status, body);
      const config = { ...local, explorer: { name: "an explorer", apiUrl: server.url } };

      const findings = (await checkDeployment(connection, config, record)).filter(({ point }) => point === 24);

      expect(findings.map(({ ok, applies }) => ({ ok, applies }))).to.deep.equal([{ ok: true, applies: false }]);
      expect(findings[0]?.found).to.match(/^not asked, an explorer did not answer/);
    }
    await server.stop();
  });

  it("leaves the chain as it was", async () => {
    const { connection, provider, record } = await deployedCollective();
    const before = await provider.getBlock("latest");

    await checkDeployment(connection, local, record);

    expect((await provider.getBlock("latest"))?.hash).to.equal(before?.hash);
  });

  it("rehearses with the votes that are delegated, once they suffice and whoever has them may propose", async () => {
    const { connection, record, collective, as, alice } = await deployedCollective();
    const { networkHelpers, ethers } = connection;
    await networkHelpers.impersonateAccount(record.contracts.timelock);
    await networkHelpers.setBalance(record.contracts.timelock, 10n ** 18n);
    const treasury = collective.token.connect(await ethers.getSigner(record.contracts.timelock));
    await treasury.transfer(alice.address, 1_000_000n * 10n ** 18n);
    await as(alice).token.delegate(alice.address);
    await networkHelpers.mine();
    const rehearsal = async () =>
      (await checkDeployment(connection, local, record)).find(({ point }) => point === 23) ?? null;

    expect(await rehearsal()).to.deep.include({
      ok: true,
      statement: "a proposal that changes nothing passes with the votes that are delegated today",
    });
    await as(alice).governor.propose([record.contracts.token], [0], ["0x18160ddd"], "alice's own");
    const meanwhile = await rehearsal();
    expect(meanwhile?.ok).to.equal(true);
    expect(meanwhile?.statement).to.include("the treasury's votes");
  });

  it("prints a line for each point, and under it each statement that does not hold", async () => {
    const failed = await failuresOf(variants.find(({ point }) => point === 12) ?? {});

    const lines = checkLines(failed);

    expect(lines.filter((line) => /^[✔✘○] [ \d]\d /.test(line))).to.have.length(24);
    expect(lines).to.include(`✘ 12 ${points[12]}`);
    expect(lines).to.include("     ✘ registry is not closed: true, expected false");
  });

  describe("sees a deployment that is wrong in one way, at its own point", () => {
    it("has a variant for every point", () => {
      expect([...new Set(variants.map(({ point }) => point))]).to.deep.equal(pointNumbers);
    });

    for (const { point, title, also = [], ...variant } of variants) {
      it(`${point}: ${title}`, async () => {
        const failed = await failuresOf(variant);

        const seen = [...new Set(failed.map((finding) => finding.point))];
        expect(seen).to.deep.equal([point, ...also].toSorted((a, b) => a - b));
      });
    }
  });
});
