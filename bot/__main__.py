"""`python -m bot`: serve on Telegram or talk in the terminal; see `--help`."""

from __future__ import annotations

import argparse
import asyncio
import locale
import sys
from collections.abc import Iterator

from bot.errors import RyadomError
from bot.logs import configure_logging
from bot.privacy import forbid_core_dumps
from bot.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        forbid_core_dumps()
        configure_logging(settings.log_level)  # before Rasa is imported
        return _run(options, settings)
    except RyadomError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("run", help="on Telegram with TELEGRAM_BOT_TOKEN, else in the terminal")
    commands.add_parser("train", help="train if anything the model is made of has changed")
    ask = commands.add_parser("ask", help="one question")
    ask.add_argument("question")
    ask.add_argument("--explain", action="store_true", help="show intent, candidates and scores")
    commands.add_parser("evaluate", help="measure the held-out questions")
    commands.add_parser("calibration", help="the thresholds, and the curves they were read from")
    commands.add_parser("launch-check", help="whether this copy may meet people")
    commands.add_parser("lint", help="words, names, figures and contacts in every text")
    commands.add_parser("questions", help="what readers passed on, and their votes")
    strings = commands.add_parser("strings", help="bring the translators' files up to date")
    strings.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    return parser


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.command == "strings":
        return _strings(options.check, settings)
    if options.command == "lint":
        from bot.cli.lint import check_texts

        check_texts(settings.root)
        return 0
    if options.command == "launch-check":
        from bot.cli.launch import check_launch

        found, failed = check_launch(settings)
        print(found)
        return int(failed)
    if options.command == "questions":
        from bot.cli.questions import report

        print(asyncio.run(report(settings)))
        return 0
    from bot.cli.training import ensure_model

    trained = ensure_model(settings)
    if options.command == "train":
        if not trained:
            print("The model is up to date.", file=sys.stderr)
        return 0
    if options.command == "calibration":
        from bot.cli.calibration import report as calibration

        print(calibration(settings))
        return 0
    from bot.assistant.agent import load_agent

    agent = load_agent(settings)
    if options.command == "ask":
        from bot.cli.asking import ask

        print(asyncio.run(ask(agent, options.question, options.explain)))
    elif options.command == "evaluate":
        from bot.cli.evaluation import evaluate

        print(asyncio.run(evaluate(agent, settings)))
    elif settings.telegram_token:
        from bot.cli.launch import warn_of_unconfirmed
        from bot.cli.serving import run

        warn_of_unconfirmed(settings)
        print("Serving on Telegram; stop with Ctrl-C.", file=sys.stderr)
        asyncio.run(run(agent, settings))
    else:
        from bot.cli.terminal import converse

        code = (locale.getlocale()[0] or "en").split("_")[0]
        asyncio.run(converse(agent, _lines(), lambda reply: print(reply + "\n"), code))
    return 0


def _strings(check: bool, settings: Settings) -> int:
    from bot.cli import strings

    faults = strings.stale(settings.root) if check else []
    changed = [] if check else strings.update(settings.root)
    print("\n".join([*faults, *(f"updated {path}" for path in changed)]))
    return 1 if faults else 0


def _lines() -> Iterator[str]:
    print("No TELEGRAM_BOT_TOKEN is set: talk here, end with Ctrl-D.\n", file=sys.stderr)
    while True:
        try:
            yield input("> ")
        except EOFError:
            return


if __name__ == "__main__":
    sys.exit(main())
