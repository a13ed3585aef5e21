// Filters by speaker, and of timelines by actor and place. They hide what stands in the page already, and say so.

const words = (element, name) => (element.dataset[name] ?? "").split(" ");

// "showing 1 of 4 speakers" over each question in which the speaker has a position; the other questions are hidden, but
// where there is only one. Gives how many questions are shown, and how many there are.
const showSpeaker = (id) => {
  for (const block of document.querySelectorAll(".sayso-filtered")) {
    const rows = [...block.querySelectorAll(".sayso-row, .sayso-position")];
    for (const row of rows) row.hidden = id !== "" && !words(row, "speakers").includes(id);
    for (const claim of block.querySelectorAll(".sayso-by-claim")) {
      claim.hidden = id !== "" && [...claim.querySelectorAll(".sayso-position")].every((row) => row.hidden);
    }
    const note = block.querySelector(".sayso-showing");
    note.hidden = id === "";
    note.textContent = id === "" ? "" : `showing 1 of ${count(block.dataset.speakers, "speaker")}`;
  }
  const questions = [...document.querySelectorAll(".sayso-block")];
  if (questions.length > 1) {
    for (const question of questions) {
      question.hidden = id !== "" && !question.querySelector(":is(.sayso-row, .sayso-position):not([hidden])");
    }
  }
  return [questions.filter((question) => !question.hidden).length, questions.length];
};

const count = (number, noun) => `${number} ${noun}${Number(number) === 1 ? "" : "s"}`;

for (const filter of document.querySelectorAll("[data-filter=speakers]")) {
  const buttons = [...filter.querySelectorAll("button[aria-pressed]")];
  const more = filter.querySelector(".sayso-filter-more");
  const status = filter.querySelector("[role=status]");
  filter.hidden = false;

  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button === more && more) {
      for (const other of buttons) other.hidden = false;
      more.remove();
      filter.querySelector(".sayso-more").focus();
    } else if (button) {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      const [shown, all] = showSpeaker(button.value);
      const who = `Showing 1 of ${count(buttons.length - 1, "speaker")}: ${button.textContent}`;
      const where = all > 1 ? `, on ${shown} of ${count(all, "question")}` : "";
      status.textContent = button.value ? `${who}${where}.` : "";
    }
  });
}

for (const form of document.querySelectorAll("[data-filter=timeline]")) {
  const cards = [...form.parentElement.querySelectorAll(".sayso-event")];
  const status = form.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    for (const card of cards) card.hidden = !wanted.every(([name, value]) => words(card, name).includes(value));
    const shown = cards.filter((card) => !card.hidden).length;
    status.textContent = wanted.length ? `Showing ${shown} of ${count(cards.length, "event")}.` : "";
  });
}
