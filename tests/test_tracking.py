"""What values were made from, and which of them a change makes stale."""

from __future__ import annotations

import pickle

from sayso.tracking import ALL, Addition, Graph, Log, Node, Recorder, Token, Tracked


def make_names(log: Log) -> Tracked[str]:
    """Three names by id."""
    return Tracked("names", log, {"a": "Ann", "b": "Bob", "c": "Cleo"})


def read_log(log: Log) -> list[str]:
    """The keys of names that were read, in order."""
    keys = {number: key for key, number in log.tokens.keys["names"].items()}
    return [keys[number] for number in log.read]


def test_what_is_read_of_a_mapping_is_noted() -> None:
    log = Log()
    names = make_names(log)
    assert names["a"] == "Ann"
    assert names.get("b") == "Bob"
    assert names.get("x") is None
    assert "y" in names or "c" in names
    assert read_log(log) == ["a", "b", "x", "y", "c"]


def test_whoever_goes_through_all_of_it_is_noted() -> None:
    ways = (list, len, dict.fromkeys, sorted, lambda names: list(names.values()), lambda names: list(names.items()))
    for way in (*ways, lambda names: list(names.keys()), lambda names: names == {}):
        log = Log()
        way(make_names(log))
        assert ALL in read_log(log), way


def make_pages(log: Log) -> Graph:
    """A label, two pages that use it, one of them through the other, and one that goes through all names."""
    names, recorder = make_names(log), Recorder(log)

    def make_page() -> str:
        """Reads one name, and another through a node of its own."""
        label = recorder.make("label", "b", lambda: f"{names['b']}!")
        return names["a"] + label

    assert recorder.make("page", "a", make_page) == "AnnBob!"
    assert recorder.make("page", "c", lambda: recorder.use("page", "a")) is None
    assert recorder.make("list", "names", lambda: len(names)) == len("abc")
    assert recorder.make("page", "d", lambda: names.get("d")) is None
    graph = recorder.take()
    assert not any(node in recorder.take() for node in (("page", "a"), ("list", "names")))
    return graph


def find(graph: Graph, *changed: Token) -> set[Node]:
    """What is stale after a change."""
    return graph.find_stale(changed)


def test_what_was_made_from_a_change_is_stale_and_what_used_that_too() -> None:
    graph = make_pages(Log())
    assert find(graph, ("names", "b")) == {("label", "b"), ("page", "a"), ("page", "c")}
    assert find(graph, ("names", "a")) == {("page", "a"), ("page", "c")}
    assert find(graph, ("names", ALL), ("names", "d")) == {("list", "names"), ("page", "d")}
    assert find(graph, ("names", "z"), ("other", "b")) == set()


def test_a_node_that_fails_is_none_and_leaves_nothing_with_the_next() -> None:
    log = Log()
    names, recorder = make_names(log), Recorder(log)

    def fail() -> None:
        """Reads something before it fails."""
        assert names["a"] == "Bob"

    try:
        recorder.make("page", "a", fail)
    except AssertionError:
        recorder.make("page", "b", lambda: names["b"])
    graph = recorder.take()
    assert ("page", "a") not in graph
    assert find(graph, ("names", "a")) == set()
    assert find(graph, ("names", "b")) == {("page", "b")}


def test_what_is_dropped_is_forgotten_and_may_be_made_from_something_else() -> None:
    log = Log()
    graph = make_pages(log)
    graph.drop({("label", "b"), ("page", "a")})
    assert ("page", "a") not in graph
    assert find(graph, ("names", "a")) == set()
    assert find(graph, ("names", ALL)) == {("list", "names")}
    names, recorder = make_names(log), Recorder(log)
    recorder.make("page", "a", lambda: names.get("d"))
    recorder.make("page", "d", lambda: names.get("z"))
    graph.merge(recorder.take())
    assert find(graph, ("names", "d")) == {("page", "a"), ("page", "d")}
    assert find(graph, ("names", "z")) == set()


def test_graphs_of_other_numbers_are_joined_and_kept() -> None:
    log = Log()
    others, names, recorder = Tracked("others", log, {"q": "Q"}), make_names(log), Recorder(log)

    def make_page() -> str:
        """Reads something through a node of its own."""
        return others["q"] + recorder.make("label", "b", lambda: names["c"] + names["b"])

    recorder.make("page", "q", make_page)
    graph = make_pages(Log())
    graph.merge(recorder.take())
    for kept in (graph, pickle.loads(pickle.dumps(graph))):  # noqa: S301 -- what was pickled just now
        assert find(kept, ("names", "b")) == {("label", "b"), ("page", "a"), ("page", "c"), ("page", "q")}
        assert find(kept, ("names", "c")) == set(), "the label is known already"
        assert find(kept, ("others", "q")) == {("page", "q")}
        assert kept.tokens.count == len(kept.tokens.match(kept.tokens))


def test_numbers_go_on_where_those_that_were_kept_end() -> None:
    kept = pickle.loads(pickle.dumps(make_pages(Log())))  # noqa: S301 -- what was pickled just now
    log = Log()
    names, recorder = make_names(log), Recorder(log)
    recorder.make("page", "z", lambda: names.get("z"))
    kept.merge(recorder.take())
    assert find(kept, ("names", "z")) == {("page", "z")}
    assert find(kept, ("names", "a")) == {("page", "a"), ("page", "c")}


def test_a_second_process_sends_back_only_what_came_since_there_are_two() -> None:
    log = Log()
    names, recorder = make_names(log), Recorder(log)
    recorder.make("page", "a", lambda: names["a"])
    first = recorder.take()

    def make_page() -> str:
        """Reads one name that was read before and one that was not, and uses a page."""
        recorder.use("page", "a")
        return names["a"] + names["b"]

    recorder.make("page", "b", make_page)
    sent = pickle.dumps(Addition(recorder.take(), first.tokens.keys["names"]["a"] + 1))
    second: Graph = pickle.loads(sent).graph  # noqa: S301 -- what was pickled just now
    assert [list(numbers) for numbers in second.tokens.keys.values()] == [["b"]]
    assert [list(numbers) for numbers in second.tokens.nodes.values()] == [["b"]]
    # Meanwhile the first process gave the same numbers to something else.
    late, other = Recorder(first_log := Log()), make_names(first_log)
    late.make("page", "a", lambda: other["a"])
    graph = late.take()
    late.make("page", "z", lambda: other["z"] if "z" in other else other["c"])
    graph.merge(late.take())
    graph.merge(second)
    for kept in (graph, pickle.loads(pickle.dumps(graph))):  # noqa: S301 -- what was pickled just now
        assert find(kept, ("names", "a")) == {("page", "a"), ("page", "b")}
        assert find(kept, ("names", "b")) == {("page", "b")}
        assert find(kept, ("names", "c")) == find(kept, ("names", "z")) == {("page", "z")}
    assert ("page", "a") in first
