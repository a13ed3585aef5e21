// The files of the index, and what a search finds in them: by kind, what is called by the words typed first.
import { findNear } from "./search-names.js";
import { find, rankNames } from "./search-postings.js";
import { fold } from "./search-words.js";

const FOLDER = new URL("../search/", import.meta.url);
const ROOT = new URL("../../", import.meta.url);
const MOST_WORDS = 12;

let loading = null;
// The site may have been published anew since the browser last asked, so it asks whether the catalogue is the same;
// once a file of it was gone, it takes nobody's word for that.
let cache = "no-cache";

// The catalogue, loaded once; after a failure the next opening, or the next search, tries again.
export const loadIndex = () => {
  loading ??= load()
    .catch(load)
    .catch((error) => {
      loading = null;
      throw error;
    });
  return loading;
};

const load = async () => new Index(await fetchJson("catalogue.json", { cache }));

const fetchJson = async (path, options) => {
  const answer = await fetch(new URL(path, FOLDER), options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

class Index {
  #catalogue;
  #files = new Map();

  constructor(catalogue) {
    this.#catalogue = catalogue;
    this.count = catalogue.kinds.reduce((sum, [, count]) => sum + count, 0);
  }

  // A file that the catalogue names. Where it is gone, the site was published anew, and so is the catalogue.
  #read(folder, name) {
    const path = `${folder}/${name}.json`;
    if (!this.#files.has(path)) {
      const file = fetchJson(path).catch((error) => {
        loading = null;
        cache = "reload";
        throw error;
      });
      this.#files.set(path, file);
    }
    return this.#files.get(path);
  }

  // The files of words in which a word may stand, and those that begin with it too unless it is whole.
  readWords(start, isWhole) {
    const { first, words } = this.#catalogue;
    const after = first.findIndex((word) => word > start);
    const begin = Math.max((after < 0 ? first.length : after) - 1, 0);
    let end = begin + 1;
    while (!isWhole && end < first.length && first[end].startsWith(start)) end += 1;
    return Promise.all(words.slice(begin, end).map((name) => this.#read("words", name)));
  }

  // What is shown of a record: its address, its title and who says so.
  async readRecord(number) {
    const { size, records } = this.#catalogue;
    return (await this.#read("records", records[Math.floor(number / size)]))[number % size];
  }

  readNames() {
    return this.#read("names", this.#catalogue.names);
  }

  #kind(number) {
    let end = 0;
    return this.#catalogue.kinds.find(([, count]) => number < (end += count));
  }

  kind(number) {
    return this.#kind(number)[0];
  }

  // Whether a record is of a kind that is called by a name.
  isNamed(number) {
    return this.#kind(number)[2];
  }
}

// Every record that holds the words, in groups by kind, and the sentence that says how many there are.
export const search = async (typed) => {
  const index = await loadIndex();
  const words = readWords(typed);
  const found = await Promise.all(words.map((word) => find(index, word)));
  const missing = words.filter((_word, at) => !found[at].size);
  const names = missing.length ? await index.readNames() : [];
  const near = words.map((word, at) => (found[at].size ? word : findNear(names, word)));
  const asked = near.filter(Boolean);
  const scores = near.map((word, at) => (found[at].size ? found[at] : word && find(index, word)));
  const results = joinScores((await Promise.all(scores)).filter(Boolean));
  const status = wordStatus(results.size, asked, missing, asked.length === words.length);
  return { status, groups: await groupResults(index, results, asked.join(" ")) };
};

// The words typed, without those that are signs alone; words in quotation marks of any kind are one.
const readWords = (typed) => {
  const words = typed.replace(/[“”„«»]/gu, '"').match(/"[^"]+"|[^\s"]+/gu) ?? [];
  return words.filter(fold).slice(0, MOST_WORDS);
};

// The records that hold all words, and how well they fit them together.
const joinScores = (found) => {
  const [first = new Map(), ...others] = found;
  const all = [...first].filter(([record]) => others.every((scores) => scores.has(record)));
  return new Map(all.map(([record]) => [record, found.reduce((sum, scores) => sum + scores.get(record), 0)]));
};

const wordStatus = (number, asked, missing, isNear) => {
  if (!number) return "No record holds these words.";
  const count = number === 1 ? "1 result" : `${number} results`;
  if (!missing.length) return count;
  const quoted = missing.map((word) => `“${word.replaceAll('"', "")}”`).join(" or ");
  const rest = isNear ? `for “${asked.join(" ")}”` : `without ${missing.length > 1 ? "them" : "it"}`;
  return `No record holds ${quoted}; ${count} ${rest}.`;
};

// Groups, and the results in each: first who or what is called by the words, then by how well they fit; what is alike
// goes by its number. Scores are rounded, since browsers differ in their last digits.
const groupResults = async (index, results, asked) => {
  const called = await rankNames(index, asked);
  const order = ([record, score]) => [called.get(record) ?? Infinity, -Math.round(score * 100), record];
  const sorted = [...results].map(order).sort(compare);
  const groups = new Map();
  for (const [, , record] of sorted) {
    const kind = index.kind(record);
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push({ index, record });
  }
  return [...groups].map(([kind, pages]) => ({ kind, pages }));
};

const compare = (one, other) => {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
};

// What is shown of these results: title, who says so, and the address from the site's root, wherever that lies.
export const readPages = async (pages) => {
  const records = await Promise.all(pages.map(({ index, record }) => index.readRecord(record)));
  return records.map(([address, title, who]) => ({ title, who, href: new URL(address, ROOT).href }));
};
