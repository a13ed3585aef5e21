// The parts that pages are made of; what several pages print is made once.
import { esc, facts, names, once, positions } from "./facts.js";

export const each = (list, make) => (list ?? []).map(make).join("\n");
export const name = (id) => esc(names[id].title);
export const link = once((id) => `<a href="${names[id].path}"><bdi>${name(id)}</bdi></a>`);
export const links = (ids) => (ids ?? []).map(link).join(", ");
export const time = (date) =>
  !date ? "date not given" : date.html ? `<time datetime="${date.html}">${date.words}</time>` : date.words;
export const row = (word, text) => (text ? `<div><dt>${word}</dt> <dd>${text}</dd></div>` : "");
const MARKS = { asserts: "●", suggests: "◐", denies: "✕", doubts: "?", withholds: "∅", declines: "∅", "no-reply": "∅" };
export const mark = (stance) => `<span class="sayso-mark" aria-hidden="true">${MARKS[stance]}</span>`;
export const STANCES = ["asserts", "suggests", "denies", "doubts", "withholds", "declines", "no-reply"];
const SAID = {
  asserts: "said by",
  suggests: "said with a hedge by",
  denies: "rejected by",
  doubts: "questioned by",
  withholds: "too early to say:",
  declines: "declines to say:",
  "no-reply": "no reply:",
};

export const tally = once((id) => {
  const found = STANCES.map((stance) => {
    const who = (positions[id] ?? [])
      .filter((one) => one.stance === stance)
      .map((one) => {
        const changed = { withdrawn: " (withdrawn)", changed: " (before)" }[one.status] ?? "";
        const joint = each(one.joint, (other) => ` and ${name(other)}`);
        return `${one.figure ? `${one.figure} ` : ""}${one.actor ? name(one.actor) : one.voice}${joint}${changed}`;
      });
    return who.length ? `${SAID[stance]} ${who.join(", ")}` : "";
  }).filter(Boolean);
  return `${found.join("; ") || "no positions"}.`;
});
export const label = once((id) => {
  const count = (...stances) => (positions[id] ?? []).filter((one) => stances.includes(one.stance)).length;
  const no = count("denies", "doubts");
  const open = count("withholds", "declines", "no-reply");
  return `<b>${count("asserts", "suggests")} say so${no ? `, ${no} reject or question it` : ""}${open ? `, ${open} leave it open` : ""}:</b>`;
});
export const claimHead = once((id) => `${link(id)} ${label(id)} ${tally(id)}`);
export const claimLine = once(
  (id) =>
    `<li><span class="sayso-claim">${link(id)} <span class="sayso-who">${label(id)} ${tally(id)}</span></span></li>`,
);
export const short = once((id) => `<a href="${names[id].path}">${esc(facts.claims[id].short)}</a>`);
export const claimLines = (ids) => `<ul class="sayso-claims">${each(ids, claimLine)}</ul>`;

const bodies = new Map();
export function position(p) {
  const key = p.on + p.anchor;
  if (!bodies.has(key)) bodies.set(key, makePosition(p));
  return bodies.get(key);
}

function makePosition(p) {
  const source = facts.sources[p.source];
  const role = p.actor && facts.actors[p.actor].roles[0];
  const publisher = source.publisher ? name(source.publisher) : "the source";
  const lang = p.lang ?? source.lang;
  const words = p.passage
    ? `<p class="sayso-reported-by">As reported by ${publisher}:</p>
<blockquote><p${lang ? ` lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"` : ""}>${esc(p.passage)}</p></blockquote>`
    : `<p class="sayso-paraphrase">${esc(p.paraphrase)} <span class="sayso-ours">(our words)</span></p>`;
  return `<div class="sayso-position-head">
<p class="sayso-stance">${mark(p.stance)} ${p.said_so}${p.hedge ? ` (${esc(p.hedge)})` : ""}</p>
${p.figure ? `<p class="sayso-figure">${p.figure}</p>` : ""}
<p><span class="sayso-speaker">${p.actor ? link(p.actor) : p.voice === "source" ? "the source itself" : "no speaker named"}</span>${role ? ` <span class="sayso-role">${esc(role.role)}${role.of ? `, ${name(role.of)}` : ""}</span>` : ""}${p.joint ? ` <span class="sayso-role">jointly with ${links(p.joint)}</span>` : ""}${p.behalf ? ` <span class="sayso-role">for ${link(p.behalf)}</span>` : ""} <span class="sayso-role">${time(p.said)}</span>${p.verb ? ` · “${esc(p.verb)}”` : ""}</p>
</div>
<div class="sayso-words" id="${p.anchor}">
<div class="sayso-said">
${words}
<dl class="sayso-details">${row("In English", esc(p.translation))}${row("The speaker’s own words", esc(p.words))}${row("Figure", p.figure && `${p.figure}; counted: ${esc(p.counts)}`)}${row("Occasion", esc(p.occasion))}${row("Relies on", links(p.relies_on))}${row("How they know", p.basis)}${row("It was said, according to", p.rests_on && claimLines(p.rests_on))}${row("Status", p.status && `${p.status}${p.until ? ` (${p.until.words})` : ""}`)}${row("Our reading", esc(p.reading))}${row("Note", esc(p.note))}</dl>
</div>
<p class="sayso-reported"><a href="${names[p.source].path}"><bdi>${source.publisher ? publisher : esc(source.title)}</bdi></a>${p.locator ? `, ${esc(p.locator)}` : ""} <a class="sayso-permalink" href="${names[p.on].path}#${p.anchor}" aria-label="Link to this position">link to this</a></p>
</div>`;
}

