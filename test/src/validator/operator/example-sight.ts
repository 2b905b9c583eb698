import type { NodeDuty, NodeSight } from "../../../../src/validator/node/node-event.ts";
import type { EpochView } from "../../../../src/validator/next-duty.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";

/** What a node sees one second after epoch 12 ended. */
export const exampleView: EpochView = {
  now: 1_001,
  endsAt: 1_000,
  commitEndsAt: 1_100,
  revealEndsAt: 1_200,
  eligible: true,
  committed: false,
  revealed: false,
  filesRevealed: 2,
  filesRequired: 3,
  voted: false,
  governable: true,
  nextRevealEndsAt: 2_200,
  pausedUntil: 0,
  pending: null,
};

/** The same with what the node's own database says. */
export const exampleSight: NodeSight = {
  epoch: 12,
  attempt: 1,
  view: exampleView,
  committed: null,
  voted: null,
  pending: null,
  lastSettled: 11,
  settledThrough: 9,
  silentThrough: 0,
  foreign: [],
  turnDelay: 0,
};

/** Something that the node does about it. */
export const exampleDuty: NodeDuty = { kind: "report", epoch: 12, attempt: 1, digest: toHex32(`0x${"d1".repeat(32)}`) };
