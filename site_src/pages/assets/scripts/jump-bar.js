// Marks in the list of a page's parts the one that is being read.
const links = [...document.querySelectorAll(".sayso-contents-sticky a[href^='#']")];
const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

const mark = () => {
  const edge = innerHeight / 4;
  const past = parts.filter((part) => part && part.getBoundingClientRect().top < edge);
  const here = past.length ? parts.lastIndexOf(past.at(-1)) : -1;
  links.forEach((link, index) => {
    if (index !== here) {
      link.removeAttribute("aria-current");
    } else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "location");
      const bar = link.closest("ul");
      bar.scrollLeft = link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
    }
  });
};

if (links.length) {
  let isWaiting = false;
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      mark();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  mark();
}

// On paper nothing can be opened, so everything is open while a page is printed.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});
