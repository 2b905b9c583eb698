/** One sign of a writing system that puts no blanks between words, as a part of a regular expression with the flag `u`. */
export const unspacedSign = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
