// Opens the search: the header's button, "/" and Ctrl-K or Cmd-K. Without this script, and where a browser opens pages
// as files, there is no button, and the lists of all records serve. The rest is loaded when the search is first opened.
const button = document.querySelector(".sayso-search-open");
const SETTING = "sayso-search-key";
const FIELDS = "input, textarea, select, [contenteditable]";

// "/" alone opens the search unless the reader has switched that off, which who speaks to a computer may need to.
const slash = {
  get isOn() {
    try {
      return __md_get(SETTING) !== false;
    } catch {
      return true; // storage is blocked, or holds something else
    }
  },
  set isOn(isOn) {
    try {
      __md_set(SETTING, isOn);
    } catch {
      // It holds for this page alone.
    }
    showHint();
  },
};

const showHint = () => {
  const hint = button.querySelector("kbd");
  if (hint) hint.hidden = !slash.isOn;
};

const open = async () => {
  const { openDialog } = await import("./search-dialog.js");
  openDialog(slash);
};

const asksForSearch = (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  if (event.target instanceof Element && event.target.closest(FIELDS)) return false;
  const hasModifier = event.ctrlKey || event.metaKey;
  return hasModifier ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/" && slash.isOn;
};

if (button && location.protocol.startsWith("http")) {
  showHint();
  button.hidden = false;
  button.addEventListener("click", () => {
    button.focus(); // Safari does not, and closing the search gives the focus back
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    open();
  });
}
