import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** A schema of its own: the database may serve others too. */
export const SCHEMA = "validator";

/** By name, in the order in which they run; one that was released never changes. PostgreSQL and PGlite run the same. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-first": { up: createAll },
  "0002-final-block": { up: keepFinalBlock },
};

/** Above this a fingerprint is none. */
const LARGEST = "9007199254740991";
const PARTITIONS = 16;

const FIRST: readonly string[] = [
  `create table history (
     singleton boolean primary key default true check (singleton),
     validator bytea not null check (length(validator) = 20),
     chain_id numeric(78) not null,
     distributor bytea not null check (length(distributor) = 20),
     begun_at bigint not null check (begun_at >= 0))`,
  `create table statements (
     kind text not null check (kind in ('scores', 'report', 'veto')),
     epoch bigint not null check (epoch >= 0),
     attempt bigint not null check (attempt >= 0),
     digest bytea not null check (length(digest) = 32),
     primary key (kind, epoch, attempt))`,
  `create index statements_by_epoch on statements (epoch)`,
  `create table transactions (
     id bigint generated always as identity primary key,
     purpose text not null,
     nonce bigint not null check (nonce >= 0),
     "to" bytea not null check (length("to") = 20),
     data bytea not null,
     gas_limit numeric(78) not null,
     status text check (status in ('succeeded', 'reverted', 'replaced', 'abandoned')),
     hash bytea check (length(hash) = 32),
     block bigint)`,
  `create unique index transactions_unfinished_nonce on transactions (nonce) where status is null`,
  `create unique index transactions_unfinished_purpose on transactions (purpose) where status is null`,
  `create index transactions_by_nonce on transactions (nonce)`,
  `create table offers (
     transaction_id bigint not null references transactions (id),
     position integer not null,
     hash bytea not null unique check (length(hash) = 32),
     raw bytea not null,
     max_fee numeric(78) not null,
     max_priority_fee numeric(78) not null,
     primary key (transaction_id, position))`,
  `create table epochs (
     epoch bigint primary key,
     file bytea not null,
     sha256 bytea not null check (length(sha256) = 32),
     unavailable text not null)`,
  `create table pending_deltas (
     epoch bigint not null references epochs (epoch),
     position integer not null,
     contribution bytea not null check (length(contribution) = 32),
     version bigint not null,
     delta bytea not null,
     primary key (epoch, position))`,
  `create table cursor (singleton boolean primary key default true check (singleton), settled_through bigint not null)`,
  `insert into cursor (settled_through) values (0)`,
  `create table fingerprints (fingerprint bigint primary key check (fingerprint between 0 and ${LARGEST}))
     partition by hash (fingerprint)`,
  ...Array.from(
    { length: PARTITIONS },
    (_, remainder) =>
      `create table fingerprints_${remainder} partition of fingerprints
         for values with (modulus ${PARTITIONS}, remainder ${remainder})`,
  ),
  `create table credits (
     cluster bytea not null check (length(cluster) = 32),
     day integer not null,
     base bigint not null check (base >= 0),
     paid bigint not null check (paid >= 0),
     primary key (cluster, day))`,
  `create table mails (
     mail bytea primary key check (length(mail) = 32),
     owner bytea not null check (length(owner) = 20))`,
  `create table measures (
     contribution bytea not null check (length(contribution) = 32),
     version bigint not null,
     ruleset bytea not null check (length(ruleset) = 32),
     answer bytea,
     reason text,
     primary key (contribution, version, ruleset),
     check ((answer is null) <> (reason is null)))`,
];

async function createAll(tables: Kysely<unknown>): Promise<void> {
  await sql`set local search_path to ${sql.id(SCHEMA)}`.execute(tables);
  for (const statement of FIRST) await sql.raw(statement).execute(tables);
}

async function keepFinalBlock(tables: Kysely<unknown>): Promise<void> {
  await sql`create table ${sql.id(SCHEMA, "final_block")} (
    singleton boolean primary key default true check (singleton),
    number bigint not null check (number >= 0),
    hash bytea not null check (length(hash) = 32),
    timestamp bigint not null)`.execute(tables);
}
