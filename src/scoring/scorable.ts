/** A message as scoring reads it; the messages of `src/export` satisfy it. */
export type ScorableMessage = {
  readonly id: string;
  /** Only `user` and `assistant` are scored. */
  readonly role: string;
  /** The text parts, joined, citation marks stripped. */
  readonly text: string;
  /** Hidden messages are not scored. */
  readonly hidden: boolean;
  /** Unix seconds; fractions are dropped. */
  readonly createdAt: number | null;
  readonly model: string | null;
};

/** A conversation with the messages of all its branches, each once. */
export type ScorableConversation = {
  readonly id: string;
  /** Unix seconds; fractions are dropped. */
  readonly createdAt: number | null;
  readonly messages: readonly ScorableMessage[];
};

/** What the archive says about its account; the account metadata of `src/export` satisfies it. */
export type ScorableAccount = {
  readonly userId: string | null;
  /** The subscription; `unknown` when the archive does not say. */
  readonly plan: string;
  readonly settingsPresent: boolean;
  readonly feedback: readonly ScorableFeedback[];
};

/** One rating that the account holder gave to an answer. */
export type ScorableFeedback = {
  readonly conversationId: string | null;
  readonly rating: "up" | "down" | "unknown";
  readonly hasText: boolean;
  /** Unix seconds; fractions are dropped. */
  readonly createdAt: number | null;
};

/** An archive to score. `account` is read after the conversations have been consumed. */
export type ScorableArchive = {
  readonly conversations: AsyncIterable<ScorableConversation>;
  readonly account: ScorableAccount;
};
