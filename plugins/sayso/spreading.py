"""Work that a second process does too where the machine has a second core and it pays: in many pieces, or aside.

Of many pieces the first process takes one after the other from the front and the second from the back, until they
meet: so none waits for the other, and neighbouring pieces, which share what they need, are done by the same process.
What is done aside is done while the first process does something else. The second is a copy of the first as it is
(`fork`), which Windows and macOS do not offer or not safely, which must not happen while other threads run, and which
the system may refuse: there all is done in one process, with the same result.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Generic, NoReturn, TypeVar

R = TypeVar("R")
S = TypeVar("S")
# Below so many pieces, a second process costs more than it saves; and below so many records or files.
FEWEST = 4
MANY = 1000
PR_SET_PDEATHSIG = 1
NUMBER = struct.Struct("<I")
# What a pipe holds at least, by POSIX; there is a turn in it for each piece before anybody takes one.
PIPE = 4096
MOST_PIECES = PIPE // NUMBER.size


class SpreadError(Exception):
    """The second process ended without its results, as the system lets it where memory runs out."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Keeps Python from looking for garbage in what is only growing: it would look at every record again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def leave_to_the_end(value: object) -> None:
    """Leaves a large value to the end of the process, which gives memory back at once and not object by object."""
    held: list[object] = [value]
    held.append(held)  # so that it stays after everybody has let go of it; and it is never collected
    gc.freeze()


def count_processes(pieces: int) -> int:
    """How many processes are to share so many pieces of work: one or two."""
    return 2 if pieces >= FEWEST and can_share() else 1


def can_share() -> bool:
    """Whether a second process can do some of the work: only on Linux, on two cores, and beside no other thread."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return can_fork and cores > 1


def cut(items: Sequence[R], least: int) -> list[Sequence[R]]:
    """The items in pieces of so many, or of more where there would be too many pieces to spread."""
    size = max(least, -(-len(items) // MOST_PIECES))
    return [items[start : start + size] for start in range(0, len(items), size)]


@dataclass(frozen=True)
class Spread(Generic[R, S]):
    """The results of all pieces in their order, and what each process had to say at its end."""

    results: list[R]
    ends: list[S]


def spread(
    pieces: int,
    work: Callable[[int], R],
    end: Callable[[], S],
    tell: Callable[[int], None] = lambda _: None,
    *,
    is_large: bool | None = None,
) -> Spread[R, S]:
    """The results of `work(0)` to `work(pieces - 1)`, and of `end()` in each process; raises what the work raises.

    What comes from the second process comes as a pickle. `tell` is told how many pieces were begun before, now and
    then. Whether the work is worth a second process is told by the number of pieces, unless `is_large` tells it.
    """
    is_shared = count_processes(pieces) > 1 if is_large is None else is_large and can_share()
    if not is_shared or pieces > MOST_PIECES:
        return Spread([do_piece(number, work, tell, number) for number in range(pieces)], [end()])
    turns, given = os.pipe()
    os.write(given, b"".join(NUMBER.pack(turn) for turn in range(pieces)))
    os.close(given)
    # To pickle a result takes as long as many a piece, in which the first process takes another one.
    from_back = range(pieces - 1, -1, -1)
    second = Second.start(
        lambda: ([(number, pack_answer(done)) for number, done in take(turns, from_back, work)], end())
    )
    try:
        results = dict(take(turns, range(pieces), work, tell))
        ends = [end()]
        if second is not None:
            others, ended = second.answer()
            results.update((number, read_answer(data)) for number, data in others)
            ends.append(ended)
    finally:
        if second is not None:
            second.end()
        os.close(turns)
    return Spread([results[number] for number in range(pieces)], ends)


class Aside(Generic[R]):
    """Work whose result is needed later: a second process does it meanwhile, else this one when it is asked for.

    Work that is not large is left to this process, since to make a second one takes some milliseconds.
    """

    def __init__(self, work: Callable[[], R], *, is_large: bool) -> None:
        self._work = work
        self._second = Second.start(work) if is_large and can_share() else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether a second process does the work."""
        return self._second is not None

    def result(self) -> R:
        """What comes of the work, to be asked for once; raises what the work raises."""
        if self._second is None:
            return self._work()
        try:
            result: R = self._second.answer()
        finally:
            self._second.end()
        return result

    def drop(self) -> None:
        """Lets the work be: nobody needs its result."""
        if self._second is not None:
            self._second.end()


class Second:
    """A copy of this process that does some work and sends what comes of it; to be ended by `end` in any case."""

    def __init__(self, process: int, pipe: IO[bytes]) -> None:
        self._process = process
        self._pipe = pipe

    @classmethod
    def start(cls, work: Callable[[], object]) -> Second | None:
        """The process, at work; none where the system allows no more of them, as it tells by failing."""
        answer, answered = os.pipe()
        parent = os.getpid()
        gc.freeze()  # the second process shares what is there as long as nobody touches it
        try:
            process = os.fork()
        except OSError:
            gc.unfreeze()
            os.close(answer)
            os.close(answered)
            return None
        if process == 0:
            os.close(answer)
            be_second(parent, answered, work)
        os.close(answered)
        return cls(process, os.fdopen(answer, "rb"))

    def answer(self) -> Any:  # noqa: ANN401 -- whatever the work came to
        """Waits for what comes of the work; raises what the work raises."""
        return read_answer(self._pipe.read())

    def end(self) -> None:
        """Ends the process, should it still be at work."""
        if not self._pipe.closed:
            self._pipe.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            gc.unfreeze()


def do_piece(number: int, work: Callable[[int], R], tell: Callable[[int], None], turn: int) -> R:
    """The result of one piece, before which so many were begun."""
    tell(turn)
    return work(number)


def take(
    turns: int, numbers: Iterable[int], work: Callable[[int], R], tell: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[int, R]]:
    """Does pieces in this order as long as it is somebody's turn; gives their numbers and results."""
    for number in numbers:
        data = os.read(turns, NUMBER.size)
        if not data:
            return
        yield number, do_piece(number, work, tell, *NUMBER.unpack(data))


def be_second(parent: int, answered: int, work: Callable[[], object]) -> NoReturn:
    """Works as the second process, sends what comes of it, and ends; it never outlives the first."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            try:
                answer = work()
            except BaseException as error:  # noqa: BLE001 -- the first process raises it
                answer = error
            with os.fdopen(answered, "wb") as pipe:
                pipe.write(pack_answer(answer))
            status = 0
    finally:
        os._exit(status)


def pack_answer(answer: object) -> bytes:
    """A value or an exception as a pickle; an exception that cannot be pickled by its words."""
    try:
        data = pickle.dumps(answer, protocol=5)
        if isinstance(answer, BaseException):
            pickle.loads(data)  # noqa: S301 -- what was pickled just now
    except Exception:  # noqa: BLE001 -- whatever hinders it
        return pickle.dumps(SpreadError(f"{type(answer).__name__}: {answer}"))
    return data


def read_answer(data: bytes) -> Any:  # noqa: ANN401 -- whatever the work came to
    """The value that was sent; raises the exception that was sent in its place."""
    if not data:
        raise SpreadError("The second process ended early, as the system lets it where memory runs out.")
    answer = pickle.loads(data)  # noqa: S301 -- our own second process sent it
    if isinstance(answer, BaseException):
        raise answer
    return answer
