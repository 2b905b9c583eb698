import { expand, type Fillers } from "./grammar.ts";
import { languages, type SyntheticLanguage } from "./languages.ts";
import { han, type Person } from "./person.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Writes the texts of one conversation, all on one subject. Lengths are UTF-16 units, reached or passed by a sentence. */
export type Writer = {
  readonly title: () => string;
  readonly question: (length: number) => string;
  readonly answer: (length: number) => string;
};

/** Sets a writer up: `random` chooses the subject and every word. */
export function createWriter(language: SyntheticLanguage, person: Person, random: SeededRandom): Writer {
  const { grammar, subjects, script } = languages[language];
  const subject = random.pick(subjects);
  // Two words of three from the subject: a conversation keeps to its matter without repeating itself.
  const noun = [...subject, ...subject, ...random.pick(subjects), ...random.pick(subjects)];
  const fillers: Fillers = { noun, nouns: noun.map(pluralise), han, own: person.names[script] };
  const separator = grammar.separator ?? " ";
  const scaled = (length: number): number => Math.floor((length * (grammar.lengthPermille ?? 1000)) / 1000);
  const sentence = (patterns: readonly string[]): string => expand(random.pick(patterns), grammar, fillers, random);
  const bullets = (): string => {
    const items = Array.from({ length: 3 + random.below(4) }, () => `- ${sentence(grammar.items)}`);
    return items.join("\n");
  };
  const paragraph = (): string => {
    const sentences = Array.from({ length: 2 + random.below(4) }, () => sentence(grammar.statements));
    return sentences.join(separator);
  };
  return {
    title: () => sentence(grammar.titles),
    question: (length) => {
      let text = sentence(grammar.questions);
      while (text.length < scaled(length)) {
        text += separator + sentence(random.chance(400) ? grammar.questions : grammar.statements);
      }
      return text;
    },
    answer: (length) => {
      let text = paragraph();
      while (text.length < scaled(length)) text += `\n\n${random.chance(250) ? bullets() : paragraph()}`;
      return text;
    },
  };
}

/** English plurals; the other grammars do without. */
function pluralise(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
