// Words as the index has them: small, without accents, split as `searching_words.py` does it.
const APART = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\u{20000}-\\u{3FFFF}";
const WORD = new RegExp(`(?=[\\p{L}\\p{N}])[${APART}]|(?:(?![${APART}])[\\p{L}\\p{N}])+`, "gu");
const INSIDE = /[\p{M}'’ʼ\u00AD\u200C\u200D\u0640]/gu;

// The words of a text in their order; where a script has no spaces, each letter is one.
export const splitWords = (text) => text.normalize("NFKD").replace(INSIDE, "").toLowerCase().match(WORD) ?? [];

// The same on one line.
export const fold = (text) => splitWords(text).join(" ");

// What English endings leave of a word, so that "deny" finds "denied", and "striking" finds "strikes".
export const stem = (word) => {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const rest = word.replace(/(?:ies|ied|y)$/, "i").replace(/(?:ings?|ed|es|(?<![su])s|e)$/, "");
  return rest.length < 3 ? word : rest.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
};

// What all words with that stem begin with.
export const beginning = (stemmed) => stemmed.replace(/(?<=..)i$/, "");
