"""What a position rests on that somebody rejects or doubts, in words."""

from __future__ import annotations

from sayso.page_values import capital
from sayso.pages.labels import view_claim
from sayso.pages.parts import names
from sayso.pages.site import Site
from sayso.records.position import Position

# Claims that somebody rejects or doubts, each with the ids of who does.
Contested = tuple[tuple[str, tuple[str, ...]], ...]


def contested_words(site: Site, position: Position, contested: Contested) -> str | None:
    """What a position rests on, who says so, and who rejects or doubts it, where somebody does."""
    source = site.library.sources[position.source]
    parts = []
    for claim_id, _ in contested:
        thing = "This statement" if claim_id in position.rests_on else f"The {source.noun}"
        view = view_claim(site, site.library.claims[claim_id])
        parts.append(f"{thing} rests on this: {view.text} {capital(view.names)}.")
    return " ".join(parts) or None


def disputed_words(site: Site, position: Position, contested: Contested) -> str | None:
    """`in a recording that X disputes`: what stands before a stance that cannot be taken for the speaker's own."""
    if not contested:
        return None
    source = site.library.sources[position.source]
    noun = "recording" if source.kind == "audio" else source.noun
    if all(claim_id in position.rests_on for claim_id, _ in contested):
        noun = "statement"
    who = names(site, dict.fromkeys(actor for _, actors in contested for actor in actors))
    return f"in {'an' if noun[0] in 'aeiou' else 'a'} {noun} disputed by {who}"
