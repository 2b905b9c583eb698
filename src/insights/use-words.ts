import type { UseKind } from "./use-kinds.ts";

/**
 * Words of a kind of use, separated by commas and line ends, each list in English, German, Spanish and French; `*` ends a
 * stem. Small letters, with accents; an apostrophe is a blank.
 */
export type UseWords = {
  /** Say it alone: 4 points each. */
  readonly decisive: string;
  /** Say it mostly: 2 points each. */
  readonly likely: string;
  /** Say it together with others: 1 point each. */
  readonly hint: string;
};

/** The table of words; of equal points, the kind that stands first here wins. */
export const useWords: Readonly<Record<Exclude<UseKind, "other">, UseWords>> = {
  translation: {
    decisive: `
      translat*, how do you say, how do i say, how to say
      übersetz*, wie sagt man, was heißt, wie heißt auf
      traduc*, traduz*, cómo se dice
      tradui*, comment dit on, comment on dit, comment dire`,
    likely: `
      in english, into english, to english, in german, into german, to german, in spanish, into spanish, to spanish,
      in french, into french, to french, in italian, into italian, to italian, in japanese, to japanese, in chinese,
      to chinese, in russian, to russian, in portuguese, to portuguese, in polish, in turkish, in latin, in arabic,
      to arabic, pronunciation, subtitles
      auf englisch, ins englische, auf deutsch, ins deutsche, auf spanisch, ins spanische, auf französisch,
      ins französische, auf italienisch, auf türkisch, auf polnisch, auf russisch, auf portugiesisch
      en inglés, al inglés, en español, al español, en francés, al francés, en alemán, al alemán, en portugués,
      a portugués, al portugués, en italiano
      en anglais, en français, en espagnol, en allemand, en italien, en portugais`,
    hint: `
      norwegian, swedish, dutch, greek, hebrew, hindi, language, phrase, english, german, spanish, french, italian,
      japanese, chinese, russian, portuguese, polish, turkish, thai, latin, korean, arabic, mean, meaning
      englisch*, französisch*, spanisch*, italienisch*, bedeutet
      inglés, alemán, francés, significa
      anglais, allemand, espagnol, signifie`,
  },
  programming: {
    decisive: `
      terraform, aws, azure, ssh, nginx, next js, vue, angular, svelte, redis, graphql, jwt, latex, matlab, ggplot,
      scraper, scraping, discord bot, telegram bot, godot, unreal engine, power query, google sheets, vlookup,
      makefile, cmake, gcc, android studio, xcode, localhost, pytest, jupyter, haskell, sqlalchemy, fastapi,
      spring boot, python, javascript, typescript, react, regex, sql, postgres, mysql, sqlite, mongodb, docker,
      dockerfile, kubernetes, git, github, java, kotlin, swiftui, flutter, rust, golang, c++, c#, php, laravel, django,
      flask, nodejs, node js, html, css, tailwind, npm, webpack, bash, powershell, vba, pandas, numpy, pytorch,
      tensorflow, unity, arduino, raspberry pi, vim, stack trace, unit test, unit tests, segfault, compiler, refactor*,
      debug*
      makro, programmier*, quellcode
      macro, programación
      compilation, programmation`,
    likely: `
      code, coding, script, api, json, csv, function, variable, array, loop, class, method, syntax, compile*, runtime,
      database, query, server, linux, ubuntu, cron, shell, terminal, command line, commit, branch, rebase, deploy*,
      frontend, backend, endpoint, algorithm, exception, null, undefined, library, import, plugin, excel, formula,
      spreadsheet, wordpress, chrome extension, app, programming, software, program, bot, crash*, package, dependency,
      module, object, string, integer, recursion, hash, encryption, cache, router, firewall, website, parser
      abfrage, datenbank, funktion, skript, fehlermeldung, schleife, formel, programm, schnittstelle, absturz
      código, función, consulta, base de datos, fórmula, programa, servidor, bucle
      fonction, requête, base de données, formule, programme, serveur, boucle`,
    hint: `
      bug, error, fix, file, files, folder, list, button, component, input, output, version, install, test, windows
      fehler, datei, ordner, liste
      archivo, hoja, celda
      erreur, fichier, tableau`,
  },
  creative: {
    decisive: `
      poem, haiku, limerick, sonnet, lyrics, short story, fairy tale, bedtime story, screenplay, dnd, d&d, fan fiction,
      fanfic, worldbuilding, roleplay, role play, pretend you, pretend to be, stay in character, act as, logo,
      midjourney, dall e, stable diffusion, riddle, tongue twister, puns, sci fi, plot twist, rap about, song about,
      poem about, story about, backstory, monologue, character sheet, band name, username
      gedicht, märchen, kurzgeschichte, drehbuch, liedtext, erfinde, zeichne, male mir, geschichte über, gedicht über,
      rätsel, zungenbrecher, lied über
      poema, cuento, guion, inventa, dibuja, historia sobre, poema sobre, canción sobre, adivinanza
      poème, conte, scénario, invente, dessine, histoire sur, poème sur, chanson sur, devinette`,
    likely: `
      story, novel, chapter, character, villain, hero, plot, fantasy, campaign, song, verse, rhym*, draw, illustration,
      painting, picture of, image of, names for, name ideas, name for, tattoo, joke, jokes, parody, dialogue, scene,
      horror, superhero, cartoon, anime, protagonist, riddles, slogan, ballad, rap, comic, artwork, generate an image,
      picture, portrait, puppet
      geschichte, einen roman, mein roman, kapitel, figur, reim*, lied, bild von, namen für, witz, witze, fantasie,
      ballade, bild
      historia, novela, capítulo, personaje, canción, rima*, imagen de, nombres para, chiste, héroe, terror, dibujo,
      imagen
      histoire, roman, chapitre, personnage, chanson, rime*, image de, noms pour, blague, héros, dessin, image, slam`,
    hint: `
      write, funny, style, dragon, magic, knight, wizard, medieval, imagine, create, design, band
      schreib, lustig*, drache, stil
      escribe, divertid*, dragón, estilo
      écris, drôle`,
  },
  writing: {
    decisive: `
      out of office, personal statement, recommendation letter, reference letter, thank you note, eulogy, obituary,
      complaint letter, apology letter, abstract for, thesis statement, fix the grammar, fix my grammar, grammar check
      beschwerdebrief, danksagung, trauerrede, gliederung, korrigier*
      discurso de boda, carta de recomendación, corrígeme
      lettre de recommandation, lettre de réclamation, corrige
      proofread*, rephrase, paraphrase, rewrite, reword, cover letter, summarize, summarise, summary of, essay,
      anschreiben, umformulier*, formuliere, korrekturles*, fasse zusammen, zusammenfass*, motivationsschreiben
      redacta, reescribe, resume este, resumir, carta de presentación
      rédige, reformule, lettre de motivation, résume ce, résumer`,
    likely: `
      email, letter, linkedin post, speech, toast, draft, grammar, punctuation, typos, spelling, sound more,
      more professional, more formal, shorten, shorter, wording, sentence, paragraph, text message, blog post, caption,
      write a message, write an email, reply to, reply, respond, response to, title for, headline, bio, review,
      invitation, introduction, conclusion, thesis, condolence*, birthday message, edit this, improve this, tone,
      report, rephrasing, tl dr, summary, synonym, another word for
      e mail, mail an, einen brief, eine rede, entwurf, grammatik, rechtschreib*, überarbeite*, kürze, freundlicher,
      formeller, absatz, antwort auf, einladung, einleitung, betreff, nachricht, glückwünsche, text für
      correo, carta, discurso, borrador, gramática, ortografía, más formal, más corto, párrafo, respuesta, invitación,
      introducción, mensaje, felicitación, título
      mail, courriel, lettre, discours, brouillon, grammaire, orthographe, plus formel, plus court, paragraphe,
      réponse, message, titre, synonyme`,
    hint: `
      write, text, polite, formal, words, professional, dear, sincerely, article, post
      schreib*, höflich*, sehr geehrte, wörter, artikel
      escribe, texto, estimado, estimada, palabras, artículo
      écris, texte, poli, madame, monsieur, mots`,
  },
  health: {
    decisive: `
      headache, migraine, ibuprofen, paracetamol, antibiotic*, antidepressant*, symptom*, side effects, blood test,
      blood pressure, cholesterol, calorie*, rash, diabetes, pregnan*, insomnia, physiotherap*, diagnos*, supplement,
      supplements, creatine, keto, intermittent fasting, bmi, panic attack, panic attacks, menopause, vaccine*, covid,
      mri, surgery, sprained, ankle, dermatolog*, eczema, acne, hemorrhoid*, uti, thyroid, push ups, squats,
      half marathon
      kopfschmerz*, knieschmerz*, rückenschmerz*, bauchschmerz*, bluthochdruck, blutdruck, blutwerte, nebenwirkung*,
      schwanger*, schlaflos*, kalorien, gicht, hausarzt, impfung, schilddrüse, nahrungsergänz*, allergie*,
      krankschreib*, bandscheibe
      me duele, dolor de, síntomas, tensión arterial, embaraz*, efectos secundarios, calorías, vacuna, tiroides,
      alergia*, regla, ansiedad, acné
      mal de tête, mal au, symptômes, tension artérielle, enceinte, effets secondaires, calories, urgences, vaccin*,
      thyroïde, anxiété`,
    likely: `
      pain, hurts, ache, fever, cough, flu, doctor, medication, medicine, pill, dose, vitamin*, iron, ferritin,
      protein, diet, weight loss, lose weight, workout, training plan, muscle, stretch*, sleep, asleep, anxiety, adhd,
      allerg*, infection, swollen, dizzy, nausea, period, injury, knee, stomach, therapist, dentist, therapy,
      magnesium, calm, shoulder, neck, hip, back pain, throat, ear, sick, baby, breastfeeding, hair loss, sugar intake,
      exercise, exercises, healthy, cardio, weights, marathon, autism, depress*, stress, hangover
      schmerz*, tut weh, weh, fieber, husten, arzt, ärztin, medikament*, tablette*, abnehmen, trainingsplan, muskel*,
      schlafen, übung*, entzünd*, lebensmittel, ernährung, zahnarzt, therapie, schulter, nacken, hals, ohr, krank,
      haarausfall, kater, gewicht
      dolor, fiebre, tos, médico, medicamento, pastilla, adelgazar, entrenamiento, músculo, dormir, espalda,
      ejercicios, tensión, dentista, terapia, hombro, cuello, garganta, oído, enfermo, enferma, bebé, estrés, peso,
      rodilla, cabeza
      douleur, fièvre, toux, médecin, médicament, maigrir, entraînement, mal de dos, exercices, dentiste, thérapie,
      épaule, cou, gorge, oreille, malade, bébé, poids, genou, ventre`,
    hint: `
      tired, eye, leg, calf, skin, blood, heart, teeth, tooth, body, gym, run, running, lift, kg, beginner, eat,
      alcohol
      müde, auge, bein, haut, herz, zahn, knie, gesund, laufen
      ojo, pierna, piel, sangre, corazón, diente, sano
      œil, jambe, peau, sang, cœur, dent, santé`,
  },
  home: {
    decisive: `
      recipe, recipes, sourdough, oven, dishwasher, washing machine, stain, mould, mold, boiler, compost, houseplant,
      air fryer, slow cooker, marinade, casserole, clogged, fuse box, circuit breaker, light bulb, radiator,
      lawn mower, aquarium, hamster, oil change, check engine, ants, wasps, mice, substitute for, laundry, orchid,
      basil
      rezept, rezepte, backofen, waschmaschine, spülmaschine, schimmel, fleck*, ofen, heizung, sicherung, abfluss,
      ameisen, wespen, ölwechsel, rasenmäher, thermomix, orchidee
      receta, recetas, lavadora, lavavajillas, moho, mancha*, horno, hormigas, atascad*, radiador, freidora,
      cambio de aceite
      recette, recettes, lave linge, lave vaisselle, moisissure, tache*, au four, fourmis, bouché*, radiateur, vidange,
      friteuse`,
    likely: `
      cook*, bake*, baking, dinner for, ingredients, gluten, vegetarian, vegan, meal prep, leftovers, flour, chicken,
      pasta, garden, plant, plants, tomato*, balcony, lawn, seeds, paint, wall colour, wall color, couch, sofa, rug,
      carpet, living room, bathroom, kitchen, leak*, faucet, drill, ikea, dog, cat, puppy, kitten, bike, brake*,
      car battery, tyre*, tire, bread, dough, cake, cookies, soup, curry, rice, potatoes, eggs, drain, toilet, shower,
      window, curtain*, shelf, furniture, roses, hedge, soil, engine, brakes, puppies, kittens, rabbit, declutter,
      lamp, tiles, vinegar, baking soda, fry, grill, roast, dinner
      kochen, koche, gekocht, backen, zutaten, mehl, hähnchen, nudeln, garten, pflanze*, tomate*, balkon, streichen,
      wandfarbe, teppich, wohnzimmer, badezimmer, küche, tropft, bohr*, hund, katze, fahrrad, reinigen, putzen, brot,
      teig, kuchen, suppe, reis, kartoffel*, eier, dusche, fenster, regal, möbel, rosen, erde, motor, kaninchen,
      fliesen, grillen, braten, salat
      cocinar, ingredientes, harina, pollo, jardín, planta*, balcón, pintar, alfombra, salón, cocina, gotea, perro,
      gato, bici, limpiar, baño, pan, masa, pastel, sopa, arroz, patatas, huevos, ducha, ventana, estante, muebles,
      rosas, tierra, conejo, cena, ensalada
      cuisiner, cuisson, ingrédients, farine, poulet, jardin, plante*, balcon, peinture, peindre, tapis, salon,
      cuisine, mon chien, mon chat, vélo, nettoyer, pâte, gâteau, soupe, riz, pommes de terre, œufs, douche, fenêtre,
      étagère, terre, moteur, lapin, salade, dîner`,
    hint: `
      smell*, clean, wash, room, wall, floor, water, heat, fridge, freezer, leaves, pot, pots, sauce, cheese, salt,
      sugar, riecht, waschen, zimmer, wand, boden, wasser, kühlschrank, blätter, käse, salz, zucker
      huele, lavar, pared, suelo, agua, nevera, hojas, queso, azúcar
      laver, chambre, meubles, eau, frigo, feuilles, fromage, sucre`,
  },
  money: {
    decisive: `
      mortgage, landlord, tenant, etf, etfs, ira, 401k, tax return, lawyer, lawsuit, credit card, inheritance,
      self employed, crypto, bitcoin, index fund, compound interest, credit score, student loan, student loans,
      capital gains, deduct*, evict*, small claims, custody, power of attorney, copyright, gdpr, trademark,
      citizenship, bankruptcy, alimony, notice period, irs, vat
      steuererklärung, absetzen, vermieter, mieter, kündigungsfrist, testament, erbe, darlehen, freiberufler,
      haftpflicht*, kündigungsschutz, grundsteuer, unterhalt, sorgerecht, urheberrecht, tagesgeld, depot, umsatzsteuer,
      abmahnung
      hipoteca, indemnización, casero, declaración de la renta, abogad*, herencia, autónomo, finiquito, divorcio,
      custodia, derechos de autor, iva, hacienda, nómina
      prêt, mensualités, impôts, propriétaire, avocat, héritage, hypothèque, indemnité, divorce, garde des enfants,
      droit d auteur, tva, licenciement, préavis`,
    likely: `
      tax, taxes, loan, debt, savings, invest*, stocks, shares, dividend*, interest rate, budget, salary, pension,
      retirement, insurance, deposit, rent, rental, contract, clause, legal, law, court, liab*, sue, speeding ticket,
      refund, warranty, visa, earn, lease, roth, apr, interest, fund, stock, wage, wages, overtime, lawful, rights,
      police, fined, income, afford, save money, inflation, currency exchange, buy a house, financing
      steuer*, kredit, schulden, sparen, anlegen, aktien, zinsen, gehalt, rente, versicherung, kaution, miete, vertrag,
      klausel, rechtlich, gesetz, gericht, bußgeld, gültig, notar, kindergeld, abfindung, einkommen, widerruf*,
      rückgabe, recht, rechte, polizei, finanzier*, fonds
      impuesto*, préstamo, deuda*, ahorrar, ahorros, invertir, acciones, sueldo, pensión, seguro, fianza, alquiler,
      contrato, ley, multa, despid*, ingresos, derechos, derecho, policía, devolver, financiar
      impôt, crédit, dette*, épargne, investir, en bourse, salaire, retraite, assurance, caution, loyer, contrat,
      légal, loi, amende, revenus, droits, droit, rembours*, financer, économiser`,
    hint: `
      pay, paid, money, cost, costs, bank, card, price, return, month, euro, euros, dollars
      zahlen, geld, kostet, kosten
      pagar, dinero, cuesta, banco
      payer, argent, coûte, banque`,
  },
  business: {
    decisive: `
      swot, okr, okrs, kpi, kpis, pitch deck, business plan, go to market, job interview, marketing, etsy, seo,
      freelance, cold email, competitor*, b2b, saas, startup, startups, resume, performance review, job description,
      facebook ads, market research, buyer persona, tagline, elevator pitch, crm, churn, salary negotiation, cv,
      investors, supply chain, value proposition, unit economics, one on one, b2c, stand up meeting
      marketingplan, geschäftsplan, businessplan, vorstellungsgespräch, geschäftsidee, lebenslauf, zielgruppe,
      stellenanzeige, gehaltsverhandlung, arbeitszeugnis, kaltakquise, marktanalyse
      plan de negocio, entrevista de trabajo, redes sociales, currículum, competencia, descripción del puesto,
      estudio de mercado, inversores, negociar mi sueldo
      plan d affaires, entretien d embauche, réseaux sociaux, prévisionnel, concurrents, étude de marché,
      fiche de poste, investisseurs, négocier mon salaire`,
    likely: `
      customer*, client, clients, product manager, manager, coworker, colleague, boss, meeting, agenda, stakeholder*,
      team, sales, strategy, brand, company, shop, store, product, revenue, pricing, candidate*, hiring, employer*,
      employees, onboarding, presentation, slides, newsletter, interview, project plan, quarterly, instagram, business,
      invoice, supplier*, proposal, recruiter, promotion, layoff*, feedback, campaign, ads, ad copy, logistics,
      workshop, deadline, management, leadership, restaurant, consulting, warehouse, inventory, conversion,
      landing page, linkedin, job
      kunde*, chef, chefin, kollege*, kollegin, besprechung, firma, unternehmen, laden, umsatz, bewerb*, mitarbeiter*,
      werbung, praxis, rechnung, lieferant*, angebot, beförderung, führung, lager, betrieb, geschäft
      cliente*, jefe, jefa, compañero de trabajo, reunión, empresa, tienda, ventas, estrategia, empleados,
      publicaciones, factura, proveedor*, propuesta, ascenso, liderazgo, negocio, empleo
      client*, patron, collègue, réunion, entreprise, boutique, ventes, stratégie, employés, salariés, facture,
      fournisseur*, devis, gestion, poste, emploi, embauche`,
    hint: `
      work, market, sell, price, google, project, role, website, online, keywords
      arbeit, markt, verkauf*, preis, projekt
      trabajo, mercado, vender, precio, proyecto
      travail, marché, vendre, prix, projet`,
  },
  planning: {
    decisive: `
      itinerary, packing list, road trip, to do list, todo list, checklist, bucket list, meal plan, daily routine,
      time blocking, what to pack, things to do in, day trip, honeymoon, guest list, seating plan, gift ideas,
      stopover, layover, weekend in
      packliste, reiseroute, zeitplan, tagesplan, wochenplan, reiseplan, checkliste, geschenkidee*, wochenende in,
      tagesausflug, gästeliste, sehenswürdigkeiten, urlaubsplanung
      itinerario, qué ver en, lista de equipaje, viaje a, ideas de regalo, fin de semana en, escapada, lista de tareas
      itinéraire, organise moi, liste de voyage, que faire à, week end à, idées cadeaux, idée cadeau, liste de tâches,
      que visiter`,
    likely: `
      plan my, plan a, plan for, schedule, timeline, trip, travel*, vacation, holiday, flight, flights, hotel, hostel,
      route, train from, days in, weeks in, party, birthday, wedding, moving house, prioriti*, routine, passport,
      airport, camping, hike, hiking, gift for, present for, calendar, deadline, organize, organise, backpacking,
      camper, guests, christmas, anniversary, time management, agenda for, vacations, tour, visit
      planen, planung, reise, urlaub, flug, tage in, wochen in, feier, hochzeit, umzug, wandern, ablauf, geschenk,
      kalender, frist, gäste, weihnachten, organisier*, tagesablauf, ausflug
      planifica*, planea*, organiza*, viaje, vacaciones, vuelo, ruta, días en, semanas en, fiesta, boda, mudanza,
      regalo, calendario, plazo, invitados, navidad, organizar, excursión
      planifie*, organise*, voyage, vacances, vol, trajet, jours à, jours en, semaines en, fête, mariage, déménag*,
      cadeau, calendrier, échéance, invités, noël, organiser, excursion`,
    hint: `
      plan, week, weekend, day, days, each day, tomorrow, monday, friday, saturday, sunday, before, when, stay, spring,
      summer, october, april, june, beach, sea
      woche, wochenende, tag, tage, morgen, freitag, samstag, abgabe, besuchen, sommer, strand
      semana, días, mañana, viernes, sábado, visitar, verano, playa, presupuesto
      semaine, week end, jours, demain, vendredi, samedi, visiter, été, plage, départ, retour`,
  },
  company: {
    decisive: `
      lonely, loneliness, broke up, breakup, break up with, heartbroken, first date, i cry, crying, can we talk,
      can we just talk, just talk, need to vent, rough day, bad day, overwhelmed, hate myself, nobody understands,
      no one understands, mother in law, am i the asshole, aita, ghosted, cheating on me, cheated on me, miss him,
      miss her, homesick, self esteem, cheer me up, grief, passed away, feel guilty, i feel so, i m so sad,
      toxic relationship, burnt out, should i text, talk to someone, my therapist
      einsam, traurig, liebeskummer, schluss gemacht, niemand versteht, schwiegermutter, heimweh, fremdgegangen,
      selbstwert*, getrennt, verstorben, trauer, aufmuntern, überfordert
      me siento, nadie me entiende, estoy triste, estoy harto, estoy harta, mi suegra, roto conmigo, me dejó,
      me engañó, autoestima, desahogarme, echo de menos, extraño a
      je me sens, personne ne me comprend, je suis triste, rupture, belle mère, m a quitté, m a trompé, estime de soi,
      manque tellement, deuil, remonter le moral`,
    likely: `
      anxious, stressed, ashamed, insecure, shy, hurt me, lied to me, roommate, marriage, tinder, family drama, upset,
      angry, feel like, i m scared, i m afraid, motivation, friendship, i hate, proud of
      schüchtern, wütend, enttäuscht, angst, mitbewohner*, ehe, freundschaft, verletzt
      tímid*, enfadad*, decepcionad*, miedo, matrimonio, amistad, pareja
      timide, en colère, déçu*, peur, mariage, amitié, couple
      i feel, feeling, feelings, sad, nervous, jealous, divorce, dating, date, girlfriend, boyfriend, my wife,
      my husband, my partner, my friend, best friend, best friends, my sister, my brother, my mum, my mom, my dad,
      my daughter, my son, mad at me, argument, apologi*, relationship, crush, my ex, alone, afraid of losing,
      ich fühle, gefühl*, eifersüchtig, scheidung, freundin, mein freund, meine frau, mein mann, meine schwester,
      mein bruder, meine mutter, mein vater, streit, beziehung, allein
      siento, celos, novia, novio, mi mujer, mi marido, mi amigo, mi amiga, mi hermana, mi hermano, mi madre, mi padre,
      pelea, relación
      sentiments, jaloux, jalouse, copine, copain, ma femme, mon mari, mon ami, mon amie, ma sœur, mon frère, ma mère,
      mon père, dispute, relation, seule, seul`,
    hint: `
      honestly, talk, friend, friends, kids, mum, mom, family, love, tell her, tell him, nobody
      reden, redet, freunde, familie, liebe, niemand, heute
      hablar, amigos, familia, amor, nadie
      parler, amis, famille, amour, personne`,
  },
  learning: {
    decisive: `
      explain, explained, teach me, quiz me, flashcards, homework, solve for, step by step, eli5, study guide,
      derivative, integral, photosynthesis, calculus, algebra, theorem, walk me through, multiple choice, mnemonic,
      tutor, lecture notes, cheat sheet, study plan, matrix, trigonometry, like i m five, like i m 5
      erklär*, hausaufgabe*, klausur, karteikarten, ableitung, satz des, eselsbrücke, lernplan, mitschrift
      explica*, explícame, deberes, tarjetas de memoria, derivada, para el examen, ejercicio resuelto, apuntes,
      paso a paso
      explique*, explication, devoirs, fiches de révision, dérivée, mon cours, exercice corrigé, étape par étape,
      cours de`,
    likely: `
      how does, how do, difference between, what s the difference, learn*, study, exam, basics, understand, concept,
      theory, equation, physics, chemistry, biology, math, maths, philosophy, grammar rule, history of, for beginners,
      lesson, practice, show the steps, show my work, define, definition, meaning of, concept of, why do, why does,
      why is, why are, tell me about, statistics, probability, economics, proof, prove, quiz, worksheet, notes,
      chapter summary, memorize, practice problems, what is a, what are, how is, grammar, vocabulary, course, tutorial
      unterschied zwischen, wie funktioniert, warum ist, lernen, lerne, prüfung, grundlagen, verstehe*, theorie,
      gleichung, physik, chemie, biologie, mathe, philosophie, schule, warum, weshalb, was bedeutet, was ist ein,
      was ist eine, beweis*, statistik, wahrscheinlichkeit, vokabeln, kurs
      diferencia entre, cómo funciona, por qué, aprender, examen, no entiendo, teoría, ecuación, física, química,
      biología, matemáticas, filosofía, causas, qué es, qué son, significa, demuestra, estadística, probabilidad, curso
      différence entre, comment fonctionne, pourquoi, apprendre, comprendre, comprends pas, théorie, équation,
      physique, chimie, qu est ce que, c est quoi, démontrer, statistique, probabilité`,
    hint: `
      why, example, examples, means, class, school, university, questions, quantum, revolution, cell, atom, energy,
      simple
      beispiel*, uni
      ejemplos, ejemplo, clase, universidad
      exemple*, cours, université`,
  },
  facts: {
    decisive: `
      capital of, population of, who invented, who wrote, who discovered, how tall is, how high is, how old is,
      how far is, how many people
      hauptstadt, einwohner, wer erfand, wer hat erfunden, wie hoch ist, wie alt ist, wie viele menschen
      capital de, cuántos habitantes, quién inventó, quién escribió, cuánto mide, qué altura
      capitale, combien d habitants, qui a inventé, qui a écrit, quelle hauteur, en quelle année`,
    likely: `
      who was, who is, who won, when did, when was, when does, when is, where is, which country, which countries,
      how many, what year, what was, population, speed of, height of, bigger than, president of, what time, what day,
      how long is, how long was, how far, how big, how old, how tall, how high, currency, distance, release date,
      named after, record for, highest, longest, what is the name, what s the name, oldest, weather, capital
      wer war, wer ist, wer hat, wann war, wann wurde, wann ist, wo liegt, wie viele, welches land, welche länder,
      in welchem jahr, wie weit, wie groß, wie lang ist, wie heißt, währung, höchste, längste, seit wann, woher
      quién fue, quién es, cuándo fue, cuándo se, dónde está, cuántos, cuántas, qué país, en qué año, cómo se llama,
      moneda, distancia, más alto, más grande, cuándo
      qui était, qui est, quand a, où se, combien de, quel pays, quelle est, quel est, comment s appelle, monnaie,
      plus grand, plus haut, quand`,
    hint: `
      movie, film, country, countries, city, river, lake, mountain, world, biggest, largest, fastest, tallest, war,
      king, queen, president, album, actor
      land, stadt, fluss, see, berg, welt, größte*, schnellste*, älteste*, krieg, könig
      país, ciudad, río, montaña, mundo, guerra, rey
      pays, ville, fleuve, montagne, monde, guerre, roi`,
  },
};
