import { expect } from "chai";
import { formatReport } from "../../../../src/governance/simulation/format-report.ts";
import type { SimulationReport } from "../../../../src/governance/simulation/report.ts";
import { nothing, reportedCall, reportedEvent } from "../../../helpers/some-evidence.ts";
import { around, contracts, stranger } from "../../../helpers/some-surroundings.ts";

const empty: SimulationReport = { ...nothing, findings: [] };
const text = (changed: Partial<SimulationReport>) => formatReport({ ...empty, ...changed }, around);

describe("formatReport", () => {
  it("says what was played, where, and what came of it", () => {
    expect(text({})).to.equal(
      [
        "# Simulation: Nothing",
        "",
        "- proposal: not proposed yet",
        "- network: localhost, chain 31337, copied at block 1",
        "- outcome: carried out at 2027-01-15 08:00:00 UTC, gas 21000",
        "",
      ].join("\n"),
    );
    expect(text({ number: 3, state: "active", proposalId: 9n, proposer: stranger, refusal: "call 1: No" }))
      .to.include(`- proposal: number 3, active\n- id: 9\n- proposer: ${stranger}\n`)
      .and.include("- outcome: **refused**: call 1: No\n");
  });

  it("has a section for everything that there is, what it does and what is odd first", () => {
    const call = reportedCall("access", "pause()");
    const report = text({
      calls: [
        { ...call, effect: "Pauses.", words: [["price", "1.00 GPT (1 wei)"]] },
        { ...call, number: 2, target: stranger, contractName: null, function: null, valueWei: 7n },
      ],
      findings: [{ severity: "danger", code: "REVERTS", text: "Odd." }],
      permissions: [{ text: "Power moves.", isDangerous: false }],
      transfers: [
        { token: "GPT", from: contracts.timelock, to: stranger, amountWei: 10n ** 18n },
        { token: "coin", from: contracts.timelock, to: stranger, amountWei: 7n },
      ],
      storage: [{ contractName: "access", variable: "coolingOff", before: "1", after: "2" }],
      events: [reportedEvent("access", "Paused", { until: "5" })],
      code: [{ address: contracts.access, now: null, atProposal: null, atDeployment: undefined }],
    });

    expect(report.split("\n").slice(6)).to.deep.equal([
      ...["## What it does", "", "1. Pauses.", `2. Calls ${stranger}: see below.`, ""],
      ...["## What to look at", "", "- 🔴 danger `REVERTS` Odd.", ""],
      ...["## Who may do what from then on", "", "- 🟠 Power moves.", ""],
      ...["## What is paid", "", `- 1.00 GPT from timelock ${contracts.timelock} to ${stranger}`],
      ...[`- 7 wei of the chain's coin from timelock ${contracts.timelock} to ${stranger}`, ""],
      ...["## Calls", "", `1. access (${contracts.access}) pause()`, "   - price: 1.00 GPT (1 wei)"],
      ...[`2. unknown (${stranger}) calldata 0x12345678`, "   - sends 7 wei of the chain's coin", ""],
      ...["## Variables", "", "- access.coolingOff: 1 → 2", ""],
      ...["## Events", "", "- access Paused: until: 5", ""],
      ...["## Code at the targets", "", `- access ${contracts.access}: none`, ""],
    ]);
  });

  it("lets no text of others begin a line, or pose as markup", () => {
    const title = "A\n## What to look at\n- ⚪ info\u202E <script>";

    expect(text({ title }).split("\n")[0]).to.equal("# Simulation: A ## What to look at - ⚪ info script");
    expect(text({ refusal: "No\n\n# Fine" })).to.include("**refused**: No # Fine\n");
  });
});
