import type { ContractEventName, EventLog } from "ethers";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import type { Collective } from "./collective.ts";
import type { EventSource } from "./follow-events.ts";

/** Something that a validator said on chain, as its signing history names it. */
export type ChainStatement = {
  readonly kind: "scores" | "report" | "veto";
  readonly epoch: number;
  /** From 1; 0 for scores. */
  readonly attempt: number;
  /** Null for a veto, whose event does not repeat it: within an attempt only one root can be objected to. */
  readonly digest: Hex32 | null;
};

/** Where everything stands that `validator` ever said: what it committed to, voted for, confirmed and vetoed. */
export function statementSources(
  { commitments, distributor }: Pick<Collective, "commitments" | "distributor">,
  validator: Address,
): readonly EventSource[] {
  const { ScoresCommitted } = commitments.filters;
  const { RootSubmitted, RootConfirmed, RootVetoed } = distributor.filters;
  const said = [
    RootSubmitted(undefined, undefined, validator),
    RootConfirmed(undefined, undefined, validator),
    RootVetoed(undefined, undefined, validator),
  ];
  return [
    { contract: commitments, events: [ScoresCommitted(undefined, validator)] },
    { contract: distributor, events: said as readonly ContractEventName[] },
  ];
}

/** What an event of {@link statementSources} says. */
export function toStatement({ eventName, args }: EventLog): ChainStatement {
  const epoch = Number(args.epoch);
  if (eventName === "ScoresCommitted") {
    return { kind: "scores", epoch, attempt: 0, digest: toHex32(String(args.hash)) };
  }
  const attempt = Number(args.attempt);
  if (eventName === "RootVetoed") return { kind: "veto", epoch, attempt, digest: null };
  return { kind: "report", epoch, attempt, digest: toHex32(String(args.reportHash)) };
}
