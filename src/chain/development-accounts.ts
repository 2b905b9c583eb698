import { HDNodeWallet } from "ethers";
import { toAddress, type Address } from "../primitives/identifiers.ts";

/** Hardhat and anvil make their accounts from these words, so that everybody has their keys. */
const PHRASE = "test test test test test test test test test test test junk";
const COUNT = 20;

/** The accounts that Hardhat and anvil fund by default. */
export function developmentAccounts(): ReadonlySet<Address> {
  const parent = HDNodeWallet.fromPhrase(PHRASE, "", "m/44'/60'/0'/0");
  return new Set(Array.from({ length: COUNT }, (_, index) => toAddress(parent.deriveChild(index).address)));
}
