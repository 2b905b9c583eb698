import type { UseWords } from "../use-kinds.ts";

/** Feelings, and those one lives with. */
export const companyWords: UseWords = {
  decisive: `
    lonely, loneliness, broke up, breakup, break up with, heartbroken, first date, i cry, crying, can we talk,
    can we just talk, just talk, need to vent, rough day, bad day, overwhelmed, hate myself, nobody understands,
    no one understands, mother in law, am i the asshole, aita, ghosted, cheating on me, cheated on me, miss him,
    miss her, homesick, self esteem, cheer me up, grief, passed away, feel guilty, i feel so, i m so sad,
    toxic relationship, burnt out, should i text, talk to someone, my therapist, nobody came, no one came,
    he texted me, she texted me, make friends, made friends, my ex, say goodbye, my grandpa, my grandma died,
    my dad died, my mom died, my dog died, died on, funeral, i m bored, i am bored, are you bored, ever bored,
    stay friends, i feel, feels like nobody, cried, want to cry, silent treatment, falling out, forgive, i love him,
    i love her, asked me out, in love, left me, talk to me, be honest with me, keep me company
    einsam, traurig, liebeskummer, schluss gemacht, niemand versteht, schwiegermutter, heimweh, fremdgegangen,
    selbstwert*, getrennt, verstorben, trauer, aufmuntern, überfordert, ich hab das gefühl, ich habe das gefühl,
    zuhört, hört mir, nicht mehr zu, verliebt, verlassen, gestorben, beerdigung, freunde finden, mir ist langweilig,
    einfach reden, weinen, verzeihen
    me siento, nadie me entiende, estoy triste, estoy harto, estoy harta, mi suegra, roto conmigo, me dejó,
    me engañó, autoestima, desahogarme, echo de menos, extraño a, despedirme, llorar, hacer amigos, me aburro,
    ha muerto, murió, enamorad*, perdonar, hablar contigo, quiero hablar, desahogar*
    je me sens, personne ne me comprend, je suis triste, rupture, belle mère, m a quitté, m a trompé, estime de soi,
    manque tellement, deuil, remonter le moral, j ai dit une bêtise, pleurer, me faire des amis, je m ennuie,
    est mort, est morte, est décédé, enterrement, amoureux, amoureuse, pardonner, parler avec toi, envie de parler,
    n ose plus`,
  likely: `
    anxious, stressed, ashamed, insecure, shy, hurt me, lied to me, roommate, marriage, tinder, family drama, upset,
    angry, feel like, i m scared, i m afraid, motivation, friendship, i hate, proud of, feeling, feelings, sad,
    nervous, jealous, divorce, dating, date, girlfriend, boyfriend, my wife, my husband, my partner, my friend,
    best friend, best friends, my sister, my brother, my mum, my mom, my dad, my daughter, my son, mad at me,
    argument, apologi*, relationship, crush, alone, afraid of losing, ich fühle, gefühl*, eifersüchtig, scheidung,
    freundin, mein freund, meine frau, mein mann, meine schwester, mein bruder, meine mutter, mein vater, streit,
    beziehung, allein, my mother, my father, my parents, my grandmother, my grandfather, my boyfriend, my girlfriend,
    best mate, my aunt, my uncle, hate, miss, happy, awkward, embarrass*, rejected, ignored, bullied, gossip,
    trust him, trust her, text back, hug, comfort, birthday alone
    schüchtern, wütend, enttäuscht, angst, mitbewohner*, ehe, freundschaft, verletzt, meine eltern, meine freundin,
    meine tochter, mein sohn, meine oma, mein opa, vermisse, peinlich, glücklich, verzweifelt, gemobbt
    tímid*, enfadad*, decepcionad*, miedo, matrimonio, amistad, pareja, siento, celos, novia, novio, mi mujer,
    mi marido, mi amigo, mi amiga, mi hermana, mi hermano, mi madre, mi padre, pelea, relación, mis padres, mi hija,
    mi hijo, mi abuela, mi abuelo, mi mejor amiga, mi mejor amigo, extraño, vergüenza, feliz
    timide, en colère, déçu*, peur, mariage, amitié, couple, sentiments, jaloux, jalouse, copine, copain, ma femme,
    mon mari, mon ami, mon amie, ma sœur, mon frère, ma mère, mon père, dispute, relation, seule, seul, mes parents,
    ma fille, mon fils, ma grand mère, mon grand père, ma meilleure amie, mon meilleur ami, manque, honte, heureuse,
    heureux, bêtise`,
  hint: `
    honestly, talk, friend, friends, kids, mum, mom, family, love, tell her, tell him, nobody
    reden, redet, freunde, familie, liebe, niemand, heute
    hablar, amigos, familia, amor, nadie
    parler, amis, famille, amour, personne`,
};
