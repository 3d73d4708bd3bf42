"""Runs the model's graph in the order in which its components follow one another."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner

Step = tuple[str, GraphNode, tuple[str, ...]]


class SequentialGraphRunner(GraphRunner):  # type: ignore[misc]
    """A graph's steps one after the other, their order worked out once.

    Rasa runs each turn three times through Dask, which plans anew every time and then runs the
    steps one after the other too; that takes a tenth of a turn.
    """

    def __init__(self, runner: DaskGraphRunner) -> None:
        """Take over the components that Rasa has loaded."""
        self.nodes: dict[str, GraphNode] = runner._instantiated_nodes
        self._schema = runner._graph_schema
        self._steps: dict[tuple[str, ...], list[Step]] = {}

    @classmethod
    def create(cls, *arguments: Any, **options: Any) -> SequentialGraphRunner:
        """As Rasa's own runner is made."""
        return cls(DaskGraphRunner.create(*arguments, **options))

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Run what the targets need.

        Args:
            inputs: what the graph is given, by name.
            targets: names of the nodes whose output is wanted; all that the schema names for None.

        Raises:
            GraphRunError: an input is missing.
            GraphComponentException: a component failed.
        """
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._steps:
            self._steps[wanted] = self._plan(wanted)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._steps[wanted]:
            done[name] = node(*(done.get(need, need) for need in needs))
        return dict(done[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[Step]:
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        steps: dict[str, Step] = {}

        def add(name: str) -> None:
            if name in nodes and name not in steps:
                needs = tuple(nodes[name].needs.values())
                for need in needs:
                    add(need)
                steps[name] = (name, self.nodes[name], needs)

        for name in targets:
            add(name)
        return list(steps.values())
