import { home, rows } from "../bodies.js";
import { KINDS, facts } from "../facts.js";
import { frame } from "../frame.js";

const SIZES = { stories: 20, questions: 50, claims: 150, events: 100, actors: 250, places: 250, sources: 250 };
const all = KINDS.flatMap((kind) => {
  const ids = Object.keys(facts[kind]);
  const count = Math.max(1, Math.ceil(ids.length / SIZES[kind]));
  return Array.from({ length: count }, (_, page) => ({
    kind, page, count, ids: ids.slice(page * SIZES[kind], (page + 1) * SIZES[kind]),
  }));
});
const at = (kind, page) => `/a/b/${kind}/${page ? `page/${page + 1}/` : ""}`;

export const data = {
  all: [{ kind: "", page: 0 }, ...all],
  pagination: { data: "all", size: 1, alias: "one" },
  permalink: ({ one }) => (one.kind ? `${at(one.kind, one.page).slice(5)}index.html` : "index.html"),
};

export function render({ one }) {
  if (!one.kind) return frame({ title: "Home", description: "Who says what", path: "/a/b/", body: home() });
  const title = `${one.kind[0].toUpperCase()}${one.kind.slice(1)}`;
  const pager = `${one.page ? `<a href="${at(one.kind, one.page - 1)}" rel="prev">Previous page</a> ` : ""}Page ${one.page + 1} of ${one.count}${one.page + 1 < one.count ? ` <a href="${at(one.kind, one.page + 1)}" rel="next">Next page</a>` : ""}`;
  const body = one.ids.map((id, index) => rows[one.kind](id, one.ids[index - 1])).join("\n");
  return frame({
    title,
    description: title,
    path: at(one.kind, one.page),
    body: `<nav class="sayso-breadcrumbs" aria-label="Breadcrumbs"><ol><li><a href="/a/b/">Home</a></li></ol></nav><h1 id="top">${title}</h1><ul>${body}</ul><nav class="sayso-pages" aria-label="Pages">${pager}</nav>`,
  });
}
