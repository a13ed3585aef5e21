// Asks Pagefind's index, and puts what it finds in order: by kind, what is called by the words typed first.
const FOLDER = new URL("../search/", import.meta.url);
const ROOT = new URL("../../", import.meta.url);
// A title that holds the words counts most; the kind is there to be shown, not to be ranked by.
const RANKING = { metaWeights: { title: 5, who: 1, kind: 0 } };
const LONGEST = 12;
const SHORTEST = 4;
const LETTERS_OFF = 2;

let loading = null;

// The index and the catalogue of its pages, loaded once; after a failure the next opening tries again.
export const loadIndex = () => {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
};

const load = async () => {
  const [pagefind, answer] = await Promise.all([
    import(new URL("pagefind.js", FOLDER)),
    fetch(new URL("catalogue.json", FOLDER)),
  ]);
  if (!answer.ok) throw new Error(`catalogue.json: ${answer.status}`);
  const { kinds, names } = await answer.json();
  await pagefind.options({ ranking: RANKING });
  await pagefind.init();
  await pagefind.filters(); // waits until the index itself is there
  return { pagefind, names, places: placePages(kinds) };
};

// Where each page of the index stands: its kind, and its number in the order of addresses.
const placePages = (kinds) => {
  const pages = Object.entries(kinds).flatMap(([kind, ids]) => ids.map((id) => [id, kind]));
  return new Map(pages.map(([id, kind], number) => [id, { kind, number }]));
};

// Letters and digits alone, small and without accents, as the catalogue folds names.
const fold = (text) =>
  (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

// Every record that holds the words, in groups by kind, and the sentence that says how many there are. Words that no
// record holds are left out and named; where nothing is left, their last letters are.
export const search = async (typed) => {
  const index = await loadIndex();
  const words = typed.replace(/[“”„«»]/gu, '"').trim().split(/\s+/u).slice(0, LONGEST);
  const found = await findWords(index, words);
  return { status: wordStatus(found), groups: groupResults(index, found.results, fold(found.asked)) };
};

const findWords = async (index, words) => {
  const missing = words.length > 1 ? await findMissing(index, words) : [];
  const asked = words.filter((word) => !missing.includes(word)).join(" ");
  const results = asked ? await ask(index, asked) : [];
  if (results.length || (asked && words.length > 1)) return { results, asked, missing };
  for (let off = 1; off <= LETTERS_OFF; off += 1) {
    const shorter = words.map((word) => ([...word].length - off >= SHORTEST ? [...word].slice(0, -off).join("") : word));
    const close = await ask(index, shorter.join(" "));
    if (close.length) return { results: close, asked: shorter.join(" "), missing: words, isClose: true };
  }
  return { results: [], asked, missing: words };
};

const ask = async ({ pagefind, places }, words) =>
  (await pagefind.search(words)).results.filter(({ id }) => places.has(id));

// Pagefind passes over words that it does not know; readers should know that it did. Words in quotation marks belong
// together, and are looked for as they stand.
const findMissing = async (index, words) => {
  if (words.some((word) => word.includes('"'))) return [];
  const counts = await Promise.all(words.map((word) => ask(index, word)));
  return words.filter((_word, number) => !counts[number].length && fold(words[number]));
};

const wordStatus = ({ results, asked, missing, isClose }) => {
  const count = results.length === 1 ? "1 result" : `${results.length} results`;
  if (!results.length) return "No record holds these words.";
  if (!missing.length) return count;
  const quoted = missing.map((word) => `“${word}”`).join(" or ");
  return `No record holds ${quoted}; ${count} ${isClose ? `for “${asked}”` : "without it"}.`.replace(
    "without it.",
    missing.length > 1 ? "without them." : "without it.",
  );
};

// Groups, and the results in each: first who or what is called by the words, then what is called by more than them,
// then as Pagefind ranks them. Its ranks differ in their last digits from run to run, and are rounded.
const groupResults = ({ names, places }, results, asked) => {
  const called = new Map(names.filter(([name]) => asked && name.startsWith(asked)).map(([name, id]) => [id, name.length]));
  const order = (result) => [called.get(result.id) ?? Infinity, -Math.round(result.score * 100), places.get(result.id).number];
  const sorted = results.map((result) => ({ result, key: order(result) })).sort((one, other) => compare(one.key, other.key));
  const groups = new Map();
  for (const { result } of sorted) {
    const { kind } = places.get(result.id);
    groups.set(kind, [...(groups.get(kind) ?? []), result]);
  }
  return [...groups].map(([kind, pages]) => ({ kind, pages }));
};

const compare = (one, other) => {
  const at = one.findIndex((value, index) => value !== other[index]);
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
