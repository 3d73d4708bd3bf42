"""A headless Chromium without a network, spoken to through two pipes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PIPES = """
import fcntl, os, sys
reads, writes = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(reads, 3), os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Gives the browser its two pipes under the numbers it expects."""


def browser() -> str | None:
    """The path of a Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Tab:
    """One page that is looked at.

    Attributes:
        requests: addresses that the page asked for.
        messages: what the browser had to say of it: errors, warnings, whatever a script logged.
    """

    to_browser: int
    from_browser: int
    session: str = ""
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    _number: int = 0
    _unread: bytes = b""
    _events: list[str] = field(default_factory=list)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something; what it answers."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._number:
            self._note(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])

    def open(self, file: Path) -> None:
        """Show a file, with nothing noted of what was shown before."""
        self.requests.clear()
        self.messages.clear()
        self._events.clear()
        self.call("Page.navigate", url=file.as_uri())
        while "Page.loadEventFired" not in self._events:
            self._note(self._receive())

    def resize(self, width: int, height: int, is_dark: bool = False) -> None:
        """Show the page in a window of this size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def run(self, script: str) -> Any:
        """What a JavaScript expression is worth on the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["exception"]["description"])
        return found["result"].get("value")

    def allow_scripts(self, allowed: bool) -> None:
        """Whether pages opened from now on may run scripts."""
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def picture(self, file: Path) -> None:
        """Write what is to be seen in the window."""
        found = self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(found["data"]))

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            read = os.read(self.from_browser, 1 << 16)
            if not read:
                raise RuntimeError("the browser has ended")
            self._unread += read
        message, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, event: dict[str, Any]) -> None:
        method, said = event.get("method", ""), event.get("params", {})
        self._events.append(method)
        if method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        elif method == "Log.entryAdded":
            self.messages.append(said["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.messages.append(said["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.messages.append(str(said["args"]))


@contextmanager
def tab() -> Iterator[Tab]:
    """A page in a browser of its own, which is offline.

    Raises:
        RuntimeError: there is no browser.
    """
    path = browser()
    if path is None:
        raise RuntimeError("There is no Chromium here.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        reads, to_browser = os.pipe()
        from_browser, writes = os.pipe()
        command: Sequence[str] = (path, *OPTIONS, f"--user-data-dir={folder}", "about:blank")
        process = subprocess.Popen(  # noqa: S603 - a browser on our own page
            [sys.executable, "-c", _PIPES, str(reads), str(writes), *command],
            pass_fds=(reads, writes),
            stderr=subprocess.DEVNULL,
        )
        os.close(reads)
        os.close(writes)
        try:
            yield _attached(Tab(to_browser, from_browser))
        finally:
            os.close(to_browser)
            os.close(from_browser)
            process.terminate()
            process.wait(20)


def _attached(page: Tab) -> Tab:
    targets = page.call("Target.getTargets")["targetInfos"]
    first = next(target["targetId"] for target in targets if target["type"] == "page")
    page.session = page.call("Target.attachToTarget", targetId=first, flatten=True)["sessionId"]
    for domain in ("Page", "Network", "Runtime", "Log"):
        page.call(f"{domain}.enable")
    page.call(
        "Network.emulateNetworkConditions",
        offline=True,
        latency=0,
        downloadThroughput=-1,
        uploadThroughput=-1,
    )
    return page
