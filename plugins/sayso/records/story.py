"""Stories: explainer pages over a list of questions."""

from __future__ import annotations

from sayso.records.parts import Plain, QuestionId, Record, Text, When


class Story(Record):
    """An explainer: its questions in reading order; its prose stands beside it in a `.md` file."""

    kind_name = "story"
    folder = "stories"

    title: Text
    """The headline."""
    standfirst: Plain
    """One to three sentences under the headline, each attributed."""
    questions: tuple[QuestionId, ...]
    """The questions in reading order, the headline's first."""
    as_of: When
    """The day the records were last checked."""
    leaves_out: Plain | None = None
    """What this page does not cover."""
    contact: Plain | None = None
    """Where to complain; the site's contact where left out."""
