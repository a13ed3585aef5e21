"""How a link by id is written in Markdown: `[[russia]]`, or `[[russia|Moscow]]` with words of its own."""

from __future__ import annotations

import re

LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
