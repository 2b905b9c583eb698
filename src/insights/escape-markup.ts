const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Longer names are cut: a page is not a place for a whole text. */
const MOST_CHARACTERS = 120;

/**
 * A text of others as it may stand in HTML and SVG, between tags and in quoted attributes: never markup (T78), in one line,
 * and without what turns the direction of the writing around it.
 */
export function escapeMarkup(text: string, most = MOST_CHARACTERS): string {
  return oneLine(text, most).replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** A text in one line, of at most 120 characters unless told, without controls, marks of direction, and halves of characters. */
export function oneLine(text: string, most = MOST_CHARACTERS): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}]/gu, "")
    .trim();
  const characters = Array.from(plain);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : plain;
}
