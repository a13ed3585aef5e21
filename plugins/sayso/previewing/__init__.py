"""The preview: pages of records while some of them cannot be read, and what each page says of that.

A build never comes here: it publishes records without errors or nothing.
"""

from __future__ import annotations

from sayso.previewing.bodies import TEMPLATES
from sayso.previewing.preview import Preview
from sayso.previewing.shown import Shown

__all__ = ["TEMPLATES", "Preview", "Shown"]
