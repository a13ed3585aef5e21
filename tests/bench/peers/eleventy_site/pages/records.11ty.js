import markdownIt from "markdown-it";
import { bodies, describe } from "../bodies.js";
import { KINDS, esc, facts, names } from "../facts.js";
import { frame } from "../frame.js";

const markdown = markdownIt();
const all = KINDS.flatMap((kind) =>
  Object.keys(facts[kind]).map((id, index, ids) => ({ kind, id, before: ids[index - 1], after: ids[index + 1] })),
);
const neighbour = (id, rel, word) =>
  id ? `<a class="md-footer__link md-footer__link--${rel}" href="${names[id].path}" rel="${rel}"><span class="sayso-aside">${word}</span> ${esc(names[id].title)}</a>` : "";

export const data = {
  all,
  pagination: { data: "all", size: 1, alias: "one" },
  permalink: ({ one }) => `${one.kind}/${one.id}/index.html`,
};

export function render({ one }) {
  const record = facts[one.kind][one.id];
  return frame({
    title: esc(record.title),
    description: describe(one.kind, one.id, record),
    path: names[one.id].path,
    body: `${bodies[one.kind](one.id, record, markdown)}
<footer class="sayso-record"><p class="sayso-edit">This page is made from the record <code>${record.path}</code></p></footer>`,
    around: `<nav class="sayso-neighbours" aria-label="Footer">${neighbour(one.before, "prev", "Previous")}${neighbour(one.after, "next", "Next")}</nav>`,
  });
}
