import { JsonRpcProvider, type TransactionRequest } from "ethers";
import { withGasMargin } from "../../src/chain/gas-margin.ts";

/** A node whose own accounts send their transactions with a margin over what it estimates, as those with a key do. */
export class MarginProvider extends JsonRpcProvider {
  override async estimateGas(transaction: TransactionRequest): Promise<bigint> {
    return withGasMargin(await super.estimateGas(transaction));
  }
}
