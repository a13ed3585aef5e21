// The facts of all records, read once, and what several pages print, made once.
import { readFileSync } from "node:fs";

const load = (name) => JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), "utf-8"));
export const KINDS = ["stories", "questions", "claims", "events", "actors", "places", "sources"];
export const facts = Object.fromEntries(KINDS.map((kind) => [kind, load(kind)]));
export const names = load("names");
export const positions = load("positions");
export const proses = load("proses");

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" };
export const esc = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

export function once(make) {
  const made = new Map();
  return (id) => {
    if (!made.has(id)) made.set(id, make(id));
    return made.get(id);
  };
}
