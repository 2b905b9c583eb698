import type { UseKind } from "../../../src/insights/use-kinds.ts";

/** The beginning of a conversation, and what a person says it was for. */
export type LabelledUse = { readonly kind: UseKind; readonly title: string | null; readonly prompt: string };

/** Beginnings of each kind. */
export type Beginnings = Readonly<Record<UseKind, readonly (readonly [title: string | null, prompt: string])[]>>;

/** Invented, before there were rules; a title where ChatGPT might have given one. */
const beginnings: Beginnings = {
  programming: [
    [
      "Fixing React useEffect Loop",
      "my useEffect keeps firing over and over even though the deps array is empty?? here's the component\n```jsx\nfunction Cart() {\n  useEffect(() => { load() }, [])\n}\n```",
    ],
    [
      null,
      "TypeError: Cannot read properties of undefined (reading 'map')\n    at ProductList (ProductList.tsx:14:22)",
    ],
    [
      "Python CSV merge script",
      "I have 40 csv files in a folder with the same columns, how can i combine them into one and drop duplicates. pandas is fine",
    ],
    [null, "whats the difference between rebase and merge, and which one do i want if my branch is 30 commits behind"],
    [
      "Postgres-Abfrage optimieren",
      "Diese Abfrage dauert 12 Sekunden, obwohl auf customer_id ein Index liegt. Woran kann das liegen?\nSELECT * FROM orders o JOIN customers c ON c.id = o.customer_id WHERE lower(c.name) LIKE '%mei%'",
    ],
    [null, "regex that matches a german license plate but not if its followed by a dash"],
    [
      "Dockerfile Multi-Stage Build",
      'can you make this image smaller\n\nFROM node:18\nWORKDIR /app\nCOPY . .\nRUN npm install\nCMD ["npm","start"]',
    ],
    [null, "necesito una macro de excel que copie las filas con estado 'pagado' a otra hoja"],
    [
      "Erreur de compilation Rust",
      'pourquoi le borrow checker refuse ça ?\n```rust\nlet r; { let x = 5; r = &x; }\nprintln!("{r}");\n```',
    ],
    [null, "how do i exit vim lol"],
    [
      "Unity Character Jump",
      "My player double jumps when i hold space, unity 2022, using rigidbody and a ground check raycast. What am I doing wrong",
    ],
    [
      null,
      "write unit tests for this function, jest\nexport const slugify = (s) => s.toLowerCase().replace(/\\s+/g, '-')",
    ],
    ["Bash Backup Rotation", "script that tars /var/www every night and keeps the last 7, runs from cron on ubuntu"],
    [null, "Wie mache ich in Flutter einen Button, der erst nach dem zweiten Tippen die API aufruft?"],
    [null, "git says 'fatal: refusing to merge unrelated histories' what now"],
  ],
  writing: [
    [
      "Email Extension Request",
      "Write an email to my professor asking for two more days for the term paper, I had the flu. polite but not grovelling",
    ],
    [null, "make this sound more professional: hey just checking if u got my invoice from last month, still not paid"],
    [
      "Bewerbung Anschreiben",
      "Kannst du mein Anschreiben überarbeiten? Es ist für eine Stelle als Erzieherin in einer Kita.\n\nSehr geehrte Frau Wolters, mit großem Interesse habe ich Ihre Anzeige gelesen.",
    ],
    [null, "proofread pls\n\nThe commitee has decided that the event will be posponed untill further notice."],
    ["LinkedIn Post Draft", "i got promoted to team lead, need a linkedin post thats not cringe"],
    [
      null,
      "Corrige los errores de este texto y hazlo más formal: Hola, les escribo por que no e recibido mi pedido y ya an pasado dos semanas",
    ],
    [
      null,
      "Summarize this article in 5 bullet points:\n\nThe city council voted on Tuesday to close the old swimming pool, citing rising energy prices.",
    ],
    ["Lettre de résiliation", "rédige une lettre pour résilier mon abonnement à la salle de sport, préavis d'un mois"],
    [
      null,
      'shorten to 150 words without losing the point about funding. "Our association was founded in 1987 by a group of neighbours who wanted to save the mill."',
    ],
    [
      "Wedding Speech Help",
      "I'm best man for my brother in june. help me write a speech, 3 minutes, funny, mention the time he locked himself out in his socks",
    ],
    [null, "Formuliere das bitte freundlicher: Ihre Unterlagen sind unvollständig, so können wir nichts machen."],
    [
      "Cover Letter Warehouse Job",
      "cover letter for forklift driver, 6 years experience, got my licence in 2018, moving from leeds",
    ],
    [null, "is it 'who' or 'whom' in: the person ___ I spoke to yesterday"],
    [
      null,
      "rephrase: due to the fact that we were lacking sufficient resources the project could not be finalised in time",
    ],
    [
      "Toast für Oma",
      "Schreib mir eine kurze Rede zum 80. Geburtstag meiner Oma, sie liebt ihren Garten und schimpft gern über Fußball",
    ],
  ],
  translation: [
    [null, "translate to spanish: we are closed on mondays, sorry for the inconvenience"],
    [
      "German to English translation",
      "Übersetze ins Englische: Der Mieter verpflichtet sich, die Treppe alle zwei Wochen zu reinigen.",
    ],
    [null, "what does 'ojalá que te vaya bonito' mean in english"],
    ["Traduction italien", "traduis en italien stp : je voudrais réserver une table pour quatre personnes samedi soir"],
    [null, 'how do you say "I\'m allergic to peanuts" in Thai, with pronunciation'],
    [null, "Traduce esto al inglés manteniendo el tono informal: tío, no sabes la que se ha liado en la oficina"],
    ["Japanese Menu Translation", "本日のおすすめ 鯖の味噌煮 950円 — english please"],
    [null, 'Was heißt "Feierabend" auf Französisch? Gibt es da überhaupt ein Wort?'],
    [
      null,
      "Please translate the following contract clause into Polish. Keep the numbering.\n\n3.1 The Supplier shall deliver within ten days.",
    ],
    [
      "Medical Report in German",
      "my dad got this from the hospital in munich, can you put it in english for me: Z.n. Appendektomie, komplikationsloser Verlauf",
    ],
    [null, 'comment on dit "avoir le cafard" en anglais ?'],
    [null, "latin for 'through hardship we learn' (its for a tattoo so please be right)"],
    ["Traducción de carta", "pásame este texto a portugués de Brasil: Estimado cliente, su pedido está en camino"],
    [null, "Kannst du das auf Türkisch sagen: Herzlichen Glückwunsch zur Hochzeit, wir freuen uns sehr für euch"],
    [null, "russian -> english\nЗавтра не смогу прийти, давай перенесём на четверг"],
  ],
  learning: [
    ["Photosynthesis explained", "explain photosynthesis like im 12"],
    [null, "I don't get why the derivative of e^x is e^x. can you walk me through it step by step"],
    [
      "Kant Kategorischer Imperativ",
      "Erklär mir den kategorischen Imperativ, ich schreib morgen eine Klausur in Philosophie",
    ],
    [null, "make me 10 flashcards about the french revolution"],
    [null, "solve for x: 3(x-2) = 2x + 7, show the steps"],
    ["Diferencia entre ser y estar", "no entiendo cuándo se usa ser y cuándo estar, soy alemán, ponme ejemplos"],
    [null, "quiz me on the bones of the hand, one question at a time"],
    [
      "Explication loi d'Ohm",
      "explique-moi la loi d'Ohm avec un exemple simple, c'est pour mon cours de physique de seconde",
    ],
    [null, "How does a heat pump work? I understand fridges roughly"],
    [
      "Bayes Theorem Homework",
      "A test is 99% accurate, 1 in 1000 people have the disease. If I test positive whats the probability I have it? need to show my work",
    ],
    [null, "what's the best way to learn piano as an adult, 20 min a day"],
    [
      "Quantum Entanglement Basics",
      "so is quantum entanglement faster than light or not? every video says something different",
    ],
    [null, "Was ist der Unterschied zwischen Mitose und Meiose?"],
    [null, "teach me the basics of music theory, assume I know nothing"],
    [null, "resúmeme las causas de la primera guerra mundial para el examen de mañana"],
  ],
  facts: [
    [null, "who was president of brazil in 1994"],
    ["Height of Mont Blanc", "how high is mont blanc really, i keep finding different numbers"],
    [null, "Wann wurde die Berliner Mauer gebaut?"],
    [null, "is lake baikal bigger than lake superior"],
    ["Capital of Kazakhstan", "whats the capital of kazakhstan now, did they change it back"],
    [null, "cuántos habitantes tiene Montevideo"],
    [null, "when does the next leap second happen"],
    ["Film with Two Magicians", "what was that movie with two rival magicians and tesla in it"],
    [null, "Quel est l'animal le plus rapide du monde ?"],
    [null, "are there still wolves in italy"],
    ["Wer erfand den Reißverschluss", "wer hat eigentlich den reißverschluss erfunden"],
    [null, "population of lagos vs cairo"],
    [null, "Which countries don't have an army?"],
    ["Speed of Sound Underwater", "speed of sound in water m/s"],
    [null, "en quelle année est sorti le premier iphone"],
  ],
  planning: [
    ["Lisbon 4 Day Itinerary", "4 days in lisbon with a toddler, what should we do each day? staying near alfama"],
    [null, "help me plan my week: gym 3x, study for 10 hours, 2 dinners with friends, i work mon-thu 9-5"],
    ["Packliste Wandern", "Packliste für 5 Tage Hüttentour in den Alpen im September, möglichst unter 9 kg"],
    [null, "we're moving house in six weeks. make me a checklist of everything to do and when"],
    [
      "Viaje a Japón",
      "itinerario de dos semanas por Japón en abril, presupuesto medio, queremos ver Kioto y algo menos turístico",
    ],
    [
      null,
      "surprise birthday party for 25 people in a small flat, ideas for schedule and what to prepare the day before",
    ],
    ["Week-end à Rome", "organise-moi un week-end à Rome pour deux, départ vendredi soir, retour dimanche"],
    [null, "best route by train from Hamburg to Naples with a stop in one nice city"],
    [
      "Daily routine for remote work",
      "I can't get anything done at home. make me a daily routine with blocks, kids are in school 8 to 13",
    ],
    [null, "Erstelle mir einen Zeitplan für meine Bachelorarbeit, Abgabe ist am 15. März, ich habe noch nichts"],
    [null, "should we go to Crete or Mallorca in late October, we like warm sea and hiking"],
    [
      "Wedding Timeline",
      "can you lay out the timeline for a wedding day, ceremony at 14:00, dinner 18:30, photographer only until 20:00",
    ],
    [null, "What do I need to do before travelling to the US with a german passport, and by when"],
    [null, "prioritise these: dentist appt, tax return due friday, fix bike, call mum, prep talk for tuesday"],
    [null, "road trip through Scotland in a camper, 9 days, start and end in Edinburgh"],
  ],
  health: [
    [null, "i've had a headache behind my left eye for 3 days, should i be worried"],
    ["Ibuprofen and Alcohol", "is it ok to drink a beer if i took ibuprofen 6 hours ago"],
    [
      "Knieschmerzen beim Laufen",
      "Mein Knie tut außen weh, wenn ich länger als 5 km laufe. Was kann das sein und welche Übungen helfen?",
    ],
    [null, "my blood test says ferritin 12, is that low? what symptoms would that cause"],
    [null, "me duele la espalda baja después de estar sentado todo el día, qué ejercicios puedo hacer"],
    [
      "Sleep Problems Advice",
      "I wake up at 4 every night and can't fall asleep again. any tips that aren't 'no screens'",
    ],
    [null, "12 week 10k training plan for beginner, i can run 3k now, 3 runs a week"],
    [
      "Fièvre chez l'enfant",
      "mon fils de 3 ans a 39 de fièvre depuis hier soir, à partir de quand faut-il aller aux urgences ?",
    ],
    [null, "how much protein do i need if i weigh 82kg and lift 4 times a week"],
    [null, "side effects of sertraline first weeks"],
    ["Rash After Hiking", "red circle rash on my calf after a hike last weekend. no fever."],
    [null, "Welche Lebensmittel sollte man bei Gicht vermeiden?"],
    ["Calorie Deficit Calculation", "34 y/o woman 168cm 79kg desk job, how many calories to lose half a kilo a week"],
    [null, "can stress make your period late"],
    [null, "¿Es normal tener la tensión en 145/95 con 40 años?"],
  ],
  company: [
    [null, "i feel so lonely since we moved here, i don't know anyone"],
    [
      "Dealing with a Breakup",
      "she broke up with me yesterday after 4 years. i don't even know why im writing this to a bot",
    ],
    [null, "can we just talk for a bit? had a rough day"],
    [
      "Streit mit Schwester",
      "Meine Schwester redet seit Weihnachten nicht mehr mit mir und ich weiß nicht, ob ich den ersten Schritt machen soll.",
    ],
    [null, 'do you think my friend is mad at me? she left me on read for two days, then just "ok"'],
    [null, "good night, thanks for listening today. you're nicer than most people i know"],
    [
      "Nervous About First Date",
      "got a date on friday, first one since my divorce. i'm so nervous, what do i even talk about",
    ],
    [null, "estoy harto de todo, siento que nadie me entiende en mi casa"],
    [null, "my mother in law keeps criticising how we raise our daughter. how do I tell her to stop without a war"],
    ["Feeling Overwhelmed", "everything is too much at the moment, work, kids, mum's illness. I cry in the car."],
    [null, "je me sens vide en ce moment, même voir mes amis ne me fait plus plaisir"],
    [null, "Bin heute irgendwie traurig und weiß nicht warum. Magst du mir was Nettes sagen?"],
    ["Teen Son Won't Talk", "my 15 year old barely speaks to us anymore. is this a phase or did we do something"],
    [null, "what do you do when you like someone and they only see you as a friend"],
    [null, "tell me honestly, am i the asshole for not going to my best friends wedding"],
  ],
  creative: [
    [null, "write a short story about a lighthouse keeper who is afraid of the dark"],
    ["Haiku about Autumn", "haiku about autumn leaves and a broken umbrella"],
    [
      "D&D Villain Backstory",
      "need a villain for my dnd campaign, a librarian who steals memories. backstory + 3 plot hooks",
    ],
    [null, "Schreib ein Gedicht über einen Hund, der Angst vor dem Staubsauger hat, es soll sich reimen"],
    [null, "names for a coffee shop run by two retired sailors"],
    ["Fantasy World Map Names", "give me 20 names for villages in a cold mountain region, sounding vaguely icelandic"],
    [null, "inventa un cuento para dormir sobre una tortuga que quiere volar"],
    ["Song Lyrics Summer", "lyrics for a song about the last summer before college, verse chorus verse, kind of sad"],
    [null, "draw a fox reading a newspaper on a bench, watercolor style"],
    [null, "Pretend you're a grumpy medieval innkeeper and I just walked in. stay in character"],
    [
      "Scénario court métrage",
      "écris le scénario d'un court métrage de 3 minutes qui se passe dans un ascenseur en panne",
    ],
    [null, "continue my novel, chapter 3: Mara closed the door behind her and listened."],
    [null, "Erfinde ein Märchen, in dem der Wolf der Gute ist"],
    ["Limerick Contest", "funny limerick about my boss who eats everyone's yoghurt"],
    [null, "Design a logo for my band 'Paper Wolves', black and white, a bit punk"],
  ],
  business: [
    ["Etsy Shop Product Descriptions", "I sell handmade candles on etsy. write 5 product descriptions with keywords"],
    [null, "SWOT analysis for a bakery opening in a town with two supermarkets"],
    [
      "Marketingplan Zahnarztpraxis",
      "Wie kann eine kleine Zahnarztpraxis bei Google besser gefunden werden, ohne Geld für Werbung?",
    ],
    [null, "how should i price my freelance design work, day rate or per project"],
    [
      "OKRs for Support Team",
      "draft quarterly OKRs for a customer support team of 8, we want to lower first response time",
    ],
    [null, "prepare me for a job interview as product manager at a bank, ask me questions"],
    [null, "estrategia de redes sociales para una peluquería de barrio, 3 publicaciones por semana"],
    ["Pitch Deck Outline", "outline for a 10 slide pitch deck. we rent tools by the hour from lockers. seed round"],
    [null, "my coworker takes credit for my work in meetings. how do i raise it with our manager"],
    [null, "Erstelle eine Agenda für ein Kick-off-Meeting mit dem Kunden, 60 Minuten, Thema Webshop-Umzug"],
    [
      "Business plan food truck",
      "aide-moi à faire un business plan pour un food truck à Nantes, prévisionnel sur 3 ans",
    ],
    [null, "cold outreach sequence for dentists, 3 emails, we sell appointment reminders software"],
    ["KPI Dashboard Metrics", "which kpis should a subscription box company look at every week"],
    [null, "what questions should I ask candidates for a warehouse manager role"],
    [
      null,
      "Competitor research: list companies that lease e-bikes to employers in the Netherlands and how they differ",
    ],
  ],
  home: [
    [null, "what can i cook with chickpeas, spinach and half a jar of pesto"],
    ["Sourdough Starter Problems", "my sourdough starter smells like nail polish remover. is it dead"],
    [
      "Waschmaschine pumpt nicht ab",
      "Die Waschmaschine pumpt nicht mehr ab und zeigt E18. Was kann ich selbst prüfen?",
    ],
    [null, "how to get red wine out of a wool rug"],
    [null, "receta de lentejas como las de mi abuela pero sin chorizo"],
    ["Tomato Plant Yellow Leaves", "bottom leaves of my tomato plants are going yellow, they're in pots on a balcony"],
    [null, "quelle quantité de peinture pour une chambre de 12 m² avec deux couches"],
    [null, "vegetarian dinner for 6, one guest is gluten free, nothing too fancy"],
    ["Bike Chain Skipping", "chain skips on the two smallest cogs under load. new chain, old cassette"],
    [null, "my cat pees next to the litter box since we got the new sofa"],
    [null, "Wie lange muss ein Rinderbraten von 1,5 kg in den Ofen?"],
    [
      "Boiler Pressure Dropping",
      "boiler pressure drops to 0.5 every two days, no visible leak. what should i check before calling someone",
    ],
    [null, "cuál es la mejor forma de quitar el moho del baño"],
    [null, "living room 4x5m, north facing, what wall colour goes with a dark green couch"],
    ["Gâteau au chocolat sans œufs", "recette de gâteau au chocolat sans œufs, j'ai que de la compote et de la farine"],
  ],
  money: [
    [null, "can my landlord keep the deposit because of nail holes in the wall? germany"],
    ["ETF Savings Plan", "i can put away 300 a month, is an msci world etf enough or should i add emerging markets"],
    ["Steuererklärung Homeoffice", "Kann ich das Arbeitszimmer absetzen, wenn ich nur zwei Tage im Homeoffice bin?"],
    [null, "how much mortgage can we afford with 5200 net a month and 60k saved"],
    [null, "me despidieron estando de baja, ¿es legal? ¿qué indemnización me toca?"],
    ["Roth vs Traditional IRA", "roth or traditional if i'm 29 making 85k and expect to earn more later"],
    [null, "got a speeding ticket in france from a rental car company, do i have to pay it"],
    [null, "calcule les mensualités d'un prêt de 180 000 € sur 20 ans à 3,6 %"],
    ["Credit Card Debt Payoff", "4k on one card at 24%, 2.5k on another at 19, which one first?"],
    [
      null,
      "explain this clause in my rental contract: the tenant waives any claim arising from defects known at signing",
    ],
    [null, "Brauche ich als Freiberufler eine Berufshaftpflicht und was kostet die ungefähr?"],
    [
      "Budget Spreadsheet Categories",
      "what categories should a household budget have, two adults one kid, we always run out of money by the 25th",
    ],
    [null, "can i return shoes i bought online if i wore them once outside"],
    [null, "difference between sole trader and ltd for taxes in the uk"],
    ["Testament ohne Notar", "Ist ein handgeschriebenes Testament gültig, wenn kein Zeuge dabei war?"],
  ],
  other: [
    [null, "hi"],
    [null, "test test 123"],
    ["New chat", "?"],
    [null, "pick a number between 1 and 50"],
    [null, "what can you do that you couldn't last year"],
    ["Image of a receipt", "what is this"],
    [null, "Hallo, bist du da?"],
    [null, "continue"],
    [null, "who would win, 100 ducks or one horse"],
    ["Chess Opening Move", "lets play chess, i start: e4"],
    [null, "asdfgh"],
    [null, "which one is better, A or B"],
    [null, "do you remember what i told you about my car"],
    [null, "ok gracias"],
    [null, "count the letters r in strawberry"],
  ],
};

/** Fifteen of each kind, with which the rules were made. */
export const labelledUses: readonly LabelledUse[] = label(beginnings);

/** Puts the kind to each beginning. */
export function label(all: Beginnings): LabelledUse[] {
  return Object.entries(all).flatMap(([kind, ofKind]) =>
    ofKind.map(([title, prompt]) => ({ kind: kind as UseKind, title, prompt })),
  );
}
