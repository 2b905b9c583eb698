import { ascending } from "./canonical-json.ts";
import type { BundleReader, ChainFacts } from "./chain-facts.ts";
import { compareBundle } from "./compare-bundle.ts";
import { messageOf, openContext, type Context, type Difference } from "./differences.ts";
import { readInputs } from "./read-inputs.ts";
import { rederiveEpoch, type Rederived } from "./rederive-epoch.ts";

/** `ok` is true exactly when there is no difference. */
export type Verdict = { readonly ok: boolean; readonly differences: readonly Difference[] };

/**
 * Re-derives the report and the bundle of an epoch from the chain and the score files, and lists every difference.
 *
 * Shares no code with the calculator in src/. What is not in `chain` is trusted only as far as a hash in `chain`
 * vouches for it. Never rejects: files that cannot be read are a difference.
 */
export async function verifyBundle({ reader, chain }: { reader: BundleReader; chain: ChainFacts }): Promise<Verdict> {
  const context = openContext(reader, chain);
  try {
    const files = await readInputs(context, checkChoice(context));
    if (files !== null) {
      const derived = rederiveEpoch(chain, files);
      checkReport(context, derived);
      await compareBundle(context, derived);
    }
  } catch (error) {
    context.check("UNREADABLE", "bundle", "a bundle that the rules can be applied to", messageOf(error));
  }
  const { differences } = context;
  return { ok: differences.length === 0, differences };
}

/** The score files that the report says it used, ascending by slot. */
function checkChoice({ chain, check }: Context): ChainFacts["commitments"] {
  const { commitments, quorum, report, validators } = chain;
  const used = ascending(({ slot }) => slot, commitments).filter(
    ({ slot }) => (report.filesBitmap >> BigInt(slot)) & 1n,
  );
  check("QUORUM", "chain", Math.floor((2 * validators.length) / 3) + 1, quorum);
  check("TOO_FEW_VALIDATORS", "chain", true, new Set(validators.map(({ address }) => address)).size >= 4);
  check("TOO_FEW_FILES", "report", true, used.length >= quorum);
  for (const { slot, validator } of used) {
    const slots = validators.filter(({ address }) => address === validator).map((item) => item.slot);
    check("NOT_A_VALIDATOR", validator, [slot], slots);
  }
  return used;
}

function checkReport({ chain, check }: Context, { report, manifest }: Rederived): void {
  const { emissionCapWei, revenue } = manifest.totals;
  const mostWei = revenue.reduce((total, { amountWei }) => total + amountWei, emissionCapWei);
  check("OVER_BUDGET", "report", true, mostWei <= chain.budgetWei);
  check("TOO_FEW_ACCOUNTS", "report", true, report.leafCount >= 2);
  for (const [name, value] of Object.entries(report)) {
    check("REPORT", name, value, chain.report[name as keyof ChainFacts["report"]]);
  }
}
