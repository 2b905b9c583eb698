import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FunctionFragment, Interface, type BaseContract } from "ethers";
import { renderAccessMatrix, replaceGenerated, documentUrl } from "./access-matrix/document.ts";
import { customErrors } from "../../src/chain/collective.ts";
import { contractNames, type ContractName } from "../../src/chain/deployment-record.ts";
import { GPTVesting__factory } from "../../typechain-types/index.ts";
import { accesses, rows, type Access, type Actor, type Row } from "./access-matrix/access-matrix.ts";
import { defaultArguments, sampleArguments } from "./access-matrix/sample-calls.ts";
import { deployStages, enterStage, epochArguments, errorName, stageOf } from "./access-matrix/stages.ts";
import type { Stage, Staged } from "./access-matrix/stages.ts";

const errors = new Interface([...customErrors.fragments, ...Interface.from(GPTVesting__factory.abi).fragments]);
const refusals = new Set(Object.values<Access>(accesses).flatMap((access) => access.refusals ?? []));
const key = ({ contract, name }: Pick<Row, "contract" | "name">) => `${contract}.${name}`;

/** The functions of a contract by the name the matrix has for them; `receive` is one. */
function functionsOf(contract: BaseContract): Map<string, FunctionFragment | undefined> {
  const found = contract.interface.fragments.filter((fragment) => FunctionFragment.isFragment(fragment));
  const isOverloaded = (name: string) => found.filter((fragment) => fragment.name === name).length > 1;
  const named = found.map((fragment) => [
    isOverloaded(fragment.name) ? fragment.format("sighash") : fragment.name,
    fragment,
  ]);
  const functions = new Map(named as [string, FunctionFragment | undefined][]);
  if (contract.interface.receive) functions.set("receive", undefined);
  if (contract.interface.fallback) functions.set("fallback", undefined);
  return functions;
}

/** The calldata with which a function is tried. */
async function calldataOf({ subjects }: Staged, row: Row): Promise<string> {
  const contract: BaseContract = subjects.collective[row.contract];
  const fragment = functionsOf(contract).get(row.name);
  if (fragment === undefined) return "0x";
  const args =
    (await epochArguments(key(row), subjects)) ??
    sampleArguments(row.contract, row.name, subjects) ??
    defaultArguments(fragment, subjects.stranger);
  return contract.interface.encodeFunctionData(fragment, args);
}

/** Calls without a trace on the chain; returns the error's name, or "done". */
async function outcome({ connection, addresses }: Staged, row: Row, actor: Actor, data: string): Promise<string> {
  const call = { from: addresses[actor], to: addresses[row.contract], data };
  try {
    await connection.provider.request({ method: "eth_call", params: [call, "latest"] });
    return "done";
  } catch (error) {
    return errorName((error as { data?: string }).data ?? "0x", errors);
  }
}

/** What is wrong about the outcome of a call, if anything. */
function mistake(row: Row, actor: Actor, result: string): string[] {
  const access: Access = accesses[row.access];
  const may = access.holders === undefined || access.holders.includes(actor);
  if (may && !refusals.has(result)) return [];
  if (!may && access.refusals?.includes(result)) return [];
  return [`${key(row)} by ${actor}: ${result}, expected ${may ? "no refusal" : access.refusals!.join(" or ")}`];
}

describe("Access matrix", () => {
  let staged: Staged;

  before(async () => {
    staged = await deployStages();
  });

  it("classifies every function of every deployed contract, once, and no other", () => {
    const deployed = contractNames.flatMap((contract) =>
      [...functionsOf(staged.subjects.collective[contract]).keys()].map((name) => `${contract}.${name}`),
    );

    expect(rows.map(key).toSorted()).to.deep.equal(deployed.toSorted());
  });

  it("calls a view what the compiler calls one, and what writes by its restriction", () => {
    const isView = ({ contract, name }: Row) =>
      functionsOf(staged.subjects.collective[contract]).get(name)?.constant ?? false;
    const differing = rows.filter((row) => isView(row) !== (row.access === "view")).map(key);

    // It is a view because it does nothing but revert.
    expect(differing).to.deep.equal(["governor.updateTimelock"]);
  });

  const stages: readonly Stage[] = ["begun", "commit", "reveal", "report", "pending"];
  for (const stage of stages) {
    it(`T14: lets in who may and refuses everybody else, in the stage "${stage}"`, async () => {
      if (stage !== "begun") await enterStage(stage, staged);
      const tried = rows.filter((row) => row.access !== "view" && (stageOf[key(row)] ?? "begun") === stage);
      const mistakes: string[] = [];
      for (const row of tried) {
        const data = await calldataOf(staged, row);
        for (const actor of Object.keys(staged.addresses) as Actor[]) {
          mistakes.push(...mistake(row, actor, await outcome(staged, row, actor, data)));
        }
      }

      expect(tried).not.to.be.empty;
      expect(mistakes).to.deep.equal([]);
    });
  }

  it("names in every restriction somebody who may, but where nobody may", () => {
    const empty = Object.entries<Access>(accesses).filter(([, { holders }]) => holders?.length === 0);

    expect(empty.map(([name]) => name)).to.deep.equal(["never"]);
  });

  it("lets everybody call exactly the functions that the document explains (I32)", () => {
    const document = readFileSync(documentUrl, "utf8");
    const section = /## Open to everybody\n(?<list>[^]*?)\n## /.exec(document)?.groups?.list ?? "";
    const explained = [...section.matchAll(/^- `(\w+)`: (.*?)\. /gm)].flatMap(([, contract, names]) =>
      [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => ({ contract: contract as ContractName, name: name! })),
    );
    const open = rows.filter(({ access }) => access === "anyone" || access === "signed");

    expect(explained.map(key).toSorted()).to.deep.equal(open.map(key).toSorted());
  });

  it("stands in the document as it is here", () => {
    const document = readFileSync(documentUrl, "utf8");

    expect(document).to.equal(replaceGenerated(document, renderAccessMatrix()));
  });
});
