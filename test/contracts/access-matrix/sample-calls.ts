import { ParamType, ZeroHash, type FunctionFragment } from "ethers";
import type { Collective } from "../../../src/chain/collective.ts";
import type { ContractName } from "../../../src/chain/deployment-record.ts";
import type { IDatasetAccess } from "../../../typechain-types/contracts/access/DatasetAccess.ts";

/** What the arguments of the sample calls speak of. */
export type Subjects = {
  readonly collective: Collective;
  readonly stranger: string;
  readonly validator: string;
  readonly contributionId: string;
  /** A grant under which {@link contributionId} may be read, and the call that created it. */
  readonly grant: { id: bigint; terms: IDatasetAccess.GrantTermsStruct; granteeKey: string };
  /** The arguments that `governor.propose` was called with, and the id it gave. */
  readonly proposal: { id: bigint; targets: string[]; values: bigint[]; calldatas: string[]; descriptionHash: string };
};

/** The text of an age recipient that the registry accepts. */
export const ageRecipient = `age1${"q".repeat(58)}`;

/**
 * Arguments with which a holder gets past every check that is made before, or instead of, the one of the caller.
 * Functions that check the caller first take {@link defaultArguments}.
 */
export function sampleArguments(contract: ContractName, name: string, subjects: Subjects): unknown[] | undefined {
  const { collective, stranger, validator, contributionId, grant, proposal } = subjects;
  const { registry, manager } = collective;
  const pause = registry.interface.encodeFunctionData("pause");
  const forwarded = manager.interface.encodeFunctionData("execute", [registry.target, pause]);
  const { id, targets, values, calldatas, descriptionHash } = proposal;
  const samples: Record<string, unknown[]> = {
    "manager.execute": [registry.target, pause],
    "manager.multicall": [[forwarded]],
    "manager.updateAuthority": [registry.target, manager.target],
    "manager.schedule": [registry.target, pause, 0],
    "manager.cancel": [stranger, registry.target, pause],
    "manager.consumeScheduledOp": [stranger, pause],
    "timelock.updateDelay": [3_600],
    "governor.cancel(uint256)": [id],
    "governor.cancel(address[],uint256[],bytes[],bytes32)": [targets, values, calldatas, descriptionHash],
    "governor.propose": [[stranger], [0], ["0x"], "Another"],
    "validators.admit": [stranger, ageRecipient, ""],
    "validators.remove": [validator],
    "validators.slash": [validator, 0, ZeroHash],
    "validators.updateKeys": [ageRecipient, ""],
    "foundationVesting.release(address)": [collective.token.target],
    "teamVesting.release(address)": [collective.token.target],
    "registry.remove": [contributionId],
    "registry.setConsent": [contributionId, 1],
    "registry.update": [contributionId, 1, `0x${"11".repeat(32)}`, "sha256:1"],
    "access.createGrant": [grant.terms, grant.granteeKey],
    "access.fund": [grant.id],
    "access.revoke": [grant.id],
    "access.recordAccess": [grant.id, [{ contributionId, version: 1 }]],
  };
  return samples[`${contract}.${name}`];
}

/** Some value for each parameter: 1, a stranger's address, an empty list, and so on. */
export function defaultArguments({ inputs }: FunctionFragment, stranger: string): unknown[] {
  return inputs.map((input) => defaultValue(input, stranger));
}

function defaultValue(parameter: ParamType, stranger: string): unknown {
  if (parameter.isArray()) return [];
  if (parameter.isTuple()) return parameter.components.map((component) => defaultValue(component, stranger));
  if (parameter.type === "bytes") return "0x";
  if (parameter.type.startsWith("bytes")) return `0x${"01".repeat(Number(parameter.type.slice(5)))}`;
  return { address: stranger, bool: true, string: "text" }[parameter.type] ?? 1;
}
