import { bytesToHex, concatBytes, hexToBytes, uintToBytes } from "../primitives/bytes.ts";
import { ByteReader } from "../primitives/byte-reader.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { badFile } from "./bad-file.ts";
import type { CountedContribution } from "./epoch-inputs.ts";
import { ID_BYTES, readPacked, type PackedList } from "./packed-list.ts";

/** What has been counted so far, packed: id 32 | version u32 | lifetimeUnits u64 (docs/rewards.md §9.4). */
export type Ledger = PackedList;

/** What binds a ledger file to one epoch of one registry. */
export type LedgerHeader = { readonly chainId: bigint; readonly registry: Address; readonly epoch: number };

const MAGIC = "CDCLEDG1";
const HEADER_BYTES = 48;
const UNITS_OFFSET = ID_BYTES + 4;
const ENTRY_BYTES = UNITS_OFFSET + 8;
const NAME = "ledger.bin";

/** Gathers the entries of a ledger, of which there will be at most `most`. */
export class LedgerBuilder {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #count = 0;

  constructor(most: number) {
    this.#bytes = new Uint8Array(most * ENTRY_BYTES);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Adds an entry; its id, the first 32 bytes of `id`, must be above the ones before it. */
  add(id: Uint8Array, version: number, lifetimeUnits: bigint): void {
    const start = this.#count++ * ENTRY_BYTES;
    this.#bytes.set(id.subarray(0, ID_BYTES), start);
    this.#view.setUint32(start + ID_BYTES, version);
    this.#view.setBigUint64(start + UNITS_OFFSET, lifetimeUnits);
  }

  /** @throws {InvalidInputError} as {@link readPacked}. */
  build(): Ledger {
    return readPacked(this.#bytes.subarray(0, this.#count * ENTRY_BYTES), ENTRY_BYTES, NAME);
  }
}

/** The ledger before the first epoch. */
export const emptyLedger: Ledger = new LedgerBuilder(0).build();

/** The version that was last counted of entry `index`. */
export function countedVersionAt({ view }: Ledger, index: number): number {
  return view.getUint32(index * ENTRY_BYTES + ID_BYTES);
}

/** Units of all counted versions of entry `index`. */
export function lifetimeUnitsAt({ view }: Ledger, index: number): bigint {
  return view.getBigUint64(index * ENTRY_BYTES + UNITS_OFFSET);
}

/** Unpacks all entries, one at a time, ascending by id. */
export function* eachEntry(ledger: Ledger): Generator<CountedContribution> {
  for (let index = 0; index < ledger.count; index++) {
    const start = index * ENTRY_BYTES;
    const id = bytesToHex(ledger.bytes.subarray(start, start + ID_BYTES)) as Hex32;
    yield { id, version: countedVersionAt(ledger, index), lifetimeUnits: lifetimeUnitsAt(ledger, index) };
  }
}

/** Bytes of the file with `count` entries. */
export function ledgerFileBytes(count: number): number {
  return HEADER_BYTES + count * ENTRY_BYTES;
}

/** Writes `ledger.bin`. */
export function encodeLedger({ chainId, registry, epoch }: LedgerHeader, ledger: Ledger): Uint8Array<ArrayBuffer> {
  return concatBytes(
    new TextEncoder().encode(MAGIC),
    uintToBytes(chainId, 8),
    hexToBytes(registry),
    uintToBytes(epoch, 8),
    uintToBytes(ledger.count, 4),
    ledger.bytes,
  );
}

/**
 * Reads `ledger.bin`; its SHA-256 is the `ledgerHash` in the header of `leaves.bin`.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_FILE` and the codes of {@link readPacked}.
 */
export function decodeLedger(bytes: Uint8Array): { readonly header: LedgerHeader; readonly ledger: Ledger } {
  const fail = badFile(NAME);
  const reader = new ByteReader(bytes, fail);
  reader.magic(MAGIC);
  const header = { chainId: reader.u64(), registry: reader.address(), epoch: reader.integer(1) };
  const ledger = readPacked(reader.records(reader.u32(), ENTRY_BYTES), ENTRY_BYTES, NAME);
  for (let index = 0; index < ledger.count; index++) {
    if (countedVersionAt(ledger, index) === 0) throw fail("versions of at least 1");
  }
  return { header, ledger };
}
