import type { UseWords } from "../use-kinds.ts";

/** Kinds of verse, stories and pictures, and who is in them. */
export const creativeWords: UseWords = {
  decisive: `
    poem, haiku, limerick, sonnet, lyrics, short story, fairy tale, bedtime story, screenplay, dnd, d&d, fan fiction,
    fanfic, worldbuilding, roleplay, role play, pretend you, pretend to be, stay in character, act as, logo,
    midjourney, dall e, stable diffusion, riddle, tongue twister, puns, sci fi, plot twist, rap about, song about,
    poem about, story about, backstory, monologue, character sheet, band name, username, noir, worldbuild,
    world building, planet, factions, ode to, fable, myth, opening line, opening paragraph, first paragraph of,
    movie titles, book title, title for my novel, sitcom, stand up comedy, puppet show, logo design, album cover,
    coloring page, colouring page, sketch of, generate a picture, generate an image, make me an image,
    once upon a time
    gedicht, märchen, kurzgeschichte, drehbuch, liedtext, erfinde, zeichne, male mir, geschichte über, gedicht über,
    rätsel, zungenbrecher, lied über, *gedicht, *märchen, *geschichte, es war einmal, theaterstück,
    erzähl mir eine geschichte, erstelle ein bild, generiere ein bild, bild von
    poema, cuento, guion, inventa, dibuja, historia sobre, poema sobre, canción sobre, adivinanza, haz una imagen,
    genera una imagen, érase una vez, fábula, escribe una historia, un relato, microrrelato, letra de canción,
    obra de teatro
    poème, conte, scénario, invente, dessine, histoire sur, poème sur, chanson sur, devinette, génère une image,
    fais moi une image, il était une fois, une nouvelle sur, récit, pièce de théâtre, paroles de`,
  likely: `
    story, novel, chapter, character, villain, hero, plot, fantasy, campaign, song, verse, rhym*, draw, illustration,
    painting, picture of, image of, names for, name ideas, name for, tattoo, joke, jokes, parody, dialogue, scene,
    horror, superhero, cartoon, anime, protagonist, riddles, slogan, ballad, rap, comic, artwork, picture, portrait,
    puppet, pirate, vampire, robot, alien, spaceship, kingdom, witch, ghost, prince, princess, detective,
    melancholic, fictional, narrator, stanza, setting, lore, monster, futuristic, pixel art, sketch, wallpaper, tale
    geschichte, einen roman, mein roman, kapitel, figur, reim*, lied, namen für, witz, witze, fantasie, ballade,
    bild, pirat, hexe, prinzessin, gespenst, roboter, erzähl*, strophe
    historia, novela, capítulo, personaje, canción, rima*, imagen de, nombres para, chiste, héroe, terror, dibujo,
    imagen, pirata, bruja, princesa, fantasma, cuéntame, estrofa, dibujar
    histoire, roman, chapitre, personnage, chanson, rime*, image de, noms pour, blague, héros, dessin, image, slam,
    sorcière, princesse, fantôme, raconte, dessiner`,
  hint: `
    write, funny, style, dragon, magic, knight, wizard, medieval, imagine, create, design, band
    schreib, lustig*, drache, stil
    escribe, divertid*, dragón, estilo
    écris, drôle`,
};
