import type { UseWords } from "../use-kinds.ts";

/** Credit, taxes, contracts, rights. */
export const moneyWords: UseWords = {
  decisive: `
    mortgage, landlord, tenant, etf, etfs, ira, 401k, tax return, lawyer, lawsuit, credit card, inheritance,
    self employed, crypto, bitcoin, index fund, compound interest, credit score, student loan, student loans,
    capital gains, deduct*, evict*, small claims, custody, power of attorney, copyright, gdpr, trademark,
    citizenship, bankruptcy, alimony, notice period, irs, vat, is it legal, am i allowed, legally, inherit*,
    overdraft, bank fees, pay off, non resident, register a company, terminate, termination fee, severance,
    fired for, unpaid, dispute, chargeback, statute, sue my, my rights, payslip, net salary, gross salary,
    adjusted for inflation, remortgage, stamp duty, council tax, social security, child support, prenup, accountant,
    bookkeep*, rent increase, deposit back, refinanc*, annuity, brokerage, options trading, hedge
    steuererklärung, absetzen, vermieter, mieter, kündigungsfrist, testament, erbe, darlehen, freiberufler,
    haftpflicht*, kündigungsschutz, grundsteuer, unterhalt, sorgerecht, urheberrecht, tagesgeld, depot, umsatzsteuer,
    abmahnung, darf mein, darf ich, muss ich zahlen, ist es erlaubt, kündigung*, mieterhöhung, nebenkosten,
    *versicherung, *steuer, *vertrag, erben, geerbt, mahnung, inkasso, brutto, netto, elterngeld, arbeitslosengeld,
    bafög, schadensersatz, widerspruch
    hipoteca, indemnización, casero, declaración de la renta, abogad*, herencia, autónomo, finiquito, divorcio,
    custodia, derechos de autor, iva, hacienda, nómina, es legal, heredamos, heredar, heredé, comisiones,
    descubierto, me pueden, puedo reclamar, reclamar, subida del alquiler, paro, notario
    prêt, mensualités, impôts, propriétaire, avocat, héritage, hypothèque, indemnité, divorce, garde des enfants,
    droit d auteur, tva, licenciement, préavis, frais bancaires, découvert, contester, est ce légal, ai je le droit,
    hériter, chômage, augmentation de loyer, dépôt de garantie, mise en demeure, notaire`,
  likely: `
    tax, taxes, loan, debt, savings, invest*, stocks, shares, dividend*, interest rate, budget, salary, pension,
    retirement, insurance, deposit, rent, rental, contract, clause, legal, law, court, liab*, sue, speeding ticket,
    refund, warranty, visa, earn, lease, roth, apr, interest, fund, stock, wage, wages, overtime, lawful, rights,
    police, fined, income, afford, save money, inflation, currency exchange, buy a house, financing, fee, fees,
    charge, charged, payment, instalment*, expensive, worth in, police or insurance, claim, rule, allowed, permit,
    residence, compensation, overcharged, scam, fraud, wire transfer, paypal, cash, currency, percent, budgeting
    steuer*, kredit, schulden, sparen, anlegen, aktien, zinsen, gehalt, rente, versicherung, kaution, miete, vertrag,
    klausel, rechtlich, gesetz, gericht, bußgeld, gültig, notar, kindergeld, abfindung, einkommen, widerruf*,
    rückgabe, recht, rechte, polizei, finanzier*, fonds, gebühr*, rate, raten, erlaubt, anspruch, entschädigung,
    betrug, überweisung, prozent, urlaubsanspruch
    impuesto*, préstamo, deuda*, ahorrar, ahorros, invertir, acciones, sueldo, pensión, seguro, fianza, alquiler,
    contrato, ley, multa, despid*, ingresos, derechos, derecho, policía, devolver, financiar, comisión, cuota,
    permiso, indemniz*, estafa, transferencia, piso, vender el piso, gastos, precio del
    impôt, crédit, dette*, épargne, investir, en bourse, salaire, retraite, assurance, caution, loyer, contrat,
    légal, loi, amende, revenus, droits, droit, rembours*, financer, économiser, frais, mensuel, autorisé, indemnis*,
    arnaque, virement, dépenses, facture`,
  hint: `
    pay, paid, money, cost, costs, bank, card, price, return, month, euro, euros, dollars
    zahlen, geld, kostet, kosten
    pagar, dinero, cuesta, banco
    payer, argent, coûte, banque`,
};
