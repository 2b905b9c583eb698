/**
 * The steps of an epoch from score files to a bundle on disk: functions of `src/`, and what they do. Writing the files is
 * none of them: it goes on in pieces, most of it on other threads, which the profiler does not see.
 */
export const steps = [
  { name: "openPrevious", what: "open the last leaves and ledger, hash both" },
  { name: "openScoreFiles", what: "open five score files, hash each" },
  { name: "checkInputs", what: "check the inputs, hash the contributions" },
  { name: "countContributions", what: "count" },
  { name: "ledgerAfter", what: "write the new ledger" },
  { name: "allocate", what: "split the money: once by units, three times by lifetime units" },
  { name: "addIncreases", what: "add to the leaves" },
  { name: "buildCumulativeTree", what: "hash the tree" },
  { name: "writeReport", what: "hash ledger and leaves" },
  { name: "checkResult", what: "check what the rules promise" },
  { name: "buildShards", what: "cut the shards" },
  { name: "encodeShard", what: "encode the shards" },
  { name: "(garbage collector)", what: "collect garbage" },
] as const;
