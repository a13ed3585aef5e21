"""Views to HTML. Escaping is always on, a missing value is an error, and a template can look nothing up."""

from __future__ import annotations

from sayso.rendering.environment import Renderer
from sayso.rendering.prose import RecordLinks

__all__ = ["RecordLinks", "Renderer"]
