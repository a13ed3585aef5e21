"""Templates as programs, each made once and kept beside the templates, as Python keeps what it makes of modules."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from jinja2.bccache import Bucket, FileSystemBytecodeCache

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"


class KeptPrograms(FileSystemBytecodeCache):
    """The programs of templates on disk, for this Python and this Jinja, and for what here makes programs.

    Those that were asked for are kept in memory too, since several environments ask for them. Where nothing may be kept
    on disk, or what was kept is damaged, programs are made again; nobody is told, as with modules.
    """

    def __init__(self) -> None:
        # The folder that Python would take, which the environment may want to have elsewhere.
        super().__init__(os.path.dirname(importlib.util.cache_from_source(str(TEMPLATES / "any.py"))))  # noqa: PTH120
        digest = hashlib.sha256(version("jinja2").encode())
        for path in sorted(HERE.glob("*.py")):
            digest.update(path.read_bytes())
        self._maker = digest.hexdigest()
        self._programs: dict[tuple[str, str], CodeType | None] = {}

    def get_source_checksum(self, source: str) -> str:
        """A digest of a template and of what makes a program of it."""
        return super().get_source_checksum(f"{self._maker}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what is kept, if anything is and can be read."""
        bucket.code = self._programs.get((bucket.key, bucket.checksum))
        if bucket.code is not None:
            return
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 -- whatever a damaged file may hold
            bucket.reset()
        self._programs[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a program; on disk where that may be."""
        self._programs[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                os.makedirs(self.directory, exist_ok=True)  # noqa: PTH103 -- Jinja's paths are texts
                super().dump_bytecode(bucket)
