/** Text of others in a Markdown table, so that it cannot end its cell or its line. */
export function tableCell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
