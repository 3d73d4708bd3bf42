"""Who a person is and what they wrote stay out of every store and every log line."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import sys
import threading
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

PSEUDONYM_BYTES = 16
OWN_LOGGER = "bot"


def pseudonym(key: bytes, user_id: int) -> str:
    """The name under which a person is kept: HMAC-SHA256 (RFC 2104) of their id.

    Without the key the ten-digit ids cannot be tried one by one; with another key the
    same person gets another name.

    Args:
        key: the secret key of this copy.
        user_id: Telegram's number of the person.

    Returns:
        32 hexadecimal digits.
    """
    digest = hmac.new(key, b"person:%d" % user_id, hashlib.sha256).digest()
    return digest[:PSEUDONYM_BYTES].hex()


class DiscreetFormatter(logging.Formatter):
    """Formats log lines so that no library can print what a person wrote.

    Only this program's own messages are printed. Of a line from any other library there
    remain its level, its logger and the place in the code; of an exception its type and
    the places in the code, never its message and never a local variable.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and for an exception one more line a frame."""
        own = record.name == OWN_LOGGER or record.name.startswith(OWN_LOGGER + ".")
        said = record.getMessage() if own else f"({record.module}:{record.lineno})"
        line = f"{record.levelname.lower()} {record.name}: {said}"
        if record.exc_info and record.exc_info[0] is not None:
            line += "\n" + "\n".join(describe(record.exc_info[0], record.exc_info[2]))
        return line


def describe(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """An exception as its type and the places in the code, without its message."""
    frames = traceback.extract_tb(trace)
    places = [f"  {os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in frames]
    return [f"  {kind.__module__}.{kind.__qualname__}", *places]


def configure_logging(level: str) -> None:
    """Take over all logging of the process. Call before Rasa is imported.

    Args:
        level: level of this program's own lines; other libraries start at WARNING.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(DiscreetFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OWN_LOGGER).setLevel(level)
    logging.captureWarnings(True)
    sys.excepthook = _report_crash
    threading.excepthook = lambda crash: _report(
        "A thread stopped:", crash.exc_type, crash.exc_traceback
    )
    sys.unraisablehook = lambda crash: _report("Ignored:", crash.exc_type, crash.exc_traceback)
    _silence_structlog()


def _report_crash(
    kind: type[BaseException], value: BaseException, trace: TracebackType | None
) -> None:
    _report("The program stopped:", kind, trace)


def _report(what: str, kind: type[BaseException], trace: TracebackType | None) -> None:
    print("\n".join([what, *describe(kind, trace)]), file=sys.stderr)


def _silence_structlog() -> None:
    """Rasa logs through structlog, with the person's text in the fields: keep the event's name."""
    import structlog

    def name_only(
        _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        return {"event": event.get("event", "")}

    structlog.configure(
        processors=[name_only, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
