import { expect } from "chai";
import { chaptersOf } from "../../../src/insights/chapters.ts";
import type { Insights } from "../../../src/insights/gather.ts";
import { someInsights } from "./some-insights.ts";

describe("chaptersOf", () => {
  let insights: Insights;
  const told = (changes: Partial<Insights> = {}, isForSharing = false) =>
    Object.fromEntries(
      chaptersOf({ ...insights, ...changes }, isForSharing).map(({ id, body }) => [
        id,
        body.map(({ html }) => html).join("\n"),
      ]),
    );
  const JANUARY = 2023 * 12;

  before(async () => {
    insights = await someInsights();
  });

  it("stand in their order", () => {
    expect(Object.keys(told())).to.deep.equal(["glance", "rhythm", "curiosity", "tone", "topics", "uses", "earning"]);
  });

  it("glance: figures, days, languages, and the five models that were used most", () => {
    const models = [1, 2, 3, 4, 5, 6, 7].map((number) => [`model-${number}`, 10 - number] as const);
    const { glance } = told({
      glance: { ...insights.glance, models: [{ month: JANUARY, answers: models }] },
      languages: [
        ["de", 3],
        ["und", 1],
      ],
      plan: "plus",
      feedback: { up: 3, down: 1 },
    });

    expect(glance).to.contain("<b>90</b> conversations").and.contain("<b>3 / 1</b> answers rated good and bad");
    expect(glance).to.contain("From 2023-01-01 to 2023-03-31.").and.contain("The export says that the plan is plus.");
    expect(glance).to.contain("Languages of your conversations: German 75 %, not told 25 %.");
    expect(glance).to.contain("model-5").and.contain("all others: 7").and.not.contain("model-6");
  });

  it("rhythm: a calendar for each year, weekdays and hours, sessions", () => {
    const { rhythm } = told({ timeZone: "Europe/Berlin" });

    expect(rhythm!.match(/Your messages by day, 2023/g)).to.not.equal(null);
    expect(rhythm!.match(/<title>2023-\d\d-\d\d: /g)).to.have.length(365);
    expect(rhythm).to.contain("in the time zone Europe/Berlin").and.contain("the longest session");
    expect(told().rhythm).to.contain("in UTC, because no time zone was given");
  });

  it("curiosity: questions, and themes that are new or return", () => {
    const theme = {
      words: ["dough", "oven"],
      conversations: 4,
      months: [[JANUARY, 4]] as const,
      followUps: 6,
      titles: [],
    };
    const { curiosity } = told({
      curiosity: { months: [{ month: JANUARY, prompts: 8, questions: 2 }] },
      topics: { themes: [theme], covered: 4, monthly: [], news: [{ month: JANUARY, fresh: 1, returning: 0 }] },
    });

    expect(curiosity).to.contain("<b>2</b> messages that ask something").and.contain("<b>25 %</b> of your messages");
    expect(curiosity).to.contain("<b>1.5</b> further messages").and.contain("2023-01: dough, oven");
    expect(curiosity).to.contain("2023-01, for the first time: 1");
  });

  it("tone: how friendly, how much could be judged, and nothing where nothing could", () => {
    const figures = {
      ...{ messages: 10, readablePermille: 750, ratedPermille: 40, meanHundredths: -42 },
      ...{ positive: 1, negative: 4, mixed: 0 },
    };
    const { tone } = told({ tone: { all: figures, months: [{ ...figures, month: JANUARY }] } });

    expect(tone).to.contain("<b>−0.42</b>").and.contain("5 of 10 messages of yours could be judged; 75 % of your text");
    expect(tone).to.contain("<title>2023-01: -0.42</title>");
    const none = { ...figures, meanHundredths: null, positive: 0, negative: 0 };
    expect(told({ tone: { all: none, months: [] } }).tone)
      .to.contain("None of your messages could be judged")
      .and.not.contain("<svg");
  });

  it("topics: themes with their titles, words of months, and languages of code", () => {
    const theme = {
      words: ["dough"],
      conversations: 4,
      months: [[JANUARY, 4]] as const,
      followUps: 0,
      titles: ["My <b>read"],
    };
    const { topics } = told({
      topics: { themes: [theme], covered: 4, monthly: [{ month: JANUARY, terms: ["visa"] }], news: [] },
      codeLanguages: [["rust", 3]],
    });

    expect(topics).to.contain("1 theme in 4 of 90 conversations (4 %)").and.contain("My &lt;b&gt;read");
    expect(topics).to.contain("2023-01: visa").and.contain("rust: 3");
    expect(told({ topics: { themes: [], covered: 0, monthly: [], news: [] } }).topics).to.contain(
      "Nothing recurs often",
    );
  });

  it("uses: each with its share", () => {
    const { uses } = told({
      uses: {
        kinds: [
          ["health", 3],
          ["other", 1],
        ],
        months: [],
      },
    });

    expect(uses).to.contain("health: 3 (75 %)").and.not.contain("<svg");
  });

  it("earning: units and reasons, and what is personal with the command that removes it", () => {
    const { earning } = told({
      personalData: [
        ["email", 1],
        ["phone", 0],
        ["key", 2],
      ],
    });

    expect(earning).to.contain(insights.score.units.selfDeclared.toLocaleString("en"));
    expect(earning).to.contain("1 e-mail address").and.contain("2 keys and tokens").and.contain("contribute prepare");
    expect(told({ personalData: [["email", 0]] }).earning).to.contain("No e-mail address, phone number");
  });

  it("for others have no day, no title and no word of the owner's", () => {
    const titles = insights.topics.themes.flatMap((theme) => theme.titles);
    const page = Object.values(told({}, true)).join("\n");

    expect(titles.length).to.be.greaterThan(0);
    expect(page).to.not.match(/\d{4}-\d{2}-\d{2}/);
    for (const title of titles) expect(page).to.not.contain(title);
    for (const { words } of insights.topics.themes) expect(page).to.not.contain(words.join(", "));
  });
});
