"""The smallest parts of pages as HTML: words, links and dates, of which there are thousands; and what words become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

from sayso.page_values import DateView, Link, ProseView, Words, capital

Filter = Callable[..., Any]

# `Markup(text)` first looks whether the text is HTML already, which takes three times as long.
html: Callable[[str], Markup] = partial(str.__new__, Markup)
escape: Callable[[str], str] = _escape_inner


def make_filters(root: str) -> dict[str, Filter]:
    """What templates make of addresses, words, links, dates and prose, where this is the way to the site's root.

    Each is told the context of its template and does not look at it: else Jinja would work out what is constant when
    it makes the program of a template, which serves all ways to the root.
    """

    @pass_context
    def href(_: Context, address: str) -> str:
        """An address on the site, made relative to the page that is being rendered."""
        return f"{root}{address}" or "./"

    @pass_context
    def prose(_: Context, view: ProseView) -> Markup:
        """Markdown made safe, with its links by id."""
        # What reads Markdown takes a while to be read itself, and pages at old addresses have none.
        from sayso.rendering.prose import render_prose  # noqa: PLC0415

        return html(render_prose(view, root))  # cleaned with an allow list

    @pass_context
    def link(_: Context, target: Link) -> Markup:
        """A link to a page of the site."""
        return html(write_link(root, target))

    @pass_context
    def links(_: Context, targets: Iterable[Link]) -> Markup:
        """Links with commas between them."""
        return html(", ".join([write_link(root, target) for target in targets]))

    @pass_context
    def either(_: Context, value: Link | Words) -> Markup:
        """A link, or words where there is no page."""
        return html(write_link(root, value) if isinstance(value, Link) else write_words(value))

    return {
        "bdi": bdi,
        "capital": capital,
        "date": date,
        "either": either,
        "href": href,
        "join": join,
        "link": link,
        "links": links,
        "prose": prose,
    }


def bdi(words: Words) -> Markup:
    """Words kept apart from the direction of what stands around them, with their language where it is another one."""
    return html(write_words(words))


def date(view: DateView) -> Markup:
    """A date, with its value for machines where there is one."""
    if view.html is None:
        return html(escape(view.words))
    return html(f'<time datetime="{escape(view.html)}">{escape(view.words)}</time>')


def join(texts: Iterable[str], between: str) -> str:
    """Texts in one, to be escaped when it is printed. Jinja's own also takes HTML among them, which nobody has."""
    return between.join(texts)


def write_link(root: str, target: Link) -> str:
    """The HTML of a link."""
    return f'<a href="{escape(f"{root}{target.address}" or "./")}">{write_words(target.words)}</a>'


def write_words(words: Words) -> str:
    """The HTML of words."""
    if words.lang is None:
        return f"<bdi>{escape(words.text)}</bdi>"
    return f'<bdi lang="{escape(words.lang)}" dir="{escape(words.dir or "")}">{escape(words.text)}</bdi>'
