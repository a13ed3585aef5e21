"""What the system may say against building or publishing a site, in words, with what to do about it."""

from __future__ import annotations

import errno
import os

NO_RIGHT = "Give yourself the right to write there"
# What to do, as the beginning of a sentence that ends with building again.
MENDS = {
    errno.ENOSPC: "Free some room on that disk",
    errno.EDQUOT: "Free some of the room that you may use on that disk",
    errno.EFBIG: "Raise the limit for the size of files (ulimit -f)",
    errno.EMFILE: "Raise the limit for open files (ulimit -n)",
    errno.ENOMEM: "End other programs, or raise the limit for memory (ulimit -v)",
    errno.EROFS: NO_RIGHT,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EBUSY: "End what uses that folder, or choose another site_dir",
    errno.EXDEV: "Delete the folder of the site, or choose another site_dir",
    errno.ENOTDIR: "Move the file away that stands where a folder should",
    errno.EEXIST: "Move the file away that stands where a folder should",
    errno.ENAMETOOLONG: "Choose a shorter name",
    errno.ENOENT: "Something was moved or deleted during the build: put it back if it was yours",
}


def say_cause(error: OSError) -> str:
    """What the system said, without paths: 'No space left on device'."""
    return error.strerror or (os.strerror(error.errno) if error.errno else "some files cannot be copied")


def say_mend(error: OSError) -> str:
    """What to do about it, as a sentence, such as: Free some room on that disk, and build again."""
    mend = MENDS.get(error.errno or 0)
    return f"{mend}, and build again." if mend else "Mend that, and build again."
