// Filters by speaker, and of timelines by actor and place. They hide what stands in the page already, and say so.

const words = (element, name) => (element.dataset[name] ?? "").split(" ");

// "showing 1 of 4 speakers" over each question; a question in which the speaker has no position says so.
const showSpeakers = (id) => {
  for (const block of document.querySelectorAll(".sayso-filtered")) {
    const rows = [...block.querySelectorAll(".sayso-row, .sayso-position")];
    for (const row of rows) row.hidden = id !== "" && !words(row, "speakers").includes(id);
    for (const claim of block.querySelectorAll(".sayso-by-claim")) {
      const own = [...claim.querySelectorAll(".sayso-position")];
      claim.hidden = id !== "" && own.every((row) => row.hidden);
    }
    const isShown = rows.some((row) => !row.hidden);
    const note = block.querySelector(".sayso-showing");
    note.hidden = id === "";
    note.textContent = id === "" ? "" : `showing ${isShown ? 1 : 0} of ${count(block.dataset.speakers, "speaker")}`;
    for (const table of block.querySelectorAll("table")) table.hidden = !isShown;
  }
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
      buttons.at(-1).closest("[data-filter]").querySelectorAll(".sayso-more")[0].focus();
    } else if (button) {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      showSpeakers(button.value);
      const all = buttons.length - 1;
      status.textContent = button.value ? `Showing 1 of ${count(all, "speaker")}: ${button.textContent}.` : "";
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
