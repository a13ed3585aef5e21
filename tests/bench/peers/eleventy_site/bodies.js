// What stands on the page of a record, by its kind.
import * as u from "./parts.js";
import { esc, facts, names, positions, proses } from "./facts.js";

const top = (words, text, trail = "") =>
  `<header class="sayso-top"><nav class="sayso-breadcrumbs" aria-label="Breadcrumbs"><ol><li><a href="${words[1]}"><bdi>${words[0]}</bdi></a></li>${trail}</ol></nav>${text}</header>`;
const title = (r) => `<h1 id="top"><bdi>${esc(r.title)}</bdi></h1>`;
const summary = (r) => (r.summary ? `<div class="sayso-summary">${emphasize(r.summary)}</div>` : "");
const emphasize = (text) => esc(text).replace(/\*([^*]+)\*/g, "<em>$1</em>");
const contents = (...rows) =>
  `<nav class="sayso-contents" aria-label="On this page"><ul>${rows.map(([id, words]) => `<li><a href="#${id}">${words}</a></li>`).join("")}</ul></nav>`;
const facts_list = (...rows) => `<dl class="sayso-facts">${rows.join("")}</dl>`;
const filter = (ids) =>
  `<form class="sayso-filter" hidden><select><option>All speakers</option>${u.each(ids, (id) => `<option value="${id}">${u.name(id)}</option>`)}</select></form>`;
const bullets = (head, ids) =>
  ids?.length ? `<h3>${head}</h3><ul>${u.each(ids, (id) => `<li>${u.link(id)}</li>`)}</ul>` : "";
const linked = (head, found) =>
  found?.length
    ? `<h3>${head}</h3><ul class="sayso-claims">${u.each(found, (one) => `${u.claimLine(one.claim)}<li>${esc(one.why)}</li>`)}</ul>`
    : "";

