// Filters by speaker, and of timelines by actor and place. They hide what stands in the page already, and say so.
// On long pages what is shown again is shown bit by bit, so that the page goes on answering.

const words = (element, name) => (element.dataset[name] ?? "").split(" ");
const count = (number, noun) => `${number} ${noun}${Number(number) === 1 ? "" : "s"}`;
// How many parts of a page are hidden or shown between two frames; to show one of a run, or to change a run, takes the
// time of several.
const BATCH = 20;
const SHOWN = 4;
const RUN = 4;
// Where there is time before the first choice, what it needs is looked up by then.
const whenIdle = (look) => globalThis.requestIdleCallback?.(look);

// What is to be done to the runs that long tables and timelines are made of, and to parts that stand in none. Of a run
// that is hidden as a whole the parts stay as they are. Only what changes is touched.
const listChanges = (parts) => {
  const runs = new Map();
  for (const one of parts) {
    if (!runs.has(one.run)) runs.set(one.run, []);
    runs.get(one.run).push(one);
  }
  const changes = [];
  for (const [run, own] of runs) {
    const isEmpty = run !== null && own.every(({ isHidden }) => isHidden);
    const isFew = own.some(({ isHidden }) => isHidden);
    if (run && (run.hidden !== isEmpty || run.classList.contains("sayso-few") !== isFew)) {
      const change = () => {
        run.hidden = isEmpty;
        run.classList.toggle("sayso-few", isFew);
      };
      changes.push([RUN, change]);
    }
    for (const { part, isHidden } of isEmpty ? [] : own) {
      if (part.hidden !== isHidden) changes.push([run && !isHidden ? SHOWN : 1, () => (part.hidden = isHidden)]);
    }
  }
  return changes;
};

// Hides and shows parts, so many between two frames; a later choice ends what an earlier one left undone.
const makeHider = () => {
  let turn = 0;
  return (parts) => {
    const changes = listChanges(parts);
    const own = (turn += 1);
    let next = 0;
    const step = () => {
      if (own !== turn) return;
      for (let room = BATCH; room > 0 && next < changes.length; next += 1) {
        const [cost, change] = changes[next];
        change();
        room -= cost;
      }
      if (next < changes.length) requestAnimationFrame(step);
    };
    step();
  };
};

// What of each question can be filtered, looked up once: its rows with their speakers, and the claims that hold them.
const findBlocks = () =>
  [...document.querySelectorAll(".sayso-filtered")].map((block) => ({
    note: block.querySelector(".sayso-showing"),
    question: block.closest(".sayso-block"),
    speakers: block.dataset.speakers,
    rows: [...block.querySelectorAll(".sayso-row, .sayso-position")].map((part) => ({
      part,
      run: part.closest(".sayso-run"),
      speakers: words(part, "speakers"),
      claim: part.closest(".sayso-by-claim"),
    })),
    claims: [...block.querySelectorAll(".sayso-by-claim")],
  }));
let blocks = null;
const hideRows = makeHider();

// "showing 1 of 4 speakers" over each question in which the speaker has a position; the other questions are hidden, but
// where there is only one. Gives how many questions are shown, and how many there are.
const showSpeaker = (id) => {
  blocks ??= findBlocks();
  const parts = [];
  const shown = new Set();
  for (const { note, question, speakers, rows, claims } of blocks) {
    const kept = new Set();
    for (const row of rows) {
      const isHidden = id !== "" && !row.speakers.includes(id);
      parts.push({ part: row.part, run: row.run, isHidden });
      if (!isHidden) kept.add(row.claim).add(question);
    }
    for (const claim of claims) parts.push({ part: claim, run: null, isHidden: id !== "" && !kept.has(claim) });
    if (kept.has(question)) shown.add(question);
    note.hidden = id === "";
    note.textContent = id === "" ? "" : `showing 1 of ${count(speakers, "speaker")}`;
  }
  const questions = [...document.querySelectorAll(".sayso-block")];
  const isShown = (question) => id === "" || questions.length < 2 || shown.has(question);
  for (const question of questions) parts.push({ part: question, run: null, isHidden: !isShown(question) });
  hideRows(parts);
  return [questions.filter(isShown).length, questions.length];
};

for (const filter of document.querySelectorAll("[data-filter=speakers]")) {
  const buttons = [...filter.querySelectorAll("button[aria-pressed]")];
  const more = filter.querySelector(".sayso-filter-more");
  const status = filter.querySelector("[role=status]");
  filter.hidden = false;
  whenIdle(() => (blocks ??= findBlocks()));

  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button === more && more) {
      for (const other of buttons) other.hidden = false;
      more.remove();
      filter.querySelector(".sayso-more").focus();
    } else if (button) {
      for (const other of buttons) {
        const isPressed = String(other === button);
        if (other.getAttribute("aria-pressed") !== isPressed) other.setAttribute("aria-pressed", isPressed);
      }
      const [shown, all] = showSpeaker(button.value);
      const who = `Showing 1 of ${count(buttons.length - 1, "speaker")}: ${button.textContent}`;
      const where = all > 1 ? `, on ${shown} of ${count(all, "question")}` : "";
      status.textContent = button.value ? `${who}${where}.` : "";
    }
  });
}

for (const form of document.querySelectorAll("[data-filter=timeline]")) {
  const status = form.querySelector("[role=status]");
  const hideCards = makeHider();
  let cards = null;
  const findCards = () =>
    [...form.parentElement.querySelectorAll(".sayso-event")].map((card) => ({
      card,
      run: card.closest(".sayso-run"),
      actors: words(card, "actors"),
      places: words(card, "places"),
    }));
  form.hidden = false;
  whenIdle(() => (cards ??= findCards()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    cards ??= findCards();
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    const isHidden = (one) => !wanted.every(([name, value]) => one[name].includes(value));
    const parts = cards.map((one) => ({ part: one.card, run: one.run, isHidden: isHidden(one) }));
    hideCards(parts);
    const shown = parts.filter((one) => !one.isHidden).length;
    status.textContent = wanted.length ? `Showing ${shown} of ${count(cards.length, "event")}.` : "";
  });
}
