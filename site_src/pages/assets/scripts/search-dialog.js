// The search itself, in a dialog that is made when it is first opened. Texts of records enter it as text alone.
import { loadIndex, readPages, search } from "./search-index.js";

const SHOWN = 5;
const STEP = 50;
const PAUSE = 120;
const HINT = "Names, places, words of a claim or of a source, in any script. Words in “quotation marks” are looked for as they stand.";
const FAILED = "The search index could not be loaded. The lists hold every record.";

// An element with these properties and children; strings become text.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const input = make("input", {
  type: "search",
  id: "sayso-search-words",
  autocomplete: "off",
  spellcheck: false,
  enterKeyHint: "search",
  dir: "auto",
});
const status = make("p", { className: "sayso-search-status", role: "status" });
const results = make("div", { className: "sayso-search-results" });
const close = make("button", { type: "button", className: "sayso-search-close" }, "Close");
const setting = make("input", { type: "checkbox" });
const dialog = make(
  "dialog",
  { className: "sayso-search" },
  make(
    "form",
    { className: "sayso-search-form" },
    make("label", { htmlFor: input.id, id: "sayso-search-label" }, "Search all records"),
    make("div", { className: "sayso-search-line" }, input, close),
    status,
  ),
  results,
  make("label", { className: "sayso-search-setting" }, setting, " The key / opens this search"),
);

dialog.setAttribute("aria-labelledby", "sayso-search-label");

let asked = ""; // what the results answer
let answered = Promise.resolve();
let timer = 0;

// Opens the dialog; `slash` says whether the key "/" opens it too, and takes the reader's choice.
export const openDialog = (slash) => {
  if (!dialog.isConnected) {
    document.body.append(dialog);
    setting.checked = slash.isOn;
    setting.addEventListener("change", () => {
      slash.isOn = setting.checked;
    });
  }
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
  if (!asked) status.textContent = HINT;
  loadIndex().catch(showFailure);
};

// The browser gives the focus back to where it was. Where that was nowhere, it lets go of the field only a moment later,
// and till then a key would be taken for typing.
const shut = () => {
  dialog.close();
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
};

const showFailure = () => {
  asked = "";
  status.textContent = FAILED;
  const lists = document.querySelector("#sections")?.cloneNode(true);
  lists?.removeAttribute("id");
  results.replaceChildren(...(lists ? [lists] : []));
};

const update = () => {
  const typed = input.value.trim();
  if (typed !== asked) answered = answer(typed);
  return answered;
};

const answer = async (typed) => {
  asked = typed;
  if (!typed) {
    showAnswer(HINT, []);
    return;
  }
  try {
    const found = await search(typed);
    const sections = await Promise.all(found.groups.map(makeGroup));
    if (typed === asked) showAnswer(found.status, sections);
  } catch {
    if (typed === asked) showFailure();
  }
};

const showAnswer = (words, sections) => {
  status.textContent = words;
  results.replaceChildren(...sections);
  results.scrollTop = 0;
};

const makeGroup = async ({ kind, pages }, number) => {
  const list = make("ol", {}, ...(await readPages(pages.slice(0, SHOWN))).map(makeResult));
  const heading = make("h2", { id: `sayso-search-${number}` }, kind, " ", make("span", {}, String(pages.length)));
  const section = make("section", {}, heading, list);
  section.setAttribute("aria-labelledby", heading.id);
  if (pages.length > SHOWN) section.append(makeMore(list, pages));
  return section;
};

const makeResult = ({ title, who, href }) =>
  make(
    "li",
    {},
    make("a", { href, dir: "auto" }, title),
    ...(who ? [make("p", { className: "sayso-search-who", dir: "auto" }, who)] : []),
  );

const makeMore = (list, pages) => {
  const name = () => `${pages.length - list.children.length} more`;
  const more = make("button", { type: "button" }, name());
  more.addEventListener("click", async () => {
    const shown = list.children.length;
    list.append(...(await readPages(pages.slice(shown, shown + STEP))).map(makeResult));
    list.children[shown].querySelector("a").focus();
    more.textContent = name();
    if (list.children.length === pages.length) more.remove();
  });
  return more;
};

// Up and down move through the field, the results and the buttons under them, in the order in which they stand.
const move = (step) => {
  const stops = [input, ...results.querySelectorAll("a, button")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  next?.focus();
  if (next === input) results.scrollTop = 0;
};

dialog.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) move(steps[event.key]);
  else if (event.key === "Escape") shut(); // in a search field, browsers only empty it
  else return;
  event.preventDefault();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) shut(); // beside what is in it
});
close.addEventListener("click", shut);
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE);
});
// Enter asks at once and goes to the first result, which a second one follows.
input.form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await update();
  results.querySelector("a")?.focus();
});
