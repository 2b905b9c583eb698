import { contractNames } from "../../src/chain/deployment-record.ts";
import { findingsOf, type Check, type Finding } from "./finding.ts";

const point = findingsOf(24);
const STATEMENT = "the sources of every contract are published";
const PATIENCE_MS = 20_000;

/** Point 24: asks the network's explorer for the source of each contract. An explorer that is silent proves nothing. */
export async function verificationFindings({ config, record, askExplorer }: Check): Promise<Finding[]> {
  const { explorer } = config;
  if (explorer === undefined) return [point.notHere(STATEMENT, "a local chain has no explorer")];
  if (!askExplorer) return [point.notAsked(STATEMENT, "publish them with npm run deploy:verify")];
  const findings: Finding[] = [];
  for (const name of contractNames) {
    const published = await isPublished(explorer.apiUrl, record.contracts[name]).catch(() => undefined);
    if (published === undefined) {
      return [...findings, point.notAsked(STATEMENT, `${explorer.name} did not answer: run this again later`)];
    }
    const statement = `the source of ${name} is published on ${explorer.name}`;
    findings.push(point.holds(statement, published, published ? explorer.name : `not on ${explorer.name}`));
  }
  return findings;
}

/**
 * Etherscan and Blockscout answer this question alike: a contract without source has an empty one, and a limit on
 * requests comes as a text in place of the list.
 */
async function isPublished(apiUrl: string, address: string): Promise<boolean> {
  const url = `${apiUrl}?module=contract&action=getsourcecode&address=${address}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { result } = (await response.json()) as { result: unknown };
  if (!Array.isArray(result)) throw new Error("no list");
  const [entry] = result as { SourceCode?: unknown }[];
  return typeof entry?.SourceCode === "string" && entry.SourceCode !== "";
}
