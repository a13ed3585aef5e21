// Names of actors, places and events as readers misspell them.
import { fold } from "./search-words.js";

const SHORTEST = 4;

// The part of a name that is spelt most nearly like this word, if there is one.
export const findNear = (parts, word) => {
  const typed = fold(word);
  if (typed.length < SHORTEST) return null;
  const known = parts.map((part) => ({ part, letters: fold(part) }));
  const alike = known.filter(({ letters }) => Math.abs(letters.length - typed.length) < 3);
  const close = alike.map(({ part, letters }) => ({ part, steps: countSteps(typed, letters) }));
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
