"""Work that two processes share: the same results as in one, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.spreading import MOST_PIECES, Aside, SpreadError, count_processes, spread, without_collector

PIECES = 40
ROOT = Path(__file__).parents[1]
# Set in the environment of a process that runs these tests and no others.
ALONE = "SAYSO_TESTS_ALONE"
# Prints the number of the second process once it works, and then works for a minute.
LASTING = """
import os, time
from sayso.spreading import spread
parent = os.getpid()
def work(number):
    if os.getpid() != parent:
        print(os.getpid(), flush=True)
    time.sleep(60)
spread(4, work, os.getpid)
"""


@pytest.fixture
def _two() -> None:
    """Lets a test run where two processes work; other tests may have left threads, with which there is no fork."""
    if count_processes(PIECES) == 1:
        pytest.skip("this machine has one core or no fork, or other threads run")


def work_in_turn(number: int) -> tuple[int, int]:
    """The number and the process; long enough that both processes get some."""
    time.sleep(0.01)
    return number, os.getpid()


def test_results_come_in_order_whoever_worked() -> None:
    done = spread(PIECES, work_in_turn, os.getpid)
    assert [number for number, _ in done.results] == list(range(PIECES))
    assert {process for _, process in done.results} == set(done.ends)
    assert done.ends[0] == os.getpid()


@pytest.mark.skipif(os.environ.get(ALONE) == "1", reason="this is that process")
def test_all_of_these_pass_in_a_process_without_other_threads() -> None:
    """Where tests that ran before have left threads, those below that need two processes cannot run here."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", __file__]
    inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env={**inherited, ALONE: "1"}, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout
    can_fork = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    assert not can_fork or " 1 skipped" in done.stdout, done.stdout


@pytest.mark.usefixtures("_two")
def test_two_processes_share_the_work() -> None:
    assert len(set(spread(PIECES, work_in_turn, os.getpid).ends)) == 2


@pytest.mark.usefixtures("_two")
def test_neighbouring_pieces_are_done_by_one_process() -> None:
    done = spread(PIECES, work_in_turn, os.getpid)
    processes = [process for _, process in done.results]
    first, second = done.ends
    assert processes == [first] * processes.count(first) + [second] * processes.count(second)


def test_it_is_told_how_many_pieces_were_begun_whoever_began_them() -> None:
    told: list[int] = []
    done = spread(PIECES, work_in_turn, os.getpid, told.append)
    assert told == sorted(set(told))
    assert len(told) == [process for _, process in done.results].count(os.getpid())
    assert max(told) >= PIECES // 2


@pytest.mark.parametrize("pieces", [0, 1, 3, MOST_PIECES + 1])
def test_few_pieces_and_very_many_are_done_by_one(pieces: int) -> None:
    done = spread(pieces, lambda number: (number, os.getpid()), os.getpid)
    assert done.results == [(number, os.getpid()) for number in range(pieces)]
    assert done.ends == [os.getpid()]


def fail_in(process: int, number: int) -> int:
    """Fails in all processes but one."""
    time.sleep(0.01)
    if os.getpid() != process:
        raise FileNotFoundError(2, "No such file", f"page-{number}")
    return number


@pytest.mark.usefixtures("_two")
def test_what_fails_in_the_second_process_fails_here() -> None:
    parent = os.getpid()
    with pytest.raises(FileNotFoundError, match="No such file"):
        spread(PIECES, lambda number: fail_in(parent, number), os.getpid)


def die_in(process: int, number: int) -> int:
    """Ends all processes but one, as the system does where memory runs out."""
    time.sleep(0.01)
    if os.getpid() != process:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.usefixtures("_two")
def test_a_second_process_that_is_killed_ends_the_work_with_a_sentence() -> None:
    parent = os.getpid()
    with pytest.raises(SpreadError, match="ended early, as the system lets it where memory runs out"):
        spread(PIECES, lambda number: die_in(parent, number), os.getpid)


@pytest.mark.usefixtures("_two")
def test_what_fails_here_ends_the_second_process() -> None:
    parent = os.getpid()
    children = Path(f"/proc/{parent}/task/{parent}/children")
    before = children.read_text(encoding="ascii")

    def fail_here(number: int) -> int:
        """Fails in this process alone, and works for long in the other."""
        if os.getpid() == parent:
            raise ValueError(number)
        time.sleep(60)
        return number

    with pytest.raises(ValueError, match=r"\A[0-9]+\Z"):
        spread(4, fail_here, os.getpid)
    assert children.read_text(encoding="ascii") == before


@pytest.mark.usefixtures("_two")
def test_the_second_process_does_not_outlive_the_first() -> None:
    command = [sys.executable, "-c", LASTING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="ascii") as first:
        assert first.stdout is not None
        second = int(first.stdout.readline())
        assert Path(f"/proc/{second}").exists()
        first.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{second}").exists():
        assert time.monotonic() < deadline, "the second process goes on"
        time.sleep(0.05)


def test_the_collector_is_as_it_was_before() -> None:
    import gc  # noqa: PLC0415 -- this test alone looks at it

    assert gc.isenabled()
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_is_done_aside_comes_when_it_is_asked_for() -> None:
    aside = Aside(lambda: (sum(range(1000)), os.getpid()), is_large=True)
    result, process = aside.result()
    assert result == sum(range(1000))
    assert (process == os.getpid()) == (count_processes(PIECES) == 1)
    aside.drop()


@pytest.mark.usefixtures("_two")
def test_what_fails_aside_fails_where_it_is_asked_for() -> None:
    parent = os.getpid()
    aside = Aside(lambda: fail_in(parent, 7), is_large=True)
    with pytest.raises(FileNotFoundError, match="No such file"):
        aside.result()
    ended = Aside(lambda: die_in(parent, 7), is_large=True)
    with pytest.raises(SpreadError, match="ended early"):
        ended.result()


@pytest.mark.usefixtures("_two")
def test_of_what_is_dropped_nothing_is_left() -> None:
    started = time.monotonic()
    aside = Aside(lambda: time.sleep(60), is_large=True)
    aside.drop()
    aside.drop()
    assert time.monotonic() - started < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.usefixtures("_two")
def test_pieces_are_spread_while_something_is_done_aside() -> None:
    aside = Aside(lambda: work_in_turn(0), is_large=True)
    done = spread(PIECES, work_in_turn, os.getpid)
    assert [number for number, _ in done.results] == list(range(PIECES))
    assert aside.result()[1] not in done.ends
