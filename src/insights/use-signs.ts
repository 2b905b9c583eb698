import type { UseKind } from "./use-kinds.ts";

/** What a text looks like. Patterns are linear, and given 500 characters. */
export type UseSign = { readonly kind: UseKind; readonly points: number; readonly pattern: RegExp };

/** Signs of a kind of use that are not words. */
export const useSigns: readonly UseSign[] = [
  // A block of code.
  { kind: "programming", points: 3, pattern: /^\s{0,3}(?:```|~~~)/m },
  // The name of an error, as programs print it.
  { kind: "programming", points: 4, pattern: /\b[A-Z]\w{0,40}(?:Error|Exception)\b|\bfatal: |\berror TS\d/ },
  // Statements of usual languages and of SQL.
  {
    kind: "programming",
    points: 3,
    pattern:
      /=>|\)\s?\{|[;{]\s*$|<\/\w{1,40}>|\w\(\)|&&|\|\||[!=]==?|\bSELECT\b.{1,200}\bFROM\b|^(?:import|from|def|const|let|FROM|RUN) \w/m,
  },
  // The name of a file of code.
  {
    kind: "programming",
    points: 2,
    pattern: /\w\.(?:jsx?|tsx?|mjs|py|java|cpp|cs|go|rs|php|rb|sql|sh|ya?ml|html|css|csv|json)\b/,
  },
  // From one language to another.
  { kind: "translation", points: 2, pattern: /\p{L}{4,20} ?(?:->|→) ?\p{L}{4,20}/u },
  // An equation.
  { kind: "learning", points: 2, pattern: /\b\d?[xyz]\s?(?:[-+^*/]\s?\d{1,5}\s?)?=\s?\S/i },
  // A role that is given.
  {
    kind: "creative",
    points: 3,
    pattern:
      /^(?:[Yy]ou are|[Yy]ou're|[Dd]u bist|[Ee]res|[Tt]u es) (?:an? |the |now |ein |eine |un |una |une )?\p{Lu}/u,
  },
  // Days or nights at a place.
  {
    kind: "planning",
    points: 1,
    pattern:
      /\b(?:\d{1,3}|two|three|four|five|ten|zwei|drei|vier|dos|tres|cuatro|deux|trois|dix) (?:days|nights|hours in|tage|días|noches|jours|nuits)\b/iu,
  },
  // A question for a reason.
  { kind: "learning", points: 1, pattern: /^\W{0,3}(?:why|how come|warum|wieso|por qué|pourquoi)(?!\p{L})/iu },
  // A question for a name, a place, a time or a number, or whether something is so.
  {
    kind: "facts",
    points: 2,
    pattern:
      /^\W{0,3}(?:who|when|where|did|was|were|wer|wann|wo|quién|cuándo|dónde|qui|quand|où|quel|quelle)(?!\p{L})/iu,
  },
  {
    kind: "facts",
    points: 1,
    pattern: /^\W{0,3}(?:is|are|does|do|can|how many|ist|sind|gibt es|es|hay|est ce)(?!\p{L})/iu,
  },
];
