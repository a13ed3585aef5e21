"""The time of a build: the newest date in the records, unless the environment sets another."""

from __future__ import annotations

import os
from datetime import datetime

VARIABLE = "SOURCE_DATE_EPOCH"
# Seconds since 1970, of which gzip has room for 32 bits; records may be of any year.
LATEST = 2**32 - 1


class Clock:
    """Sets the variable that MkDocs and others take for the time of a build, and puts it back."""

    def __init__(self) -> None:
        self._is_ours = False

    def set(self, newest: datetime) -> None:
        """Makes this the time of the build, unless the environment sets one."""
        if VARIABLE not in os.environ:
            os.environ[VARIABLE] = str(max(0, min(int(newest.timestamp()), LATEST)))
            self._is_ours = True

    def put_back(self) -> None:
        """Leaves the environment as it was before the build."""
        if self._is_ours:
            os.environ.pop(VARIABLE, None)
            self._is_ours = False
