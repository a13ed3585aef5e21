// Which records hold which words: `find` gives a map from the numbers of records to how well they fit and where.
import { beginning, splitWords, stem } from "./search-words.js";

const SHORTEST_BEGINNING = 3;
// A word in a title counts as much as many elsewhere; an ending that differs makes it less likely to be meant.
const IN_TITLE = 5;
const OTHER_ENDING = 0.6;
// Of a place that is none in a title, one in a title, and one of a title's last word; see `searching.py`.
const FLAGS = 3;
const LAST = 2;

// The numbers of records, and where a word stands in each.
const readPostings = (numbers) => {
  const records = [];
  let record = 0;
  for (let at = 0; at < numbers.length; at += 2 + numbers[at + 1]) {
    record += numbers[at];
    records.push([record, numbers.slice(at + 2, at + 2 + numbers[at + 1])]);
  }
  return records;
};

// How well a word of the index fits a word that was typed, from 1 down; 0 if it does not.
const fit = (word, typed, isWhole) => {
  if (word === typed) return 1;
  if (isWhole) return 0;
  if (typed.length >= SHORTEST_BEGINNING && word.startsWith(typed)) return (1 + typed.length / word.length) / 2;
  return stem(word) === stem(typed) ? OTHER_ENDING : 0;
};

// The places of a word, of those that begin with it unless it is whole, and of its other forms.
const findWord = async (index, typed, isWhole) => {
  const start = isWhole ? typed : beginning(stem(typed));
  const found = new Map();
  for (const words of await index.readWords(start, isWhole || typed.length < SHORTEST_BEGINNING)) {
    for (const [word, numbers] of Object.entries(words)) {
      const weight = fit(word, typed, isWhole);
      if (!weight) continue;
      for (const [record, places] of readPostings(numbers)) {
        const before = found.get(record);
        const all = before ? [...before.places, ...places] : places;
        found.set(record, { weight: Math.max(weight, before?.weight ?? 0), places: all });
      }
    }
  }
  return found;
};

// Where words follow each other: of each such place the first word's, with the flag of the last one's.
const joinPlaces = (first, next, step) => {
  const ends = new Map(next.map((place) => [Math.floor(place / FLAGS), place % FLAGS]));
  return first.flatMap((place) => {
    const start = Math.floor(place / FLAGS);
    return ends.has(start + step) ? [start * FLAGS + ends.get(start + step)] : [];
  });
};

// The same for several words, one after the other.
const findPhrase = async (index, words, isWhole) => {
  const last = words.length - 1;
  const each = await Promise.all(words.map((word, at) => findWord(index, word, isWhole || at < last)));
  let found = each[0] ?? new Map();
  for (let at = 1; at <= last; at += 1) {
    const joined = new Map();
    for (const [record, { weight, places }] of found) {
      const next = each[at].get(record);
      const both = next ? joinPlaces(places, next.places, at) : [];
      if (both.length) joined.set(record, { weight: Math.min(weight, next.weight), places: both });
    }
    found = joined;
  }
  return found;
};

// How well each record fits what was typed without a space, or in quotation marks; rare words count more.
export const find = async (index, typed) => {
  const found = await findPhrase(index, splitWords(typed), typed.startsWith('"'));
  const rarity = Math.log(1 + index.count / (found.size || 1));
  const scores = new Map();
  for (const [record, { weight, places }] of found) {
    const inTitle = places.some((place) => place % FLAGS) ? IN_TITLE : 0;
    scores.set(record, rarity * weight * (inTitle + places.length / (places.length + 1)));
  }
  return scores;
};

// How records are called by what was typed: 0 just so, 1 at their beginning, 2 somewhere in their names.
export const rankNames = async (index, typed) => {
  const words = splitWords(typed);
  const ranks = new Map();
  for (const isWhole of [false, true]) {
    for (const [record, { places }] of await findPhrase(index, words, isWhole)) {
      if (!index.isNamed(record)) continue;
      const rank = (place) => (place >= FLAGS ? 2 : isWhole && place === LAST ? 0 : 1);
      const inName = places.filter((place) => place % FLAGS).map(rank);
      if (inName.length) ranks.set(record, Math.min(...inName, ranks.get(record) ?? Infinity));
    }
  }
  return ranks;
};
