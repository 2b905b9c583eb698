/** The document that `npm start -- --json` prints, as its readers see it. */
export type StoryDocument = {
  readonly contributions: readonly {
    readonly file: string;
    readonly owner: string | null;
    readonly conversations: number;
    readonly messages: number;
    readonly units: number;
    readonly status: "accepted" | "refused";
    readonly code: string | null;
  }[];
  readonly epochs: readonly {
    readonly epoch: number;
    readonly root: string;
    readonly totalWei: string;
    readonly leafCount: number;
    readonly verified: boolean;
  }[];
  readonly claims: readonly { readonly account: string; readonly amountWei: string; readonly gasUsed: number }[];
  readonly governance: { readonly proposalId: string; readonly state: string };
  readonly removed: readonly string[];
};

/** The sum of decimal strings of wei. */
export function sumWei(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
}