export const number = (sources, p) =>
  sources ? `<span class="sayso-note-number">[${sources.get(p.source)}]</span>` : "";
export const numbers = (sources) => new Map(sources.map((id, index) => [id, index + 1]));
export const list = (found, sources) =>
  `<ol class="sayso-positions">${each(found, (p) => `<li class="sayso-position">${position(p)}${number(sources, p)}</li>`)}</ol>`;

export function grouped(standings, sources) {
  let last = "";
  return each(standings, (at) => {
    const p = positions[at.on][at.index];
    const head = at.question === last ? "" : `<h3>${link(at.question)}</h3>`;
    last = at.question;
    return `${head}<div class="sayso-position"><p class="sayso-on">on: ${link(at.on)}</p>${position(p)}${number(sources, p)}</div>`;
  });
}

export const table = (question, sources) =>
  each(
    facts.questions[question].claims,
    (id) => `<div class="sayso-answer"><p>${claimHead(id)}</p>${list(positions[id], sources)}</div>`,
  ) +
  (positions[question]
    ? `<div class="sayso-answer"><p>On the question as a whole</p>${list(positions[question], sources)}</div>`
    : "");
export const answers = once(
  (id) => `<p class="sayso-question">${link(id)} ${facts.questions[id].claims.length} claims.</p>
<ul class="sayso-answers">${each(facts.questions[id].claims, (one) => `<li>${short(one)}: ${tally(one)}</li>`)}${positions[id] ? `<li>${tally(id)}</li>` : ""}</ul>`,
);
export const event = once((id) => {
  const e = facts.events[id];
  return `<li class="sayso-entry" id="${id}"><p class="sayso-when">${time(e.date)}</p><h3>${link(id)}</h3> <a class="sayso-permalink" href="#${id}">link to this</a>
${claimLines(e.rests_on)}
<ul>${each(e.participants, (part) => `<li>${link(part.actor)}: named as ${part.role} (${each(part.claims, (one) => `${short(one)}: ${tally(one)}`)})</li>`)}</ul>
<ul><li>Place: ${links(e.places)}</li>${e.part_of ? `<li>Part of ${link(e.part_of)}, in the editors’ reading</li>` : ""}<li>Date from ${links(e.date_from)}${esc(e.date_words.join(" "))}</li></ul></li>`;
});
export const timeline = (ids) => `<ol class="sayso-timeline">${each(ids, event)}</ol>`;
export const by = (s) =>
  `${s.author ? `by ${link(s.author)}` : s.author_name ? `by ${esc(s.author_name)}` : "author not known"}, ${s.publisher ? link(s.publisher) : esc(s.publisher_name ?? "publisher not known")}`;
const READ = { examined: "We read it whole.", excerpt: "We read it in part." };
export const read = (s) => READ[s.access] ?? "Described by another source only.";
export const addresses = (s) =>
  `${s.url ? ` <a class="sayso-outside" href="${esc(s.url)}" rel="noreferrer">At its address</a>.` : ""}${s.archived ? ` <a class="sayso-outside" href="${esc(s.archived)}" rel="noreferrer">Archived copy</a>.` : ""}`;
export const note = once((id) => {
  const s = facts.sources[id];
  return `<li>${link(id)}, ${by(s)}, ${time(s.published)}. <span class="sayso-aside">${read(s)}${addresses(s)}</span></li>`;
});
export const notes = (ids) =>
  `<section class="sayso-notes-section" aria-labelledby="notes"><h2 id="notes">Sources of this page</h2><ol class="sayso-notes">${each(ids, note)}</ol></section>`;
export const section = (id, head, text) =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${head}</h2>${text}</section>`;
export const roles = (a) =>
  each(a.roles, (one) => `<p>${esc(one.role)}${one.of ? `, ${link(one.of)}` : ""}${one.start ? `, since ${one.start.words}` : ""}</p>`);
