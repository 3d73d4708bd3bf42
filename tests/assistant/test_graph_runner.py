"""The graph's steps: in order, each once, only those that are needed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.graph import GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from bot.assistant.graph_runner import SequentialGraphRunner

NEEDS = {
    "answer": {"found": "search", "asked": "message"},
    "search": {"vector": "embed"},
    "embed": {"text": "clean"},
    "clean": {"text": "message"},
    "rules": {"tracker": "tracker"},
}
"""Node → parameter → the node or the input that it comes from."""


class Runs:
    """Both runners over the same nodes, which note when they run."""

    def __init__(self) -> None:
        self.order: list[str] = []
        schema = GraphSchema(
            {
                name: SchemaNode(needs, GraphComponent, "load", "run", {}, is_target=True)
                for name, needs in NEEDS.items()
            }
        )
        self.dask = DaskGraphRunner.__new__(DaskGraphRunner)
        self.dask._graph_schema = schema
        self.dask._instantiated_nodes = {name: self.node(name) for name in NEEDS}
        self.dask._execution_context = SimpleNamespace()
        self.sequential = SequentialGraphRunner(self.dask)

    def node(self, name: str) -> Any:
        def run(*received: Any) -> tuple[str, Any]:
            self.order.append(name)
            return name, f"{name}({', '.join(f'{source}={value}' for source, value in received)})"

        return run


@pytest.mark.parametrize("targets", [["answer"], ["rules", "search"], ["clean"], None])
def test_it_gives_what_dask_gives(targets: list[str] | None) -> None:
    runs = Runs()
    inputs = {"message": "lamps", "tracker": 7}
    assert runs.sequential.run(inputs, targets) == runs.dask.run(inputs, targets)


def test_each_step_runs_once_and_after_what_it_needs() -> None:
    runs = Runs()
    for _ in range(2):
        runs.order.clear()
        runs.sequential.run({"message": "lamps"}, ["answer", "search"])
        assert runs.order == ["clean", "embed", "search", "answer"]


def test_messages_do_not_meet() -> None:
    runs = Runs()
    first = runs.sequential.run({"message": "lamps"}, ["clean"])
    second = runs.sequential.run({"message": "keeper"}, ["clean"])
    assert (first, second) == (
        {"clean": "clean(message=lamps)"},
        {"clean": "clean(message=keeper)"},
    )


def test_a_failure_reaches_the_turn() -> None:
    runs = Runs()

    def fail(*_: Any) -> None:
        raise ValueError("broken")

    runs.sequential.nodes["embed"] = fail  # type: ignore[assignment]
    with pytest.raises(ValueError, match="broken"):
        runs.sequential.run({"message": "lamps"}, ["answer"])
