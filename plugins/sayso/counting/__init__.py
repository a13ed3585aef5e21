"""The arithmetic of the model and nothing else: who counts, speakers, bodies, statements, reports, labels.

Everything that comes out is sorted, does not depend on the order of files or positions, and uses names for order and
wording only. No number here is a measure of truth: `tally` says how many spoke, and `label_claim` which stances stand
in the records.
"""

from __future__ import annotations

from sayso.counting.bodies import Body
from sayso.counting.claim_labels import (
    CLAIM_LABEL_RULES,
    CLAIM_LABELS,
    ClaimLabel,
    Sides,
    is_said_now,
    label_claim,
    take_sides,
)
from sayso.counting.counted import (
    NOT_COUNTED_RULES,
    WHY_NOT_COUNTED,
    WhyNot,
    contested_by,
    rests_on,
    why_not_counted,
)
from sayso.counting.explaining import explain_tally
from sayso.counting.naming import Naming, named_in
from sayso.counting.question_labels import (
    QUESTION_LABEL_RULES,
    QUESTION_LABELS,
    QuestionLabel,
    is_answered,
    label_question,
)
from sayso.counting.tallies import TALLY_RULES, Statement, Tally, tally

__all__ = [
    "CLAIM_LABELS",
    "CLAIM_LABEL_RULES",
    "NOT_COUNTED_RULES",
    "QUESTION_LABELS",
    "QUESTION_LABEL_RULES",
    "TALLY_RULES",
    "WHY_NOT_COUNTED",
    "Body",
    "ClaimLabel",
    "Naming",
    "QuestionLabel",
    "Sides",
    "Statement",
    "Tally",
    "WhyNot",
    "contested_by",
    "explain_tally",
    "is_answered",
    "is_said_now",
    "label_claim",
    "label_question",
    "named_in",
    "rests_on",
    "take_sides",
    "tally",
    "why_not_counted",
]
