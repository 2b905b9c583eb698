import type { UseWords } from "../use-kinds.ts";

/** Customers, sales, teams, applying for work. */
export const businessWords: UseWords = {
  decisive: `
    swot, okr, okrs, kpi, kpis, pitch deck, business plan, go to market, job interview, marketing, etsy, seo,
    freelance, cold email, competitor*, b2b, saas, startup, startups, resume, performance review, job description,
    facebook ads, market research, buyer persona, tagline, elevator pitch, crm, churn, salary negotiation, cv,
    investors, supply chain, value proposition, unit economics, one on one, b2c, stand up meeting, retention,
    star method, tell me about a time, hourly rate, day rate, rates, pricing tiers, standup, standups, board meeting,
    quarterly review, job offer, notice letter, brand voice, company name, business name, customer complaint,
    cold call, lead generation, leads, roi, profit margin, margins, break even, wholesale, dropshipping, shopify,
    amazon fba, franchise, nonprofit, fundraising, grant application, sponsorship, onboarding plan, kpi s,
    swot analysis, change management
    marketingplan, geschäftsplan, businessplan, vorstellungsgespräch, geschäftsidee, lebenslauf, zielgruppe,
    stellenanzeige, gehaltsverhandlung, arbeitszeugnis, kaltakquise, marktanalyse, jahresgespräch,
    mitarbeitergespräch, stundensatz, firmenname, stellenangebot, vorstellungs*, kundenbindung, gewinnmarge,
    existenzgründung, gründen, bewerbungsgespräch
    plan de negocio, entrevista de trabajo, redes sociales, currículum, competencia, descripción del puesto,
    estudio de mercado, inversores, negociar mi sueldo, eslogan, nombre y eslogan, nombre para una empresa,
    oferta de trabajo, tarifas, fidelizar, margen de beneficio, emprender, captar clientes
    plan d affaires, entretien d embauche, réseaux sociaux, prévisionnel, concurrents, étude de marché,
    fiche de poste, investisseurs, négocier mon salaire, tarifs, mes tarifs, taux horaire, nom d entreprise,
    offre d emploi, fidéliser, marge, auto entrepreneur, prospect*, slogan`,
  likely: `
    customer*, client, clients, product manager, manager, coworker, colleague, boss, meeting, agenda, stakeholder*,
    sales, strategy, brand, company, shop, store, product, revenue, pricing, candidate*, hiring, employer*,
    employees, onboarding, presentation, slides, newsletter, interview, project plan, quarterly, instagram, business,
    invoice, supplier*, proposal, recruiter, promotion, layoff*, feedback, campaign, ads, ad copy, logistics,
    workshop, deadline, management, leadership, restaurant, consulting, warehouse, inventory, conversion,
    landing page, linkedin, job, responsibilit*, raise, demote*, intern, trainee, hr, department, quarter, sprint,
    backlog, jira, scrum, roadmap, kickoff, deliverable*, vendor, procurement, shipping, pallet*, hotel chain,
    subscription, subscribers, followers, tiktok, youtube channel, logo for my, shop owner, bakery, salon,
    remote team, time zones
    kunde*, chef, chefin, kollege*, kollegin, besprechung, firma, unternehmen, laden, umsatz, bewerb*, mitarbeiter*,
    werbung, praxis, rechnung, lieferant*, angebot, beförderung, führung, lager, betrieb, geschäft, verantwortung,
    abteilung, praktikum, praktikant*, quartal, versand, lieferung, abo, kanal, gehalt
    cliente*, jefe, jefa, compañero de trabajo, reunión, empresa, tienda, ventas, estrategia, empleados,
    publicaciones, factura, proveedor*, propuesta, ascenso, liderazgo, negocio, empleo, responsabilidad,
    departamento, prácticas, trimestre, envío, suscripción, oficinas, equipo, curriculum
    client*, patron, collègue, réunion, entreprise, boutique, ventes, stratégie, employés, salariés, facture,
    fournisseur*, devis, gestion, poste, emploi, embauche, responsabilité*, service client, stage, livraison,
    abonnement, équipe, chef de projet`,
  hint: `
    work, market, sell, price, google, project, role, website, online, keywords
    arbeit, markt, verkauf*, preis, projekt
    trabajo, mercado, vender, precio, proyecto
    travail, marché, vendre, prix, projet`,
};