export const bodies = {
  claims(id, c) {
    const sources = u.numbers(c.sources);
    const found = positions[id] ?? [];
    const sides = u.STANCES.map((stance) => {
      const side = found.filter((one) => one.stance === stance);
      return side.length
        ? `<section class="sayso-side" aria-labelledby="stance-${stance}"><h3 id="stance-${stance}">${u.mark(stance)} ${side[0].said_so}</h3>${u.list(side, sources)}</section>`
        : "";
    }).join("");
    const accused = u.each(c.accuses, (one) => `${u.link(one.actor)}: ${one.answered ? "answered" : "no answer in our records"}`);
    return `${top(
      ["Claims", "/a/b/claims/"],
      `<div class="sayso-claim sayso-claim-top"><h1 id="top"><span class="sayso-kind-of-page">Claim:</span> <bdi>${esc(c.title)}</bdi></h1>
<p class="sayso-standfirst sayso-who">${u.label(id)} ${u.tally(id)}</p>${summary(c)}</div>
<details class="sayso-origins"><summary>${c.speakers.length} speakers, ${found.length} positions in ${c.sources.length} reports</summary><ul><li>Speakers: ${u.links(c.speakers)}.</li><li>Reports: ${u.links(c.sources)}.</li></ul></details>`,
      `<li>${u.link(c.question)}</li>`,
    )}
${contents(["positions", "Who says what"], ["bearing", "Other claims"], ["notes", "Sources"])}
<div class="sayso-columns">${u.section("positions", "Who says what", sides)}
<aside class="sayso-beside" aria-label="Where this claim stands">${facts_list(u.row("An answer to", u.link(c.question)), u.row("About", u.links(c.about)), u.row("Accuses", accused))}</aside></div>
${u.section(
  "bearing",
  "Other claims",
  `${linked("Cannot hold together with this one", c.not_both_with)}${linked("Bears on", c.bears_on)}${c.linked_from ? `<h3>Claims that point here</h3>${u.claimLines(c.linked_from)}` : ""}
<h3 id="others">Other claims on the same question</h3>${u.claimLines(facts.questions[c.question].claims.filter((one) => one !== id))}`,
)}
${u.notes(c.sources)}`;
  },
  questions(id, q) {
    const asked = u.each(q.asked, (one) => `<li>${u.link(one.actor)}, ${u.time(one.date)}, ${esc(one.how)}: ${esc(one.outcome)}</li>`);
    return `${top(["Questions", "/a/b/questions/"], `${title(q)}<p>Asked in ${u.links(q.stories)}</p>`, u.each(q.stories, (one) => `<li>${u.link(one)}</li>`))}
${contents(["who", "Who says what"], ["notes", "Sources"])}
${u.section(
  "who",
  "Who says what",
  `${filter(q.speakers)}<p>${q.claims.length} claims. Whose positions are recorded here: ${esc(q.included)}</p>
<details class="sayso-origins"><summary>${q.speakers.length} speakers in ${q.sources.length} reports</summary><ul><li>Speakers: ${u.links(q.speakers)}.</li><li>Reports: ${u.links(q.sources)}.</li></ul></details>
${u.table(id, u.numbers(q.sources))}${q.no_answer ? `<p>${esc(q.no_answer)}</p>` : ""}${asked ? `<h3>Whom we asked</h3><ul>${asked}</ul>` : ""}`,
)}
${facts_list(u.row("About", u.links(q.about)))}
${u.notes(q.sources)}`;
  },
  events(id, e) {
    const sources = u.numbers(e.sources);
    return `${top(["Events", "/a/b/events/"], `${title(e)}${summary(e)}<p>${u.time(e.date)} · ${u.links(e.places)}</p>`)}
${contents(["rests", "Who says it happened"], ["named", "Who is named in it"], ["asked", "What is asked and said"], ["notes", "Sources"])}
${u.section(
  "rests",
  "Who says it happened",
  `${u.each(e.rests_on, (one) => `${u.claimLines([one])}${u.list(positions[one], sources)}`)}
${facts_list(u.row("Date", u.time(e.date)), u.row("Where the date comes from", u.links(e.date_from) + esc(e.date_words.join(" "))), u.row("Place", u.links(e.places)), u.row("Part of", e.part_of && `${u.link(e.part_of)}, in the editors’ reading`))}
${e.parts ? `<h3>Parts of it</h3>${u.timeline(e.parts)}` : ""}`,
)}
${u.section("named", "Who is named in it", `<ul>${u.each(e.participants, (part) => `<li><p>${u.link(part.actor)}</p><p>Named as ${part.role}, according to:</p>${u.claimLines(part.claims)}</li>`)}</ul>`)}
${u.section("asked", "What is asked and said", `${u.each(e.questions, u.answers)}<h3>Claims about it</h3>${u.claimLines(e.claims)}`)}
${u.notes(e.sources)}`;
  },
  actors(id, a) {
    const sources = u.numbers(a.sources);
    const spoken = a.spoken_for ?? [];
    const original = a.original ? `<p><bdi lang="${a.original.lang}" dir="${a.original.lang === "ar" ? "rtl" : "ltr"}">${esc(a.original.text)}</bdi></p>` : "";
    return `${top(
      ["Actors", "/a/b/actors/"],
      `${title(a)}${original}${summary(a)}${u.roles(a)}${a.part_of.length ? `<p>Part of ${u.links(a.part_of)}</p>` : ""}
<p><a href="#says">${a.standings.length} positions</a>. Spoken for in ${spoken.length} positions. <a href="#named">Named in ${a.named_in.length} events</a>. Accused in ${a.accused_in.length} claims.</p>`,
    )}
${contents(["says", "What they say"], ["named", "What is said of them"], ["answers", "Did they answer?"], ["notes", "Sources"])}
${u.section("says", "What they say", `${u.grouped(a.standings, sources)}${spoken.length ? `<h2>Spoken for by others</h2>${u.grouped(spoken, sources)}` : ""}`)}
${u.section(
  "named",
  "What is said of them",
  `<ul>${u.each(a.named_in, (one) => `<li>${u.time(facts.events[one.event].date)} ${u.link(one.event)}: named as ${one.role}, according to ${u.claimLines(one.claims)}</li>`)}</ul>
${a.claims.length ? `<h3>Claims about them</h3>${u.claimLines(a.claims)}` : ""}${bullets("Actors that belong to it", a.members)}
${a.described_as.length ? `<h3>What sources call them</h3><ul>${u.each(a.described_as, (one) => `<li>“${esc(one.words)}” ${u.link(one.source)}</li>`)}</ul>` : ""}
${a.other_names.length ? `<h3>Other names</h3><ul>${u.each(a.other_names, (one) => `<li><bdi lang="${one.lang}">${esc(one.name)}</bdi></li>`)}</ul>` : ""}${bullets("Published or wrote", a.published)}`,
)}
${u.section(
  "answers",
  "Did they answer?",
  `<ul class="sayso-claims">${u.each(a.accused_in, (one) => `${u.claimLine(one)}<li>${facts.claims[one].accuses.some((other) => other.actor === id && other.answered) ? "An answer stands in our records" : "No answer in our records"}</li>`)}</ul>`,
)}
${u.notes(a.sources)}`;
  },
  places(id, p) {
    const others = u.each(p.other_names, (one) => `<bdi lang="${one.lang}">${esc(one.name)}</bdi>`);
    return `${top(["Places", "/a/b/places/"], `${title(p)}${p.within ? `<p>In ${u.link(p.within)}</p>` : ""}`, p.within ? `<li>${u.link(p.within)}</li>` : "")}
${u.section("events", "Events said to have happened here", u.timeline(p.events))}
${u.section("claims", "Claims about it", u.claimLines(p.claims))}
${u.section("facts", "Facts", `${facts_list(u.row("Kind", p.place_kind), u.row("Coordinates", p.lat && `${p.lat}, ${p.lon}`), u.row("Other names", others))}${bullets("Places in it", p.inner)}`)}`;
  },
  sources(id, s) {
    return `${top(
      ["Sources", "/a/b/sources/"],
      `${title(s)}<p>${s.noun} · ${u.by(s)} · ${u.time(s.published)}</p><h2>How far we read it</h2><p>${u.read(s)} ${s.passages} passages are quoted from it.${u.addresses(s)}</p>`,
    )}
${contents(["rests", "What rests on it"], ["prints", "Copies and translations"])}
${u.section("rests", "What rests on it", `<p>${s.standings.length} positions.</p>${u.grouped(s.standings)}${bullets("Events dated by it", s.dates)}`)}
${u.section(
  "prints",
  "Copies and translations",
  facts_list(
    u.row("A copy of", s.copy_of && u.link(s.copy_of)),
    u.row("A translation of", s.translation_of && u.link(s.translation_of)),
    u.row("Described in", s.described_in && u.link(s.described_in)),
    u.row("Copies", u.links(s.copies)),
    u.row("Translations", u.links(s.translations)),
    u.row("It is genuine, according to", s.rests_on.length && u.claimLines(s.rests_on)),
    ...s.corrections.map((one) => u.row("Correction", `${u.time(one.date)}: ${esc(one.note)}`)),
  ),
)}`;
  },
  stories(id, s, markdown) {
    const sources = u.numbers(s.sources);
    const people = u.each(s.actors, person);
    return `${top(
      ["Explainers", "/a/b/stories/"],
      `${title(s)}<p class="sayso-standfirst">${esc(s.standfirst)}</p>
<p class="sayso-aside">${s.questions.length} questions · ${s.claim_count} claims · ${s.actors.length} named speakers · ${s.sources.length} sources · Records as of ${u.time(s.as_of)}</p>`,
    )}
<section><h2>Answers</h2>${u.each(s.questions, u.answers)}</section>
${contents(["brief", "In brief"], ["who", "Who says what"], ...s.questions.map((one) => [one, u.name(one)]), ["timeline", "Timeline"], ["people", "Who’s who"], ["notes", "Sources"])}
${u.section("brief", "In brief", markdown.render(proses[id] ?? ""))}
${u.section(
  "who",
  "Who says what",
  `${filter(s.actors)}${u.each(s.questions, (one) => `<section><h3 id="${one}">${u.link(one)}</h3><p>${facts.questions[one].claims.length} claims. Whose positions are recorded here: ${esc(facts.questions[one].included)}</p>${u.table(one, sources)}</section>`)}`,
)}
${u.section("timeline", "Timeline", u.timeline(s.events))}
${u.section("people", "Who’s who", `<ul>${people}</ul>`)}
${u.notes(s.sources)}
<section><h2>About this page</h2><p>${esc(s.leaves_out)}</p></section>`;
  },
};

