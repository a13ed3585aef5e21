"""The floor of reading: every file of a content folder, read, hashed, and parsed into the raw events of libyaml.

`python -m tests.bench.floor CONTENT` does no more than that, and prints how many events there were.
"""

from __future__ import annotations

import hashlib
import os
import sys

from yaml import CLoader


def count_events(content: str) -> int:
    """Reads, hashes and parses all files below a folder."""
    events = 0
    for folder, _, names in os.walk(content):
        for name in names:
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 -- a floor has no room for objects
                data = file.read()
            hashlib.blake2b(data, digest_size=16).digest()
            if name.endswith(".yml"):
                parser = CLoader(data)
                while parser.check_event():
                    parser.get_event()
                    events += 1
                parser.dispose()
    return events


if __name__ == "__main__":
    sys.stdout.write(f"{count_events(sys.argv[1])} events\n")
