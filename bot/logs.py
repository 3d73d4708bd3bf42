"""All logging of the process: what happened, where, and to which part; nobody's words."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

OWN_LOGGER = "bot"


class DiscreetRecord(logging.LogRecord):
    """A log record from which no handler of any library can print what a person wrote.

    Only this program's own messages are kept. Of a line from any other library there remain
    its level, its logger and the place in the code; of an exception its type and the places in
    the code, never its message and never a local variable.
    """

    def __init__(
        self,
        name: str,
        level: int,
        pathname: str,
        lineno: int,
        msg: object,
        args: Any,
        exc_info: Any,
        *rest: Any,
        **named: Any,
    ) -> None:
        """Called by `logging`, with LogRecord's arguments."""
        named.pop("sinfo", None)  # the stack as text, with lines of code
        super().__init__(name, level, pathname, lineno, msg, args, None, *rest[:1], **named)
        own = name == OWN_LOGGER or name.startswith(OWN_LOGGER + ".")
        said = self.getMessage() if own else f"({self.module}:{lineno})"
        if isinstance(exc_info, tuple) and exc_info[0] is not None:
            said += "\n" + "\n".join(describe(exc_info[0], exc_info[2]))
        self.msg, self.args = said, None


def describe(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """An exception as its type and the places in the code, without its message."""
    frames = traceback.extract_tb(trace)
    places = [f"  {os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in frames]
    return [f"  {kind.__module__}.{kind.__qualname__}", *places]


class _Plain(logging.Formatter):
    """Level, logger and message on a line."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.lower()} {record.name}: {record.getMessage()}"


def configure_logging(level: str) -> None:
    """Take over all logging of the process. Call before Rasa is imported.

    Args:
        level: level of this program's own lines; other libraries start at WARNING.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.setLogRecordFactory(DiscreetRecord)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OWN_LOGGER).setLevel(level)
    for silent in ("sanic.access", "py.warnings"):  # addresses of callers; what libraries outgrow
        logging.getLogger(silent).addFilter(lambda record: False)
    logging.captureWarnings(True)
    sys.excepthook = _report_crash
    threading.excepthook = lambda crash: _report(
        "A thread stopped:", crash.exc_type, crash.exc_traceback
    )
    sys.unraisablehook = lambda crash: _report("Ignored:", crash.exc_type, crash.exc_traceback)
    _silence_structlog()
    _silence_sentry()


def _report_crash(
    kind: type[BaseException], value: BaseException, trace: TracebackType | None
) -> None:
    _report("The program stopped:", kind, trace)


def _report(what: str, kind: type[BaseException], trace: TracebackType | None) -> None:
    print("\n".join([what, *describe(kind, trace)]), file=sys.stderr)


def _silence_structlog() -> None:
    """Rasa logs through structlog, with the person's text in the fields: keep the place alone."""
    import structlog
    from structlog.processors import CallsiteParameter, CallsiteParameterAdder

    def place_only(
        _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        return {"event": f"({event.get('module')}:{event.get('lineno')})"}

    structlog.configure(
        processors=[
            CallsiteParameterAdder({CallsiteParameter.MODULE, CallsiteParameter.LINENO}),
            place_only,
            structlog.processors.KeyValueRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _silence_sentry() -> None:
    """`rasa` turns Sentry on, with its own account, before this project's code is loaded."""
    if "sentry_sdk" in sys.modules:
        sys.modules["sentry_sdk"].init()  # without an address nothing is sent
