"""`python -m bot calibration`: the thresholds in force, and the curves they were read from."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

from bot.cli.training import model_path
from bot.errors import ModelError
from bot.retrieval.ranker import Calibration
from bot.settings import Settings

STORED = "decisions.json"
PAGE, PICTURE = "calibration.md", "calibration.svg"
COLOURS = {"en": "#1f5fa8", "ru": "#b4412a"}

TEXT = """\
# Calibration

Written by `make calibrate`. Weights and thresholds are read off development questions when the
assistant is trained (`nlu/calibration`, and one way of asking in five, which that training does
not see) and stored with the index; the test questions of `make evaluate` are others.

The picture shows, for each threshold that an answer's score could have to reach, which share of
the questions for the library is answered outright (coverage) and which share of all that is
answered outright is answered wrongly (risk). The dot is the threshold in force. What stays below
it is offered as a choice, or refused. It is not the point of least risk: a wrong answer costs as
much as a right one gains, and an offer gains three quarters of that
(`bot/retrieval/calibration.py`). Danger is decided before and apart from it
([0012](decisions/0012-safety-before-retrieval.md)).

![Risk against coverage](calibration.svg)

| | answer | lead | choice | intent | passage | coverage | risk |
|---|---:|---:|---:|---:|---:|---:|---:|
"""

ALARMS = """
How far a message about danger must be ahead of a harmless one to be heard: in doubt, and where it
is close to what people are known to ask the library.

| | | doubt | sure |
|---|---|---:|---:|
"""


def report(settings: Settings) -> str:
    """Draw the curves into docs/ and give back the page.

    Raises:
        ModelError: there is no trained model, or it has no curves.
    """
    calibration = stored(model_path(settings))
    if not calibration.curves:
        raise ModelError("The trained model has no curves; train it with 'make train'.")
    page = TEXT + "".join(_row(code, calibration) for code in sorted(calibration.thresholds))
    page += ALARMS + "".join(
        f"| {code} | {intent} | {alarm.doubt:.2f} | {alarm.sure:.2f} |\n"
        for code, alarms in sorted(calibration.alarms.items())
        for intent, alarm in alarms.items()
    )
    docs = settings.root / "docs"
    (docs / PAGE).write_text(page, "utf-8")
    draw(calibration, docs / PICTURE)
    return page


def stored(model: Path) -> Calibration:
    """The calibration in a model.

    Raises:
        ModelError: the file is not there or has none.
    """
    try:
        with tarfile.open(model) as archive:
            member = next(m for m in archive if Path(m.name).name == STORED)
            content: dict[str, Any] = json.load(archive.extractfile(member) or b"")  # type: ignore[arg-type]
    except (OSError, StopIteration, tarfile.TarError) as error:
        raise ModelError(f"No trained model in {model}; train it with 'make train'.") from error
    return Calibration.from_dict(content["calibration"])


def draw(calibration: Calibration, path: Path) -> None:
    """Draw risk against coverage of every language."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    with pyplot.rc_context({"svg.hashsalt": "ryadom", "svg.fonttype": "none"}):
        figure, axes = pyplot.subplots(figsize=(6.4, 4.0))
        for code, points in sorted(calibration.curves.items()):
            colour = COLOURS.get(code)
            covered, risks = [100 * p.coverage for p in points], [100 * p.risk for p in points]
            axes.plot(covered, risks, label=code, color=colour)
            point = points[_nearest(code, calibration)]
            axes.plot(100 * point.coverage, 100 * point.risk, "o", color=colour)
        axes.set_xlabel("coverage: questions answered outright, %")
        axes.set_ylabel("risk: of these answered wrongly, %")
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
        axes.legend()
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None})
        pyplot.close(figure)


def _nearest(code: str, calibration: Calibration) -> int:
    limit = calibration.thresholds[code].answer
    points = calibration.curves[code]
    return min(range(len(points)), key=lambda place: abs(points[place].threshold - limit))


def _row(code: str, calibration: Calibration) -> str:
    limits = calibration.thresholds[code]
    point = calibration.curves[code][_nearest(code, calibration)]
    names = ("answer", "lead", "choice", "intent", "passage")
    values = " | ".join(f"{getattr(limits, name):.3f}" for name in names)
    return f"| {code} | {values} | {100 * point.coverage:.1f} % | {100 * point.risk:.1f} % |\n"
