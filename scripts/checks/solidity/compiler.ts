import { createRequire } from "node:module";

/** What the compiler says about a source. */
export type Diagnostic = {
  readonly severity: "error" | "warning" | "info";
  readonly errorCode?: string;
  readonly message: string;
  readonly formattedMessage?: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
};

/** The parts of a compiled contract that our checks look at. */
export type CompiledContract = {
  readonly abi: readonly Record<string, unknown>[];
  readonly evm: {
    readonly bytecode: { readonly object: string; readonly linkReferences: object };
    readonly deployedBytecode: {
      readonly object: string;
      readonly linkReferences: object;
      readonly immutableReferences: object;
    };
  };
  readonly storageLayout?: StorageLayout;
};

/** Where the state variables of a contract lie. */
export type StorageLayout = {
  readonly storage: readonly {
    readonly label: string;
    readonly slot: string;
    readonly offset: number;
    readonly type: string;
  }[];
  readonly types: Readonly<Record<string, StorageType>> | null;
};

/** A type of a state variable; structs have members. */
export type StorageType = {
  readonly label: string;
  readonly numberOfBytes: string;
  readonly members?: StorageLayout["storage"];
};

/** The standard JSON answer of the compiler. */
export type CompilerOutput = {
  readonly errors?: readonly Diagnostic[];
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast: unknown }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>>;
};

/** The contents of source files by their path from the repository's root. */
export type Sources = Readonly<Record<string, string>>;

/** What the compiler may ask of its caller. */
export type Callbacks = {
  readonly import?: (path: string) => { readonly contents: string } | { readonly error: string };
  readonly smtSolver?: (query: string) => { readonly contents: string };
};

const solc = createRequire(import.meta.url)("solc") as {
  compile: (input: string, callbacks?: Callbacks) => string;
};

/** Compiles sources in this process with the compiler of the lockfile. */
export function compile(
  sources: Sources,
  settings: Readonly<Record<string, unknown>>,
  callbacks: Callbacks = {},
): CompilerOutput {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings,
  };
  return JSON.parse(solc.compile(JSON.stringify(input), callbacks)) as CompilerOutput;
}
