import { Wallet, type TransactionRequest } from "ethers";
import { withGasMargin } from "./gas-margin.ts";

/** An account with its key, that sends its transactions with a margin over what the node estimates. */
export class MarginWallet extends Wallet {
  override async estimateGas(transaction: TransactionRequest): Promise<bigint> {
    return withGasMargin(await super.estimateGas(transaction));
  }
}
