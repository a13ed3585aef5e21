"""What values were made from, and which of them a change makes stale."""

from __future__ import annotations

import pickle

from sayso.tracking import ALL, NODE, Graph, Log, Recorder, Tracked


def make_names(log: Log) -> Tracked[str]:
    """Three names by id."""
    return Tracked("names", log, {"a": "Ann", "b": "Bob", "c": "Cleo"})


def test_what_is_read_of_a_mapping_is_noted() -> None:
    log = Log()
    names = make_names(log)
    assert names["a"] == "Ann"
    assert names.get("b") == "Bob"
    assert names.get("x") is None
    assert "y" in names or "c" in names
    assert log.tokens == [("names", key) for key in ("a", "b", "x", "y", "c")]


def test_whoever_goes_through_all_of_it_is_noted() -> None:
    ways = (list, len, dict.fromkeys, sorted, lambda names: list(names.values()), lambda names: list(names.items()))
    for way in (*ways, lambda names: list(names.keys()), lambda names: names == {}):
        log = Log()
        way(make_names(log))
        assert ("names", ALL) in log.tokens, way


def test_a_node_has_its_own_sources_and_the_nodes_that_it_used() -> None:
    log = Log()
    names, recorder = make_names(log), Recorder(log)

    def make_page() -> str:
        """Reads one name, and another through a node of its own."""
        label = recorder.make("label b", lambda: f"{names['b']}!")
        return names["a"] + label

    assert recorder.make("page a", make_page) == "AnnBob!"
    recorder.use("label b")
    assert recorder.sources == {
        "label b": frozenset({("names", "b")}),
        "page a": frozenset({("names", "a"), (NODE, "label b")}),
    }
    assert list(recorder.take()) == ["label b", "page a"]
    assert recorder.take() == {}


def make_graph() -> Graph:
    """A label, two pages that use it, one of them through the other, and one that goes through all names."""
    graph = Graph()
    graph.add(
        {
            "label b": [("names", "b")],
            "page a": [("names", "a"), (NODE, "label b")],
            "page c": [(NODE, "page a")],
            "list": [("names", ALL)],
            "page d": [("names", "d")],
        }
    )
    return graph


def test_what_was_made_from_a_change_is_stale_and_what_used_that_too() -> None:
    graph = make_graph()
    assert graph.find_stale([("names", "b")]) == {"label b", "page a", "page c"}
    assert graph.find_stale([("names", "a")]) == {"page a", "page c"}
    assert graph.find_stale([("names", ALL), ("names", "d")]) == {"list", "page d"}
    assert graph.find_stale([("names", "z"), ("other", "b")]) == set()


def test_what_is_dropped_is_forgotten_and_may_be_made_from_something_else() -> None:
    graph = make_graph()
    graph.drop({"label b", "page a"})
    assert "page a" not in graph
    assert graph.find_stale([("names", "a")]) == set()
    graph.add({"page a": [("names", "d")], "page d": [("names", "z")]})
    assert graph.find_stale([("names", "d")]) == {"page a", "page d"}


def test_graphs_are_joined_and_kept() -> None:
    one, other = Graph(), Graph()
    one.add({"label b": [("names", "b")]})
    other.add({"label b": [("names", "b")], "page q": [("other", "q"), (NODE, "label b")]})
    one.merge(other)
    kept = pickle.loads(pickle.dumps(one))  # noqa: S301 -- what was pickled just now
    assert kept.find_stale([("names", "b")]) == {"label b", "page q"}
    assert kept.find_stale([("other", "q")]) == {"page q"}
