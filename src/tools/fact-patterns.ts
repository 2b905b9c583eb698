/** What a fact is about. Of those in {@link singleSlots} a person has one at a time. */
export type Slot = "name" | "age" | "home" | "origin" | "work" | "employer" | "being";

/** Two different values of one of these are worth a look. */
export const singleSlots: ReadonlySet<string> = new Set<Slot>(["name", "age", "home", "origin", "work", "employer"]);

/** A phrase that a fact begins with; its last group is the value, and one before it the name of what is the owner's. */
export type FactPattern = { readonly slot: Slot | null; readonly pattern: RegExp };

/** A clause begins at the start of a sentence, behind a mark, or behind a word that joins two. No “if I live in …”. */
const CLAUSE =
  "(?:^|[,;:–—(] ?|(?:^| )(?:and|but|because|since|so|und|aber|denn|y|pero|porque|et|mais|car|hi|hello|hey|hallo|hola|bonjour) )";
const TOKEN = `[^\\s,.;:!?()"“”„«»]{1,40}`;
/** Up to five words; where the value ends is found by words that go on with something else. */
const VALUE = `(${TOKEN}(?: ${TOKEN}){0,4})`;
/** One or two words that say what of the owner's is meant. */
const THING = "(\\p{L}[\\p{L}-]{1,24}(?: \\p{L}[\\p{L}-]{1,24})?)";

const phrases: readonly (readonly [slot: Slot | null, phrases: string])[] = [
  ["name", `(?:my name is|mein name ist|ich hei(?:ß|ss)e|me llamo|mi nombre es|je m['’]appelle|mon nom est) ${VALUE}`],
  ["age", `(?:i am|i['’]m) (\\d{1,3})(?= years? old| yo| y/o)`],
  ["age", `ich bin (\\d{1,3})(?= jahre)`],
  ["age", `(?:yo )?tengo (\\d{1,3})(?= años)`],
  ["age", `j['’]ai (\\d{1,3})(?= ans)`],
  ["home", `(?:i (?:currently )?live|i am living|i['’]m living|i am based|i['’]m based) in ${VALUE}`],
  ["home", `ich (?:wohne|lebe) (?:jetzt |derzeit |zurzeit |aktuell )?in ${VALUE}`],
  ["home", `(?:yo )?vivo en ${VALUE}`],
  ["home", `(?:j['’]habite|je vis) (?:à|en|au|aux|dans) ${VALUE}`],
  ["origin", `(?:i am from|i['’]m from|i come from|ich komme aus|ich stamme aus|(?:yo )?soy de|je viens de) ${VALUE}`],
  ["work", `(?:i work as|ich arbeite als|ich bin von beruf|(?:yo )?trabajo como) ${VALUE}`],
  ["work", `(?:je travaille comme|je travaille en tant que) ${VALUE}`],
  ["employer", `(?:i work (?:at|for)|ich arbeite (?:bei|für)|(?:yo )?trabajo (?:en|para)) ${VALUE}`],
  ["employer", `je travaille (?:chez|pour) ${VALUE}`],
  ["being", `(?:i am|i['’]m) an? ${VALUE}`],
  ["being", `(?:ich bin eine?|(?:yo )?soy una?|je suis une?) ${VALUE}`],
  [null, `my ${THING} (?:is|are) ${VALUE}`],
  [null, `meine? ${THING} (?:ist|sind) ${VALUE}`],
  [null, `mis? ${THING} (?:es|son) ${VALUE}`],
  [null, `(?:mon|ma|mes) ${THING} (?:est|sont) ${VALUE}`],
];

/** In the order in which they are tried; all that match count. English, German, Spanish and French. */
export const factPatterns: readonly FactPattern[] = phrases.map(([slot, phrase]) => ({
  slot,
  pattern: new RegExp(`${CLAUSE}${phrase}`, "iu"),
}));

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** A value ends before one of these, as they are written here: in lower case. */
export const valueEnds = words(
  "and but or so because which who that where while when if then with since for to as und oder aber weil der das dass " +
    "wo wenn mit seit für um als y o pero porque que donde cuando con desde para et ou mais parce qui où quand avec depuis " +
    "pour bit little lot at in on near bei en chez",
);

/** A value neither begins nor ends with one of these, in lower case: Los Angeles stays whole. */
export const valueMargins = words(
  "a an the now currently right too also still here today really just in ein eine einen der die das jetzt derzeit zurzeit " +
    "aktuell auch noch gerade un una ahora también actualmente une maintenant aussi actuellement",
);
