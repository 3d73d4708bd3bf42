"""The program with faults to be switched on: `python -m proofs.launcher run` in place of
`python -m bot run`.

Nothing in `bot/` knows of it. Beside the faults these variables change what a proof cannot wait
for or must not touch:

    PROOF_FAULTS      folder of the switch
    PROOF_MODEL       `as it is`: the newest model is used whether or not it is up to date
    PROOF_MODELS      folder of the models, in place of the repository's
    PROOF_PACE        fields of bot.telegram.pace.Pace that are to be others, as JSON
    PROOF_CLEANING    seconds between two looks for what has expired
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import inspect
import json
import logging
import os
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from proofs.faults import PLACES, SWITCH, Watch

PAUSE = 0.02


def main() -> int:
    """Run the program."""
    program = importlib.import_module("bot.__main__")
    start = importlib.import_module("bot.cli.start")
    begin = start.begin

    def prepared() -> Any:
        """The log is set up, nothing else yet."""
        settings = begin()
        _change_what_cannot_be_waited_for()
        if folder := os.environ.get(SWITCH):
            for place, where in PLACES.items():
                _watch(Watch(Path(folder), place), where)
        return settings

    start.begin = prepared
    return program.main()


def _change_what_cannot_be_waited_for() -> None:
    from bot.cli import training
    from bot.settings import Settings

    if os.environ.get("PROOF_MODEL") == "as it is":
        training.ensure_model = lambda settings: False
    if models := os.environ.get("PROOF_MODELS"):
        Settings.models = property(lambda settings: Path(models))
    from bot.cli import serving

    if changes := os.environ.get("PROOF_PACE"):
        connection = serving.connection

        def hasty(settings: Settings) -> Any:
            made = connection(settings)
            return replace(made, pace=replace(made.pace, **json.loads(changes)))

        serving.connection = hasty
    if seconds := os.environ.get("PROOF_CLEANING"):
        serving.CLEANING_PAUSE = float(seconds)


def _watch(watch: Watch, where: str) -> None:
    """Put a watch before a function."""
    module_name, _, path = where.partition(":")
    owner: Any = importlib.import_module(module_name)
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    original = inspect.getattr_static(owner, name)
    if isinstance(original, classmethod):
        setattr(owner, name, classmethod(_watched(watch, original.__func__)))
    else:
        setattr(owner, name, _watched(watch, original))


def _watched(watch: Watch, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def watched(*arguments: Any, **named: Any) -> Any:
        if fault := watch.fault():
            _happen(*fault)
            while fault[0] == "hold" and watch.holds():
                time.sleep(PAUSE)
        return function(*arguments, **named)

    @functools.wraps(function)
    async def watched_and_awaited(*arguments: Any, **named: Any) -> Any:
        if fault := watch.fault():
            _happen(*fault)
            while fault[0] == "hold" and watch.holds():
                await asyncio.sleep(PAUSE)
        return await function(*arguments, **named)

    return watched_and_awaited if inspect.iscoroutinefunction(function) else watched


def _happen(kind: str, message: str) -> None:
    if kind == "raise":
        _raise(message)
    elif kind == "chatter":
        _chatter(message)
    elif kind == "leak":
        _leak(message)


def _raise(message: str) -> None:
    """As a library does that puts what it was given into its exception."""
    said = {"text": message}  # for whoever prints local variables
    try:
        raise KeyError(message)
    except KeyError as cause:
        raise RuntimeError(f"cannot handle {said}") from cause


def _chatter(message: str) -> None:
    """Everything that a careless library may do with what it was given, but print it itself."""
    import structlog

    for name in ("root", "rasa.core.processor", "sqlalchemy.engine.Engine", "httpx", "asyncio"):
        logger = logging.getLogger(name)
        for level in (
            logging.DEBUG,
            logging.INFO,
            logging.WARNING,
            logging.ERROR,
            logging.CRITICAL,
        ):
            logger.log(level, "said %s", message, stack_info=True)
        try:
            _raise(message)
        except RuntimeError:
            logger.exception("failed on %r", message)
    structlog.get_logger().error("a.library", text=message, event_info=message)
    structlog.get_logger().error(message)
    structlog.get_logger().error(message.split()[0])
    warnings.warn(message, UserWarning, stacklevel=1)
    thread = threading.Thread(target=_raise, args=(message,), name=message)
    thread.start()
    thread.join()
    _lost_task(message)
    _Dying(message)
    gc.collect()


class _Dying:
    """Raises where nobody can catch it."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __del__(self) -> None:
        _raise(self._message)

    def __repr__(self) -> str:
        return self._message


def _lost_task(message: str) -> None:
    """A task whose exception nobody asks for; asyncio logs it when it is collected."""

    async def lost() -> None:
        _raise(message)

    with contextlib.suppress(RuntimeError):  # no loop in this thread
        asyncio.get_running_loop().create_task(lost(), name=message)


def _leak(message: str) -> None:
    """What must be found, or the search is no proof."""
    print(message, flush=True)
    left = tempfile.NamedTemporaryFile(delete=False)  # noqa: SIM115 - to be left behind
    left.write(message.encode("utf-16"))
    left.close()


if __name__ == "__main__":
    sys.exit(main())
