/** The part of an ABI entry that matters here. */
export type AbiEntry = {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly { readonly type: string }[];
};

/**
 * The functions of a contract that a fuzz test has to name: each one that can change something, as `Contract.name`, with
 * the types where the name is overloaded. Of a contract that nothing can change, its constructor.
 */
export function functionsToFuzz(contract: string, abi: readonly AbiEntry[]): string[] {
  const changing = abi.filter(
    ({ type, stateMutability }) =>
      ["function", "receive", "fallback"].includes(type) && !["view", "pure"].includes(stateMutability ?? ""),
  );
  if (changing.length === 0) return [`${contract}.constructor`];
  return changing.map((entry) => {
    const name = entry.name ?? entry.type;
    const overloaded = changing.filter((other) => other.name === name).length > 1;
    const types = (entry.inputs ?? []).map(({ type }) => type).join(",");
    return `${contract}.${name}${overloaded ? `(${types})` : ""}`;
  });
}

/** The functions of a library, as `Library.name`, from its source. Private ones are a matter of the others. */
export function libraryFunctions(source: string): string[] {
  const library = /^library (\w+)/m.exec(source)?.[1];
  if (library === undefined) return [];
  const names = [...source.matchAll(/\bfunction (\w+)\([^)]*\)\s+(?:internal|public|external)\b/g)];
  return names.map(([, name = ""]) => `${library}.${name}`);
}

/** What the fuzz tests of a Solidity file say that they fuzz: `@custom:fuzzes A.f B.g` in the comment above `testFuzz_…`. */
export function fuzzedFunctions(source: string): string[] {
  const commented = source.matchAll(/((?:^[ \t]*\/\/\/.*\n)+)[ \t]*function testFuzz_/gm);
  return [...commented].flatMap(([, comment = ""]) =>
    [...comment.matchAll(/@custom:fuzzes[ \t]+(.*)$/gm)].flatMap(([, names = ""]) => names.trim().split(/\s+/)),
  );
}

/** What is wrong, a line each: functions that no fuzz test names, and names that belong to no function. */
export function fuzzGaps(required: readonly string[], fuzzed: readonly string[]): string[] {
  const [wanted, named] = [new Set(required), new Set(fuzzed)];
  return [
    ...[...wanted].filter((name) => !named.has(name)).map((name) => `${name}: no fuzz test names it`),
    ...[...named]
      .filter((name) => !wanted.has(name))
      .map((name) => `${name}: named by a fuzz test, but no such function`),
  ];
}
