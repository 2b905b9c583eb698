import { escapeMarkup } from "../escape-markup.ts";

const [WIDTH, HEIGHT] = [240, 28];

/** Bars as small as a word, to be read beside one: how something came and went. As SVG without style of its own. */
export function sparkBars(title: string, values: readonly number[]): string {
  const most = values.reduce((highest, value) => Math.max(highest, value), 1);
  const step = WIDTH / Math.max(1, values.length);
  const bars = values.map((value, slot) => {
    if (value === 0) return "";
    const left = Math.round(slot * step);
    const height = Math.max(2, Math.round((HEIGHT * value) / most));
    const width = Math.max(1, Math.round((slot + 1) * step) - left - (step > 4 ? 1 : 0));
    return `<rect class="series0" x="${left}" y="${HEIGHT - height}" width="${width}" height="${height}"/>`;
  });
  return (
    `<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">` +
    `${bars.join("")}</svg>`
  );
}
