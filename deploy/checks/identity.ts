import { artifacts } from "hardhat";
import { artifactNames, contractNames } from "../../src/chain/deployment-record.ts";
import { codeHash } from "../../src/chain/endpoints/require-deployment.ts";
import { findingsOf, type Check, type Finding } from "./finding.ts";

/** Where EIP-1967 proxies keep their implementation, their beacon and their administrator. */
const proxySlots = {
  implementation: "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
  beacon: "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50",
  administrator: "0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103",
} as const;

/** Point 1. */
export async function chainFindings({ connection, record }: Check): Promise<Finding[]> {
  const { provider } = connection.ethers;
  const point = findingsOf(1);
  const { chainId } = await provider.getNetwork();
  const findings = [
    point.equal("the chain id is the recorded one", record.chainId, chainId),
    point.equal("the chain's first block is the recorded one", record.genesisHash, (await provider.getBlock(0))?.hash),
  ];
  if (findings.some(({ ok }) => !ok)) return findings;
  const statement = "the recorded transactions succeeded in the recorded blocks";
  for (const { contract, call, hash, block } of record.origin.transactions) {
    const receipt = await provider.getTransactionReceipt(hash);
    const ok = receipt?.status === 1 && receipt.blockNumber === block;
    if (!ok) findings.push(point.holds(`${contract}.${call} succeeded in block ${block}`, false, hash));
  }
  return [...findings, point.holds(statement, findings.length === 2, `${record.origin.transactions.length}`)];
}

/** Point 2. Tested bytecode = deployed bytecode: everything but the immutables' values is compared byte by byte. */
export async function codeFindings({ connection, record }: Check): Promise<Finding[]> {
  const findings = [];
  for (const name of contractNames) {
    const code = await connection.ethers.provider.getCode(record.contracts[name]);
    const artifact = await artifacts.readArtifact(artifactNames[name]);
    const places = Object.values(artifact.immutableReferences ?? {}).flat();
    const mask = (hex: string) => {
      let masked = hex;
      for (const { start, length } of places) {
        const from = 2 + 2 * start;
        masked = masked.slice(0, from) + "0".repeat(2 * length) + masked.slice(from + 2 * length);
      }
      return masked;
    };
    const same = mask(code) === mask(artifact.deployedBytecode);
    findings.push(findingsOf(2).equal(`${name} runs the compiled ${artifactNames[name]}`, true, same));
    findings.push(findingsOf(2).equal(`${name} has the recorded hash`, record.codeHashes[name], codeHash(code)));
  }
  return findings;
}

/** Point 22. The manager's `multicall` delegates to its own code; nothing else can run foreign code as its own. */
export async function proxyFindings({ connection, record }: Check): Promise<Finding[]> {
  const { provider } = connection.ethers;
  const point = findingsOf(22);
  const findings = [];
  for (const name of contractNames) {
    const address = record.contracts[name];
    const used = [];
    for (const [slot, place] of Object.entries(proxySlots)) {
      if (BigInt(await provider.getStorage(address, place)) !== 0n) used.push(slot);
    }
    findings.push(point.equal(`${name} is no proxy`, "", used.join(", ")));
    if (name !== "manager") {
      const delegates = runsForeignCode(await provider.getCode(address));
      findings.push(point.equal(`${name} runs no other contract's code`, false, delegates));
    }
  }
  return findings;
}

/** Whether DELEGATECALL or CALLCODE stands among the instructions; data after a PUSH and the metadata are skipped. */
function runsForeignCode(hex: string): boolean {
  const bytes = Buffer.from(hex.slice(2), "hex");
  const metadata = bytes.length >= 2 ? bytes.readUInt16BE(bytes.length - 2) + 2 : 0;
  for (let at = 0; at < bytes.length - metadata; at++) {
    const instruction = bytes[at] ?? 0;
    if (instruction === 0xf4 || instruction === 0xf2) return true;
    if (instruction >= 0x60 && instruction <= 0x7f) at += instruction - 0x5f;
  }
  return false;
}
