"""The machine that a benchmark ran on, in words."""

from __future__ import annotations

import os
import platform
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def machine() -> str:
    """Model of the CPU, cores, system."""
    cores = os.cpu_count() or 1
    return f"{_cpu()}, {cores} core{'s' if cores > 1 else ''}, {platform.system()}"


def _cpu() -> str:
    if CPUINFO.is_file():
        for line in CPUINFO.read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return " ".join(value.split())
    return platform.processor() or platform.machine()
