import type { Grammar } from "./grammar.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const phrases = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

/** Nouns by subject, so that a conversation keeps to its subject and an archive has several. */
export const englishSubjects: readonly (readonly string[])[] = [
  words(`lentil saucepan broth dumpling marinade oven skillet basil turmeric dough yeast crust gravy chutney paprika
    noodle ladle whisk pastry custard vinegar pickle risotto skewer cutlet batter syrup almond apricot cabbage parsnip
    zest fillet pantry freezer recipe supper brunch leftover sauce casserole`),
  words(`seedling compost trellis hedge pruner mulch orchard tulip lavender greenhouse beetle slug soil sprinkler
    rosebush tomato bulb lawn rake wheelbarrow fern ivy pollen beehive cutting rootstock frost planter shovel cucumber
    daisy hazel irrigation fertilizer patio pergola sapling thistle weed meadow`),
  words(`itinerary suitcase hostel ferry border passport visa harbour monastery canyon trail campsite bakery market
    tram ticket layover island lighthouse valley museum souvenir backpack compass village ridge lagoon cathedral
    guidebook airport cabin bicycle bridge waterfall glacier caravan terminal reservation detour shuttle`),
  words(`function parser queue thread cache compiler database schema migration endpoint server variable loop array
    pointer branch commit pipeline container socket buffer iterator promise callback module package dependency index
    cursor query transaction debugger stack token scheduler logger template webhook cluster regression`),
  words(`melody chord guitar violin rehearsal tempo harmony chorus rhythm cello trumpet choir sonata album microphone
    amplifier keyboard drummer lyric refrain octave concert bassline pedal metronome ensemble score soprano tuning bow
    prelude waltz synthesizer mixer vinyl encore orchestra bridge verse`),
  words(`knee ankle stretch posture breathing sleep pillow vitamin protein sprint treadmill physiotherapist shoulder
    migraine allergy walk heartbeat hydration workout recovery muscle tendon fever appetite checkup blister warmup
    marathon jog stamina balance habit fatigue dentist bandage ointment pulse diary rest`),
  words(`gutter plaster boiler hinge floorboard radiator faucet socket ceiling wallpaper drill screwdriver sealant tile
    grout insulation attic basement chimney window lantern shelf bracket wardrobe mattress carpet doorbell fuse pipe
    valve ladder varnish sandpaper beam staircase porch fence toolbox caulk skylight`),
  words(`empire treaty dynasty archive chronicle fortress harvest guild parliament revolt merchant caravan manuscript
    pilgrim coinage siege monarch senate voyage colony artisan scribe tribute plague relic aqueduct granary oracle
    tapestry cavalry legend emperor census province alliance republic heir excavation inscription crusade`),
  words(`budget mortgage invoice salary pension receipt deposit interest inflation dividend savings ledger tariff
    refund subscription insurance landlord contract auction wallet loan payment currency grant fee discount rent tax
    portfolio audit bonus expense forecast surplus shortfall account estimate bargain premium bond`),
  words(`lecture thesis seminar footnote exam essay tutor library notebook hypothesis experiment citation syllabus
    deadline paragraph equation theorem vocabulary grammar flashcard draft outline argument chapter professor campus
    degree scholarship transcript laboratory survey sample proof diagram summary glossary revision abstract quiz`),
  words(`heron fox badger otter thunderstorm tide comet crater volcano fossil coral plankton sparrow owl moth dragonfly
    mushroom moss birch river delta dune reef eclipse galaxy nebula horizon drizzle fog hailstone squirrel salmon
    whale seal puffin marsh estuary cliff meteor aurora`),
  words(`scarf needle yarn loom pattern bobbin thimble quilt pottery kiln glaze chisel canvas easel charcoal pigment
    brush sketch collage origami bracelet bead clasp ribbon embroidery felt stencil woodblock frame carving lathe
    mallet basket wicker candle wax soap parchment binding ink`),
];

/**
 * Between two slots stand at most four fixed words, so that no five words in a row are the same in every text.
 * `{noun}` is filled from the conversation's subject or any other, `{own}` with the person's own invented names.
 */
