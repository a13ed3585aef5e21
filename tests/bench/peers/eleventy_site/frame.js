// What stands around every page.
import { readFileSync } from "node:fs";

const chrome = (part) => readFileSync(new URL(`./chrome/${part}.html`, import.meta.url), "utf-8");
const [head, header, footer] = ["head", "header", "footer"].map(chrome);

export function frame({ title, description, path, body, around = "" }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${description}">
<link rel="canonical" href="https://example.org${path}">
<title>${title} - Sayso</title>
${head}
<meta property="og:type" content="article">
<meta property="og:site_name" content="Sayso">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="https://example.org${path}">
</head>
<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="white">
<a class="sayso-skip" href="#content">Skip to content</a>
${header}
<main class="sayso-main" id="content" tabindex="-1">
<article class="md-content__inner md-typeset">
${body}
</article>
</main>
<footer class="sayso-footer">
${around}
${footer}
</footer>
</body>
</html>
`;
}
