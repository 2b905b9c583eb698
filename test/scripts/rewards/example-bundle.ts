import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import { writeBundle, type Bundle, type Draft, type Entries } from "./write-bundle.ts";

// The worked example of docs/rewards.md, written down by hand. Nothing that is tested took part in it.

const GPT = 10n ** 18n;
const [ALICE, BOB, CAROL] = [
  "0xa11ce00000000000000000000000000000000001",
  "0xb0b0000000000000000000000000000000000002",
  "0xca40100000000000000000000000000000000003",
] as const;
const [A, B, C, D] = ["aa", "bb", "cc", "dd"].map((byte) => `0x${byte.repeat(32)}`) as [string, string, string, string];
const VALIDATORS = ["11", "44", "22", "33"].map((byte, slot) => ({ slot, address: `0x${byte.repeat(20)}` }));
const CONTRACTS = {
  distributor: `0x${"d1".repeat(20)}`,
  registry: `0x${"d2".repeat(20)}`,
  reserve: `0x${"d3".repeat(20)}`,
  scoreCommitments: `0x${"d4".repeat(20)}`,
  validatorRegistry: `0x${"d5".repeat(20)}`,
};
const RULESET = `0x${"5e".repeat(32)}`;
const PARAMETERS = { emissionBps: 100, validatorShareBps: 500, maxRewardPerUnitWei: GPT, rulesetHash: RULESET };
const RESEARCH_EVALUATION_TRAINING = 0b111;
const RESEARCH = 0b001;
const TRAINING = 0b100;

/** Both epochs; the files of the first are there for the second. */
export function exampleBundles(): { readonly first: Bundle; readonly second: Bundle } {
  const first = writeBundle(firstDraft());
  const { epoch, report } = first.chain;
  const second = writeBundle(
    secondDraft({
      epoch,
      root: report.root,
      totalCumulativeWei: report.totalCumulative,
      leafCount: report.leafCount,
      artifactHash: report.artifactHash,
      inputsHash: report.inputsHash,
    }),
  );
  return { first, second: { ...second, files: new Map([...first.files, ...second.files]) } };
}

function firstDraft(): Draft {
  const [a, b]: [Entries, Entries] = [
    [
      [A, 1, 120_000],
      [B, 1, 200_000],
    ],
    [
      [A, 1, 120_000],
      [B, 1, 210_000],
    ],
  ];
  return {
    chain: {
      ...chainOf(1),
      remainingWei: 60_000_000n * GPT,
      budgetWei: 600_000n * GPT,
      revenue: [],
      contributions: [
        { id: A, owner: ALICE, version: 1, consentMask: RESEARCH_EVALUATION_TRAINING },
        { id: B, owner: BOB, version: 1, consentMask: RESEARCH },
        { id: C, owner: CAROL, version: 1, consentMask: TRAINING },
      ],
      everContributed: 3,
      previous: null,
      rewardedValidators: [],
    },
    scores: [
      [...a, [C, 1, 80_000]],
      [...a, [C, 1, 80_000]],
      [...a, [C, 1, 90_000]],
      [...b, [C, 1, 90_000]],
    ],
    ledger: a,
    leaves: [
      [ALICE, 120_000n * GPT],
      [BOB, 200_000n * GPT],
    ],
    root: "0xe7d8ad064cdc68a00034aafe62c5d0f07db6952e1f5519632cbc9e1e9dd98a02",
    totals: {
      contributions: 2,
      contributorPoolWei: "320000000000000000000000",
      emissionCapWei: "600000000000000000000000",
      emissionWei: "320000000000000000000000",
      paidAccounts: 2,
      points: "320000",
      revenue: [],
      validatorPoolWei: "0",
    },
  };
}

function secondDraft(previous: NonNullable<ChainFacts["previous"]>): Draft {
  const agreed: Entries = [
    [A, 2, 300_001],
    [C, 1, 81_000],
    [D, 1, 369_000],
  ];
  return {
    chain: {
      ...chainOf(2),
      remainingWei: 59_680_000n * GPT,
      budgetWei: 598_300n * GPT,
      revenue: [
        { purpose: 2, amountWei: 1_000n * GPT },
        { purpose: 6, amountWei: 500n * GPT },
      ],
      contributions: [
        { id: A, owner: ALICE, version: 2, consentMask: RESEARCH_EVALUATION_TRAINING },
        { id: C, owner: CAROL, version: 1, consentMask: TRAINING },
        { id: D, owner: ALICE, version: 1, consentMask: RESEARCH },
      ],
      everContributed: 4,
      previous,
      rewardedValidators: VALIDATORS.slice(0, 3).map(({ address }) => address),
    },
    scores: [agreed, agreed, agreed],
    ledger: [
      [A, 2, 420_001],
      [C, 1, 81_000],
      [D, 1, 369_000],
    ],
    leaves: [
      ["0x1111111111111111111111111111111111111111", 9946666666666666666667n],
      ["0x2222222222222222222222222222222222222222", 9946666666666666666667n],
      ["0x4444444444444444444444444444444444444444", 9946666666666666666666n],
      [ALICE, 626566725318131790530438n],
      [BOB, 200000000000000000000000n],
      [CAROL, 61393274681868209469562n],
    ],
    root: "0x05fd53908e7bf36b81078ca6df6a522e14d8dbe0314a6234da3f1970a9e83ea0",
    totals: {
      contributions: 3,
      contributorPoolWei: "566960000000000000000000",
      emissionCapWei: "596800000000000000000000",
      emissionWei: "597800000000000000000000",
      paidAccounts: 5,
      points: "750001",
      revenue: [
        { amountWei: "1000000000000000000000", paidWei: "1000000000000000000000", purpose: 2 },
        { amountWei: "500000000000000000000", paidWei: "0", purpose: 6 },
      ],
      validatorPoolWei: "29840000000000000000000",
    },
  };
}

function chainOf(epoch: number) {
  const snapshotBlock = { number: 1000 * epoch, hash: `0x0${epoch}`.padEnd(66, `0${epoch}`) };
  return {
    chainId: 31337n,
    contracts: CONTRACTS,
    epoch,
    snapshotBlock,
    parameters: PARAMETERS,
    quorum: 3,
    validators: VALIDATORS,
  };
}