export const english: Grammar = {
  code: "en-GB",
  polish: fitArticles,
  titles: phrases(`{adj} {noun} | {verb} {det} {noun} | {noun} and {noun} | {own} {noun} | {gerund} {nouns}`),
  questions: phrases(`
    How do I {verb} {np} {when}? | Why does {np} {verb} {place}? | What would {verb} {np} {manner}?
    | Can {np} {verb} {np} {when}? | Should I {verb} {np} or {verb} {np}? | Which {noun} is more {adj}, {np} or {np}?
    | Is {np} too {adj} for {np}? | {own} told me to {verb} {np}; is that {adj}? | Help me {verb} {np} {purpose}.
    | Please {verb} {np} and explain {np}. | I tried to {verb} {np} {when}, but {np} stayed {adj}.
    | My {noun} {past} {np} {place}, what now? | Compare {np} with {np} {manner}. | Could you {verb} {np} {purpose}?
    | What happens if {np} {past} {np}? | Give me {number} ideas to {verb} {np}. | Where can {own} {verb} {np}?
    | Since {when} {np} looks {adj}; any idea? | Rewrite this: {np} {past} {np} {place}.
    | Explain {np} as if {own} were {adj}. | When does {np} become {adj}? | Who usually {past} {np} {when}?`),
  statements: phrases(`
    {np} {past} {np} {when}. | {link}, {np} can {verb} {np} {manner}. | {adverb}, {np} will {verb} {np} {place}.
    | If {np} is {adj}, {verb} {np} {manner}. | {np} that {past} {np} {place} becomes {adj}.
    | You could {verb} {np}, because {np} stays {adj}. | Try to {verb} {np} {purpose}. | {own} once {past} {np} {place}.
    | {gerund} {np} {manner} makes {np} {adj}. | {link}, a {adj} {noun} rarely {past} {np}.
    | Neither {np} nor {np} needs {np} {when}. | While {np} {past} {np}, {np} was {adj}.
    | About {number} {nouns} {past} {np} {when}. | {np} differs from {np}: {adverb} {adj}, seldom {adj}.
    | Before {gerund} {np}, check {np} {place}. | {adverb} {verb} {np}, then {verb} {np} {manner}.
    | The {noun} beside {np} {past} {place}. | {link}, {own} would {verb} {np} rather than {np}.
    | Most {nouns} look {adj} until {np} {past} {np}. | It helps {purpose}, though {np} seems {adj}.
    | Keep {np} {adj} and {np} {adj}. | {number} of the {nouns} {past} {np} {manner}.
    | {np} matters more than {np} {when}. | {when}, {np} {past} {np} {purpose}.`),
  items: phrases(`{verb} {np} {manner} | {adj} {noun}: {verb} {np} | {np}, {adverb} {adj} | {number} {nouns} for {np}
    | {own}: {gerund} {np} {when} | {noun} against {noun}, {purpose}`),
  slots: {
    np: phrases(`the {adj} {noun} | {det} {noun} | {det} {adj} {noun} | {own} | {det} {noun} {of} {det} {noun}
      | {det} {noun} {place} | {own}'s {noun} | {det} {adj}, {adj} {noun} | {det} {noun} from {own}`),
    of: words(`of behind near without under beside inside beyond`),
    det: words(`the a my your this that each our another every some any their his her`),
    when: phrases(`in spring | after {number} days | before breakfast | on {day} | every {day} | last {day} | at night
      | during {det} {noun} | within {number} hours | since {own} left | around noon | next {day} | at dawn`),
    day: words(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday weekend winter summer autumn morning evening`),
    place: phrases(`in {det} {noun} | near {own} | under {det} {noun} | outside {own} | on {det} {adj} {noun}
      | beside {det} {noun} | at home | between {det} {noun} and {det} {noun} | across {own} | above {det} {noun}`),
    manner:
      phrases(`{adverb} | with {det} {adj} {noun} | without {det} {noun} | {adverb} and {adverb} | by {gerund} {own}
      | like {det} {noun} | using {number} {nouns}`),
    purpose: phrases(`to {verb} {det} {noun} | for {own} | to avoid {det} {adj} {noun} | for {det} {noun}
      | so {own} can {verb} | to {verb} and {verb}`),
    link: words(`However Moreover Therefore Otherwise Meanwhile Similarly Instead Afterwards Likewise Besides Hence
      Fortunately Interestingly Generally Strictly Roughly Honestly Technically Historically Practically`),
    adverb: words(`slowly carefully quickly gently rarely usually quietly firmly evenly loosely twice weekly daily
      briefly safely cheaply nearly mostly barely properly gradually suddenly calmly neatly deeply lightly outdoors
      together separately early late abroad soon often`),
    number: words(`two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
      ninety`),
    adj: words(`brittle crisp humid narrow ancient hollow vivid gentle rusty stubborn fragile steady bitter mild smooth
      rough sturdy shallow dense faint noisy silent cheap costly modest curious nervous patient clumsy elegant plain
      rare common spare loose tight warm chilly damp dusty sharp blunt sour sweet salty ripe stale fresh frozen wild
      tame remote local urban rural broad slim heavy light dim bright pale dark golden scarlet amber violet emerald
      northern southern coastal royal humble proud lazy eager clever cautious reckless honest secret public private
      annual daily monthly temporary permanent partial entire recent modern outdated portable foldable reliable
      awkward tidy messy robust optional redundant obscure obvious neutral formal casual`),
    verb: words(`repair measure compare observe collect prepare arrange examine improve replace restore protect
      gather divide combine borrow lend sketch carve polish rinse boil roast season plant water harvest
      explore visit photograph describe translate summarise rehearse record perform practise balance stretch
      rebuild insulate decorate paint hang finance invest calculate estimate reduce increase postpone schedule
      organise label archive publish review defend question verify simplify refactor deploy encrypt inspect
      monitor launch cancel negotiate recommend recycle preserve sharpen fasten loosen soak filter strengthen
      soften darken lighten trace resemble support follow avoid remember ignore welcome reward admire suspect`),
    past: words(`repaired measured replaced observed collected touched crossed covered improved damaged restored
      protected gathered divided joined borrowed carried painted polished boiled roasted planted watered explored
      visited described translated rehearsed recorded balanced stretched rebuilt decorated financed reduced increased
      postponed labelled archived published reviewed defended questioned verified simplified deployed inspected
      monitored launched cancelled recommended recycled preserved sharpened soaked filtered strengthened softened
      followed avoided remembered ignored welcomed admired suspected outlived outgrew overtook survived missed
      reached left found kept`),
    gerund: words(`repairing measuring comparing observing collecting preparing arranging examining improving replacing
      restoring protecting gathering dividing combining sketching carving polishing rinsing roasting planting watering
      exploring visiting describing translating rehearsing recording balancing stretching rebuilding decorating
      painting calculating estimating reducing scheduling labelling reviewing questioning verifying simplifying
      deploying inspecting monitoring recycling preserving sharpening soaking filtering`),
  },
};

function fitArticles(text: string): string {
  return text.replace(/\b([Aa]) (?=[aeiou])/g, "$1n ");
}
