"""Bubblewrap: a process that sees no network, no other process, and only the files it is shown."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

_TRIAL_SECONDS = 20
# What every box has: nothing shared with this machine, and gone when we are gone.
ALONE = ("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev")


def holds(box: Sequence[str]) -> bool:
    """Whether bubblewrap is here and works with these settings. The answer is kept."""
    return _holds(tuple(box))


@cache
def _holds(box: tuple[str, ...]) -> bool:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return False
    try:
        trial = subprocess.run(
            [bwrap, *box, "--", "/usr/bin/true"], capture_output=True, timeout=_TRIAL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode == 0


def command(box: Sequence[str]) -> list[str]:
    """The words that go before a program. The caller has made sure that :func:`holds` is true."""
    return [str(shutil.which("bwrap")), *box, "--"]
