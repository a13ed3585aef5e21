// Names of actors, places and events as readers type them: in part, without accents, misspelt.
const SHORTEST = 4;

// Letters and digits alone, small and without accents; an apostrophe joins what stands around it.
export const fold = (text) => {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’ʼ]/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
};

// For each page that is called by these words: how well they fit its name, and how long it is; small comes first.
export const rankNames = (names, asked) => {
  const words = fold(asked);
  const fit = (name) => (name === words ? 0 : name.startsWith(words) ? 1 : ` ${name}`.includes(` ${words}`) ? 2 : null);
  const ranked = names.map(([name, id]) => [id, [fit(fold(name)), name.length]]);
  return new Map(ranked.filter(([, [rank]]) => words && rank !== null));
};

// The word of a name that is spelt most nearly like this one, if there is one.
export const findNear = (names, word) => {
  const typed = fold(word);
  if (typed.length < SHORTEST) return null;
  const parts = names.flatMap(([name]) => name.split(/[\s()]+/u)).map((part) => ({ part, letters: fold(part) }));
  const known = parts.filter(({ letters }) => Math.abs(letters.length - typed.length) < 3 && letters.length >= SHORTEST);
  const close = known.map(({ part, letters }) => ({ part, steps: countSteps(typed, letters) }));
  const [best] = close.sort((one, other) => one.steps - other.steps);
  return best && best.steps <= (typed.length > 6 ? 2 : 1) ? best.part : null;
};

// How many letters have to be put in, taken out, changed, or exchanged with their neighbour.
const countSteps = (one, other) => {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = rows[row - 1][at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1);
      rows[row][at] = Math.min(changed, rows[row - 1][at] + 1, rows[row][at - 1] + 1);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        rows[row][at] = Math.min(rows[row][at], rows[row - 2][at - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
};
