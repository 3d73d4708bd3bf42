"""A text in the person's own editor; what they wrote there is never thrown away."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path

from bot.errors import RyadomError

_NONE = "No editor is set: set EDITOR, for example  export EDITOR=nano"
_UNREADABLE = "The editor '{command}' cannot be started ({reason}); set EDITOR."
_NOT_THERE = "The editor '{command}' cannot be started: there is no such program; set EDITOR."
_FAILED = "The editor '{command}' ended with an error ({status}); nothing was written."
_STOPPED = "The editor '{command}' was stopped; nothing was written."
_NOT_TEXT = "What the editor saved is not UTF-8; save it as UTF-8. Nothing was written."
_GONE = "The editor '{command}' left no file; nothing was written."


class EditorError(RyadomError):
    """The editor gave no text that can be used.

    Attributes:
        left: what it had saved, byte for byte; empty where the person changed nothing.
    """

    def __init__(self, sentence: str, left: bytes = b"") -> None:
        super().__init__(sentence)
        self.left = left


def edited(command: str, text: str) -> str:
    """A text as the person leaves it in their editor.

    Args:
        command: what starts the editor.
        text: what they find in it.

    Raises:
        EditorError: there is no editor, it failed, or what it saved cannot be read.
    """
    if not command:
        raise EditorError(_NONE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entry.yml"
        path.write_bytes(text.encode())
        fault = _fault_of(command, path)
        try:
            left = path.read_bytes()
        except OSError as error:
            raise EditorError(fault or _GONE.format(command=command)) from error
        if fault:
            raise EditorError(fault, left if left != text.encode() else b"")
        try:
            return path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise EditorError(_NOT_TEXT, left) from error


def _fault_of(command: str, path: Path) -> str:
    """Why the editor did not end well; the empty text where it did."""
    try:
        subprocess.run([*shlex.split(command), str(path)], check=True)  # noqa: S603 - their own
    except FileNotFoundError:
        return _NOT_THERE.format(command=command)
    except OSError as error:
        return _UNREADABLE.format(command=command, reason=error.strerror)
    except ValueError as error:  # a quotation mark that is not closed
        return _UNREADABLE.format(command=command, reason=error)
    except subprocess.CalledProcessError as error:
        return _FAILED.format(command=command, status=error.returncode)
    except KeyboardInterrupt:
        return _STOPPED.format(command=command)
    return ""
