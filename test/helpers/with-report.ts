import type { Collective } from "../../src/chain/collective.ts";
import type { EpochReport } from "../../src/rewards/epoch-inputs.ts";
import type { ContractCall } from "../../src/validator/node/node-means.ts";

type Submission = readonly [epoch: bigint, report: { readonly toObject: () => EpochReport }, uri: string];

/** The transaction of a vote with another report: what a liar sends in the place of what was calculated. */
export async function withReport(
  { submitRoot, interface: abi }: Collective["distributor"],
  { data }: ContractCall,
  change: (report: EpochReport) => Omit<EpochReport, "root" | "inputsHash"> & { root: string; inputsHash: string },
): Promise<ContractCall> {
  const decoded: unknown = abi.decodeFunctionData("submitRoot", data).toArray();
  const [epoch, report, uri] = decoded as Submission;
  return submitRoot.populateTransaction(epoch, change(report.toObject()), uri);
}
