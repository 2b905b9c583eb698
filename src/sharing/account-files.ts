import type { AccountMetadata } from "../export/account-metadata.ts";

/** What can be told of an account, by what a score makes of it. */
export const accountParts = ["id", "plan", "settings", "feedback"] as const;

/** One of {@link accountParts}. */
export type AccountPart = (typeof accountParts)[number];

/** What is written of an account. */
export type AccountChoice = {
  readonly account: AccountMetadata;
  readonly parts: readonly AccountPart[];
  /** The account's e-mail address, which an export mail is compared with; null to leave it out. */
  readonly email: string | null;
  /** Ids of the conversations that are shared: ratings of others are left out. */
  readonly sharedIds: ReadonlySet<string>;
};

/**
 * Writes the account's files anew from the few fields that scores and proofs look at, in the form of an export. Never
 * written: name, telephone, year of birth, the words and tags of ratings, all settings but the language.
 */
export function writeAccountFiles(choice: AccountChoice): { readonly name: string; readonly json: string }[] {
  const files = [
    { name: "user.json", document: userOf(choice) },
    { name: "user_settings.json", document: settingsOf(choice) },
    { name: "message_feedback.json", document: feedbackOf(choice) },
  ];
  return files.flatMap(({ name, document }) => (document === null ? [] : [{ name, json: JSON.stringify(document) }]));
}

function userOf({ account, parts, email }: AccountChoice): object | null {
  const user = {
    ...(parts.includes("id") && account.userId !== null ? { id: account.userId } : {}),
    ...(email === null ? {} : { email }),
    ...(parts.includes("plan") && account.plan !== "unknown" ? { chatgpt_plus_user: account.plan === "plus" } : {}),
  };
  return Object.keys(user).length === 0 ? null : user;
}

function settingsOf({ account, parts }: AccountChoice): object | null {
  if (!parts.includes("settings") || !account.settingsPresent) return null;
  const locale = account.localeSource === "settings" ? { locale: account.locale } : {};
  return [{ settings: locale }];
}

function feedbackOf({ account, parts, sharedIds }: AccountChoice): object | null {
  if (!parts.includes("feedback")) return null;
  const ratings = account.feedback.flatMap(({ conversationId, rating, createdAt }) => {
    const isShared = conversationId !== null && sharedIds.has(conversationId) && rating !== "unknown";
    return isShared ? [{ conversation_id: conversationId, rating: `thumbs_${rating}`, create_time: createdAt }] : [];
  });
  return ratings.length === 0 ? null : ratings;
}
