// Each pattern is linear: its inner class excludes the character it starts with, so no two matches scan the same text.
// Private-use characters frame tokens for the web client, such as U+E200 `cite` U+E202 `turn0search0` U+E201.
const FRAMED_TOKEN = /\ue200[^\ue200\ue201]*\ue201/g;
const STRAY_FRAME = /[\ue200-\ue206]/g;
const BRACKET_MARK = /【\d{1,6}(?::\d{1,6})?†[^【】\n]{0,300}】/g;
const WRITING_FENCE = /^:::(?:writing\{[^{}\n]*\})?[ \t]*$\n?/gm;
const ANY_MARK = /[\ue200-\ue206]|【|^:::/m;

/**
 * Removes what the web client turns into links, cards and pictures: framed tokens of private-use characters,
 * `【n†source】` and the fences of `:::writing{…}` blocks (whose text stays).
 */
export function stripCitationMarks(text: string): string {
  if (!ANY_MARK.test(text)) return text;
  return text.replace(FRAMED_TOKEN, "").replace(STRAY_FRAME, "").replace(BRACKET_MARK, "").replace(WRITING_FENCE, "");
}
