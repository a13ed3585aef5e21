// Asks Pagefind's index, and puts what it finds in order: by kind, what is called by the words typed first.
import { findNear, fold, rankNames } from "./search-names.js";

const FOLDER = new URL("../search/", import.meta.url);
const ROOT = new URL("../../", import.meta.url);
// A title that holds the words counts most; the kind is there to be shown, not to be ranked by.
const RANKING = { metaWeights: { title: 5, who: 1, kind: 0 } };
const MOST_WORDS = 12;

let loading = null;

// The index and the catalogue of its pages, loaded once; after a failure the next opening tries again.
export const loadIndex = () => {
  loading ??= load()
    .catch(load)
    .catch((error) => {
      loading = null;
      throw error;
    });
  return loading;
};

const load = async () => {
  const [pagefind, catalogue] = await Promise.all([
    import(new URL("pagefind.js", FOLDER)),
    fetch(new URL("catalogue.json", FOLDER)).then((answer) => answer.json()),
  ]);
  await start(pagefind);
  return { pagefind, names: catalogue.names, places: placePages(catalogue.kinds) };
};

// Pagefind reads the index in a worker, for which the policy of pages does not hold. On the page itself, to which it
// turns where the worker is slow, the policy forbids WebAssembly: then it has to begin anew, with the worker ready.
const start = async (pagefind) => {
  try {
    await pagefind.options({ ranking: RANKING });
    await pagefind.search("a"); // so that what every search needs is there before the first
  } catch (error) {
    await pagefind.destroy();
    throw error;
  }
};

// Where each page of the index stands: its kind, and its number in the catalogue.
const placePages = (kinds) => {
  const pages = kinds.flatMap(([kind, ids]) => ids.map((id) => [id, kind]));
  return new Map(pages.map(([id, kind], number) => [id, { kind, number }]));
};

// Every record that holds the words, in groups by kind, and the sentence that says how many there are.
export const search = async (typed) => {
  const index = await loadIndex();
  const { asked, missing, isNear } = await chooseWords(index, readWords(typed));
  const results = asked.length ? await ask(index, asked.join(" ")) : [];
  return { status: wordStatus(results, asked, missing, isNear), groups: groupResults(index, results, asked.join(" ")) };
};

// The words typed, without those that are signs alone; words in quotation marks of any kind are one.
const readWords = (typed) => {
  const words = typed.replace(/[“”„«»]/gu, '"').match(/"[^"]+"|[^\s"]+/gu) ?? [];
  return words.filter(fold).slice(0, MOST_WORDS);
};

// Pagefind passes over words that it does not know, or takes their beginning, and readers should know: words that no
// record holds give way to a name that is near, or are left out.
const chooseWords = async (index, words) => {
  const held = await Promise.all(words.map((word) => isHeld(index, word)));
  const missing = words.filter((_word, number) => !held[number]);
  const near = words.map((word, number) => (held[number] ? word : findNear(index.names, word)));
  return { asked: near.filter(Boolean), missing, isNear: missing.length > 0 && near.every(Boolean) };
};

// Whether a record holds a word, in any of its forms, or a longer one that begins so.
const isHeld = async (index, word) => {
  if ((await ask(index, word.startsWith('"') ? word : `"${word}"`)).length) return true;
  const [first] = word.startsWith('"') ? [] : await ask(index, word);
  if (!first) return false;
  const { raw_content: content, locations, meta } = await first.data();
  const words = content.split(/\s+/u);
  const matched = [...locations.map((place) => words[place] ?? ""), ...Object.values(meta)];
  return matched.some((text) => fold(text).includes(fold(word)));
};

const ask = async ({ pagefind, places }, words) =>
  (await pagefind.search(words)).results.filter(({ id }) => places.has(id));

const wordStatus = (results, asked, missing, isNear) => {
  if (!results.length) return "No record holds these words.";
  const count = results.length === 1 ? "1 result" : `${results.length} results`;
  if (!missing.length) return count;
  const quoted = missing.map((word) => `“${word.replaceAll('"', "")}”`).join(" or ");
  const rest = isNear ? `for “${asked.join(" ")}”` : `without ${missing.length > 1 ? "them" : "it"}`;
  return `No record holds ${quoted}; ${count} ${rest}.`;
};

// Groups, and the results in each: first who or what is called by the words, then as Pagefind ranks them. Its ranks
// differ in their last digits from run to run, and are rounded; what is left alike goes by the catalogue.
const groupResults = ({ names, places }, results, asked) => {
  const called = rankNames(names, asked);
  const order = ({ id, score }) => [...(called.get(id) ?? [Infinity, 0]), -Math.round(score * 100), places.get(id).number];
  const sorted = results.map((page) => ({ page, key: order(page) })).sort((one, other) => compare(one.key, other.key));
  const groups = new Map();
  for (const { page } of sorted) {
    const { kind } = places.get(page.id);
    groups.set(kind, [...(groups.get(kind) ?? []), page]);
  }
  return [...groups].map(([kind, pages]) => ({ kind, pages }));
};

const compare = (one, other) => {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
};

// What is shown of these results: title, who says so, and the address from the site's root, wherever that lies.
export const readPages = (pages) =>
  Promise.all(
    pages.map(async (page) => {
      const { meta, raw_url: path } = await page.data();
      return { title: meta.title, who: meta.who, href: new URL(path.replace(/^\/+/u, ""), ROOT).href };
    }),
  );
