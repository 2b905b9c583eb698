import { deriveOwnerIdentity, type ArchiveKeyRequest, type SignTypedData } from "../encryption/owner-identity.ts";
import { CollectiveError } from "../primitives/errors.ts";

/** Whom a contribution is sealed for on its owner's side. */
export type OwnerRecipients = {
  /** The recipient of the owner's wrap. */
  readonly owner: string;
  /** The recipients of further wraps. */
  readonly recovery: readonly string[];
  /** Whether the wallet opens the owner's wrap; a recovery identity does otherwise. */
  readonly isFromWallet: boolean;
};

/** What shows that a wallet cannot derive a key: MPC and contract wallets, of which many sign anew each time. */
const UNABLE = ["ENCRYPTION_UNSTABLE_SIGNATURE", "ENCRYPTION_UNSUPPORTED_SIGNATURE"];

/**
 * Takes the key that the owner's wallet derives. Where the wallet can derive none, the first recovery recipient takes its
 * place; without one the contribution could never be opened by its owner again, so it is refused.
 *
 * @throws The codes of {@link deriveOwnerIdentity}; refusals of the wallet come through unchanged.
 */
export async function chooseOwnerRecipients(
  request: ArchiveKeyRequest,
  signTypedData: SignTypedData,
  recoveryRecipients: readonly string[],
): Promise<OwnerRecipients> {
  try {
    const { recipient } = await deriveOwnerIdentity(request, signTypedData);
    return { owner: recipient, recovery: recoveryRecipients, isFromWallet: true };
  } catch (error) {
    const [owner, ...recovery] = recoveryRecipients;
    const isUnable = error instanceof CollectiveError && UNABLE.includes(error.code);
    if (!isUnable || owner === undefined) throw error;
    return { owner, recovery, isFromWallet: false };
  }
}
