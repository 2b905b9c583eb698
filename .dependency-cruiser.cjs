/** Who may import whom, one line per module. Anything not listed is forbidden. */
const mayImport = {
  primitives: [],
  export: ["primitives"],
  synthetic: ["primitives"],
  scoring: ["primitives", "export"],
  authenticity: ["primitives", "scoring"],
  insights: ["primitives", "export", "scoring", "sharing"],
  tools: ["primitives", "export", "insights"],
  sharing: ["primitives", "export"],
  encryption: ["primitives"],
  merkle: ["primitives"],
  rewards: ["primitives", "scoring", "merkle"],
  storage: ["primitives"],
  chain: ["primitives", "merkle"],
  governance: ["primitives", "storage", "chain"],
  // The data user's side, and the protocol that the validator's side speaks too.
  access: ["primitives", "encryption", "storage", "chain", "governance"],
  // Runs the reader and the meter in a process of their own; not pure, for it starts that process.
  jail: ["primitives", "export", "scoring", "authenticity"],
  contributor: ["primitives", "export", "authenticity", "sharing", "encryption", "storage", "chain"],
  validator: [
    "primitives",
    "scoring",
    "authenticity",
    "jail",
    "encryption",
    "merkle",
    "rewards",
    "storage",
    "chain",
    "access",
  ],
};
const pure = [
  "primitives",
  "export",
  "synthetic",
  "scoring",
  "authenticity",
  "insights",
  "tools",
  "sharing",
  "encryption",
  "merkle",
  "rewards",
];
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "production-never-imports-tests",
      severity: "error",
      from: { path: "^(src|scripts|deploy)/" },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "src-never-imports-entry-points",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(scripts|deploy)/" },
    },
    {
      name: "pure-modules-do-no-io",
      severity: "error",
      from: { path: `^src/(${pure.join("|")})/` },
      to: { path: "^(fs|fs/promises|net|http|https|child_process|os|worker_threads)$|node_modules/(ethers|hardhat)/" },
    },
    // What a browser reads, scores and seals an export and proves a reward with. It has twins of its own for the files left out here.
    ...[{ dependencyTypes: ["core"] }, { path: "node_modules/yauzl/" }].map((to) => ({
      name: "browser-modules-know-no-node",
      severity: "error",
      from: {
        path: "^src/(primitives|export|scoring|synthetic|tools|sharing|encryption|merkle)/",
        pathNot: "^src/(primitives/sha256|export/(inflate|zip-records)|encryption/chunk-cipher)\\.ts$",
      },
      to,
    })),
    // These take file keys and nonces; whoever encrypts anything has them drawn by age-file.ts, anew for each file.
    {
      name: "file-keys-stay-inside",
      severity: "error",
      from: { path: "^(src|scripts|deploy)/", pathNot: "^src/encryption/(age-file|chunk-stream)\\.ts$" },
      to: { path: "^src/encryption/(age-header|chunk-stream|chunk-cipher)" },
    },
    {
      name: "only-chain-knows-ethers",
      severity: "error",
      from: { path: "^(src|scripts|deploy)/", pathNot: "^src/chain/" },
      to: { path: "node_modules/ethers/|^typechain-types/factories" },
    },
    ...Object.entries(mayImport).map(([from, to]) => ({
      name: `${from}-boundary`,
      severity: "error",
      from: { path: `^src/${from}/` },
      to: { path: "^src/", pathNot: `^src/(${[from, ...to].join("|")})/` },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
