// Light and dark. Runs while the page is read, so that nothing is painted in the wrong colours first. A choice is
// stored where and as Material for MkDocs stores it: under "__palette", with the attributes of the palette chosen.
(() => {
  const buttons = [...document.querySelectorAll("[data-md-component=palette] button")];
  const names = ["media", "scheme", "primary", "accent"];

  const colorOf = (button) => Object.fromEntries(names.map((name) => [name, button.getAttribute(`data-md-color-${name}`)]));

  const stored = () => {
    try {
      return __md_get("__palette");
    } catch {
      return null; // storage is blocked, or holds something else
    }
  };

  const show = (index) => {
    const color = colorOf(buttons[index]);
    for (const name of names.slice(1)) document.body.setAttribute(`data-md-color-${name}`, color[name]);
    buttons.forEach((button, other) => {
      button.hidden = other !== index;
    });
  };

  const preferred = () => Math.max(0, buttons.findIndex((button) => matchMedia(colorOf(button).media).matches));

  if (!buttons.length) return;
  const index = stored()?.index;
  show(index in buttons ? index : preferred());

  buttons.forEach((button, own) => {
    button.addEventListener("click", () => {
      const next = (own + 1) % buttons.length;
      show(next);
      buttons[next].focus();
      __md_set("__palette", { index: next, color: colorOf(buttons[next]) });
    });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!stored()) show(preferred());
  });
})();
