"""Whatever a library logs, and whichever handler it brings, nobody's words are printed."""

from __future__ import annotations

import logging
import re

import pytest

from bot.logs import DiscreetRecord
from tests.support.program import output_of

PERSON = 7_123_456_789
TEXT = "secret-words-of-a-person"
START = f"""
import logging, sys, warnings
from bot.logs import configure_logging
configure_logging("DEBUG")
TEXT = {TEXT!r}
"""


def formatted(name: str, level: int = logging.ERROR, error: BaseException | None = None) -> str:
    """What a handler with a formatter of its own prints."""
    trace = (type(error), error, error.__traceback__) if error else None
    arguments = (TEXT, PERSON)
    record = DiscreetRecord(
        name, level, "/x/place.py", 7, "said %s by %s", arguments, trace, "f", sinfo=TEXT
    )
    form = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    return form.format(record)


@pytest.mark.parametrize("level", [1, logging.DEBUG, logging.INFO, logging.WARNING, 40, 50])
@pytest.mark.parametrize("name", ["rasa.core.processor", "httpx", "root", "botany", "py.warnings"])
def test_of_a_foreign_line_only_its_place_remains(name, level):
    line = formatted(name, level)
    assert line == f"{logging.getLevelName(level)} {name}: (place:7)"


def test_own_lines_are_printed():
    line = formatted("bot.telegram.polling")
    assert line == f"ERROR bot.telegram.polling: said {TEXT} by {PERSON}"


@pytest.mark.parametrize("name", ["bot.assistant", "rasa.core"])
def test_of_an_exception_remain_its_type_and_the_places(name):
    try:
        raise ValueError(TEXT) from KeyError(TEXT)
    except ValueError as error:
        head, *frames = formatted(name, error=error).splitlines()
    assert frames[0] == "  builtins.ValueError"
    assert re.fullmatch(
        r"  test_logs\.py:\d+ test_of_an_exception_remain_its_type_and_the_places", frames[1]
    )
    assert not any(TEXT in frame for frame in frames)
    assert len(frames) == 2 and head


@pytest.mark.parametrize(
    "lines",
    [
        "logging.getLogger('rasa').setLevel(1); logging.getLogger('rasa').debug('got %s', TEXT)",
        "logging.getLogger('rasa.core').error('got %s', TEXT, stack_info=True)",
        "logging.warning(TEXT)",
        "warnings.warn('got ' + TEXT)",
        "warnings.warn('got ' + TEXT, DeprecationWarning)",
        "raise RuntimeError(TEXT)",
        "raise RuntimeError(TEXT) from ValueError(TEXT)",
        "import threading\n"
        "def fail(): raise RuntimeError(TEXT)\n"
        "thread = threading.Thread(target=fail, name='t'); thread.start(); thread.join()",
        "class Failing:\n  def __del__(self): raise RuntimeError(TEXT)\nFailing()",
        "import asyncio\n"
        "async def fail(): raise RuntimeError(TEXT)\n"
        "async def main():\n  asyncio.ensure_future(fail()); await asyncio.sleep(0.01)\n"
        "asyncio.run(main())",
        "import structlog\n"
        "structlog.get_logger().warning('processor.message', text=TEXT, user=TEXT)",
        "import structlog\n"
        "try: raise ValueError(TEXT)\n"
        "except ValueError: structlog.get_logger(name=TEXT).exception('failed', sender=TEXT)",
        "import structlog\nstructlog.get_logger().bind(text=TEXT).error('processor.failed')",
        "import structlog\nstructlog.get_logger().error('got ' + TEXT)",
        "import structlog\nstructlog.get_logger().error(TEXT, module=TEXT, lineno=TEXT)",
        "own = logging.StreamHandler(); own.setFormatter(logging.Formatter('%(message)s'))\n"
        "foreign = logging.getLogger('transformers'); foreign.addHandler(own)\n"
        "foreign.propagate = False\n"
        "try: raise ValueError(TEXT)\n"
        "except ValueError: foreign.exception('got %s', TEXT, stack_info=True)",
    ],
)
def test_whatever_a_library_does_no_words_reach_the_output(lines):
    output = output_of(START + lines + "\nprint('end', file=sys.stderr)\n")
    assert TEXT not in output
    assert "end" in output or "RuntimeError" in output


def test_structlog_prints_the_place_of_an_event_and_nothing_below_warnings():
    output = output_of(
        START + "import structlog\n"
        "structlog.get_logger().info('calm', text=TEXT)\n"
        "structlog.get_logger().error('oneword', text=TEXT)\n"
    )
    assert re.fullmatch(r"event='\(<string>:\d+\)'\n", output)


def test_an_http_client_does_not_print_the_token_in_an_address():
    token = "7000000001:made-up-token"
    output = output_of(
        START + "logging.getLogger('httpx').setLevel('INFO')\n"
        f"logging.getLogger('httpx').info('HTTP Request: POST https://x/bot{token}/getMe')\n"
    )
    assert output.startswith("info httpx: (")
    assert token not in output


def test_own_lines_follow_the_level_of_the_settings():
    output = output_of(
        "import logging\nfrom bot.logs import configure_logging\nconfigure_logging('ERROR')\n"
        "logging.getLogger('bot.library').warning('low'); logging.getLogger('bot').error('high')"
    )
    assert output == "error bot: high\n"


def test_rasa_sends_no_telemetry():
    output = output_of(START + "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])")
    assert output == "false\n"
