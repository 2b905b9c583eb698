import type { UseWords } from "../use-kinds.ts";

/** Kinds of texts, and what is done to them. */
export const writingWords: UseWords = {
  decisive: `
    out of office, personal statement, recommendation letter, reference letter, thank you note, eulogy, obituary,
    complaint letter, apology letter, abstract for, thesis statement, fix the grammar, fix my grammar, grammar check,
    proofread*, rephrase, paraphrase, rewrite, reword, cover letter, summarize, summarise, summary of, essay,
    anschreiben, umformulier*, formuliere, korrekturles*, fasse zusammen, zusammenfass*, motivationsschreiben,
    better word, another word, cut this down, turn these notes, does this sound, how does this sound, sound rude,
    sound natural, sounds natural, tweet, write something short, write me a short, polish this, polish my,
    clean up my, improve my writing, make it shorter, make this shorter, make it longer, character reference,
    write a reference, caption for, essay about, essay on, write a paragraph, subject line, press release,
    spell check
    beschwerdebrief, danksagung, trauerrede, gliederung, korrigier*, klingt das, klingt die, klingt der,
    hört sich das, besseres wort, verfasse, korrektur, umgangssprachlich, kürzer,
    pressemitteilung
    discurso de boda, carta de recomendación, corrígeme, redacta, reescribe, resume este, resumir,
    carta de presentación, mejora la redacción, mejora este, mejora el texto, suena bien, suena natural,
    otra palabra para, escribe un correo, escribe una carta, redactar, nota de prensa
    lettre de recommandation, lettre de réclamation, corrige, rédige, reformule, lettre de motivation, résume ce,
    résumer, mets au propre, mets mes notes, au propre, écris un mail, écris une lettre, améliore ce, améliore mon,
    un autre mot pour, ça sonne, rédiger, communiqué de presse, corriger`,
  likely: `
    email, letter, linkedin post, speech, toast, draft, grammar, punctuation, typos, spelling, sound more,
    more professional, more formal, shorten, shorter, wording, sentence, paragraph, text message, blog post, caption,
    write a message, write an email, reply to, reply, respond, response to, title for, headline, bio, review,
    invitation, introduction, conclusion, thesis, condolence*, birthday message, edit this, improve this, tone,
    report, rephrasing, tl dr, summary, synonym, another word for, notes, note, apology, message to, letterbox, card,
    farewell, dedication, transcript, minutes, newsletter, testimonial, product review, sentences, adjective, comma,
    capital letter, passive voice, active voice, rude, concise, wordy
    e mail, mail an, einen brief, eine rede, entwurf, grammatik, rechtschreib*, überarbeite*, kürze, freundlicher,
    formeller, absatz, antwort auf, einladung, einleitung, betreff, nachricht, glückwünsche, text für, hausarbeit,
    protokoll, karte, komma, absage, zusage, entschuldigung
    correo, carta, discurso, borrador, gramática, ortografía, más formal, más corto, párrafo, respuesta, invitación,
    introducción, mensaje, felicitación, título, redacción, acta, tarjeta, coma, disculpa, despedida
    mail, courriel, lettre, discours, brouillon, grammaire, orthographe, plus formel, plus court, paragraphe,
    réponse, message, titre, synonyme, compte rendu, procès verbal, carte, virgule, excuses, phrase`,
  hint: `
    write, text, polite, formal, words, professional, dear, sincerely, article, post
    schreib*, höflich*, sehr geehrte, wörter, artikel
    escribe, texto, estimado, estimada, palabras, artículo
    écris, texte, poli, madame, monsieur, mots`,
};