function person(id) {
  const a = facts.actors[id];
  const named = u.each(a.named_in, (one) => `<p>Named as ${one.role}: ${u.link(one.event)} (${one.claims.map(u.tally).join("; ")})</p>`);
  return `<li><p>${u.link(id)}</p>${u.roles(a)}${named}<p>${a.standings.length} positions</p></li>`;
}

const storyRow = (id) => {
  const s = facts.stories[id];
  return `<h2>${u.link(id)}</h2><p>${esc(s.standfirst)}</p><p class="sayso-aside">${s.questions.length} questions · ${s.claim_count} claims · ${s.actors.length} named speakers · ${s.sources.length} sources · Records as of ${s.as_of.words}</p>${u.each(s.questions, u.answers)}`;
};
export const rows = {
  stories: storyRow,
  questions: u.answers,
  claims: (id, before) => {
    const question = facts.claims[id].question;
    const head = before && facts.claims[before].question === question ? "" : `<h2>${u.link(question)} ${facts.questions[question].claims.length}</h2>`;
    return head + u.claimLine(id);
  },
  events: (id, before) => {
    const year = facts.events[id].year;
    return (before && facts.events[before].year === year ? "" : `<h2>${year ?? "Date not given"}</h2>`) + u.event(id);
  },
  actors: (id) => {
    const a = facts.actors[id];
    return `<li><p>${u.link(id)}${a.original ? ` <bdi lang="${a.original.lang}">${esc(a.original.text)}</bdi>` : ""}</p>${u.roles(a)}<p class="sayso-aside">${a.standings.length} positions · spoken for in ${(a.spoken_for ?? []).length} positions · named in ${a.named_in.length} events · accused in ${a.accused_in.length} claims</p></li>`;
  },
  places: (id) => {
    const p = facts.places[id];
    return `<li><p>${u.link(id)} ${p.within ? `in ${u.link(p.within)} ` : ""}<span class="sayso-aside">${p.events.length} events · ${p.claims.length} claims</span></p></li>`;
  },
  sources: (id) => {
    const s = facts.sources[id];
    return `<li><p class="sayso-when">${u.time(s.published)}</p><p>${u.link(id)}</p><p>${u.by(s)}</p><p>${u.read(s)}</p><p>${s.standings.length} positions</p></li>`;
  },
};
export const home = () =>
  `<h1 id="top">Sayso</h1><p class="sayso-standfirst">Who says what about contested events, in which source, in whose words. It does not say who is right.</p>
${Object.keys(facts.stories).slice(0, 12).map(storyRow).join("")}
<h2>Events</h2>${u.timeline(Object.keys(facts.events).slice(0, 20))}
<ul>${Object.entries(facts).map(([kind, found]) => `<li>${Object.keys(found).length} ${kind}</li>`).join("")}</ul>`;
export const describe = (kind, id, r) =>
  kind === "claims" ? `${esc(r.title)} ${u.tally(id)}` : esc(r.summary ?? `${names[id].title}. Who says what about contested events.`);
