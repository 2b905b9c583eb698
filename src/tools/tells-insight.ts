/** English, German, Spanish, French; each begins a sentence or what follows a mark inside of one. */
const INSIGHTS: readonly RegExp[] = [
  /(?:^|[,;:–—(] ?)(?:ah|oh|ok|okay|so|and|but)?,? ?(?:now i (?:finally )?(?:understand|see|know|get (?:it|why|how|what))|i (?:finally |now )(?:understand|get it|see)|i (?:just )?learn(?:ed|t)|i (?:did not|didn['’]t) know|now (?:it|that) makes sense|that makes sense now|til )/iu,
  /(?:^|[,;:–—(] ?)(?:ah|ok|okay|also|und|aber)?,? ?(?:jetzt (?:verstehe|weiß|weiss|begreife|kapiere) ich|ich (?:verstehe|weiß|weiss) (?:es )?jetzt|ich habe (?:heute |gerade )?gelernt|das wusste ich (?:noch )?nicht|jetzt ergibt (?:es|das) sinn)/iu,
  /(?:^|[,;:–—(] ?)(?:ah|vale|ok|y|pero)?,? ?(?:(?:ahora|ya) (?:lo )?(?:entiendo|comprendo|sé)|(?:hoy )?(?:he aprendido|aprendí)|no (?:lo )?sabía|ahora tiene sentido)/iu,
  /(?:^|[,;:–—(] ?)(?:ah|ok|et|mais)?,? ?(?:maintenant,? je (?:comprends|sais|vois)|je (?:comprends|vois) (?:mieux )?maintenant|j['’]ai (?:enfin )?(?:appris|compris)|je ne (?:le )?savais pas)/iu,
];

/** Whether a sentence says that its writer has understood or learned something, by a fixed set of phrases. */
export function tellsInsight(sentence: string): boolean {
  return INSIGHTS.some((pattern) => pattern.test(sentence));
}
