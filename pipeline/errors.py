"""Everything that can stop a command, and the exit code each kind has.

The tree::

    AwardError
    |-- UsageError            1   the command was asked for something that is not there
    |-- NeedsPersonError      2   some submissions wait for a person
    |-- RulesError            3   a rule file or a template is wrong
    |-- WorkspaceError        4   a folder, a disk or a permission
    |-- BusyError             5   another run holds the workspace
    |-- ToolMissingError      6   LibreOffice or another program is not there or does not answer
    `-- (anything else)      15   unexpected

Only :mod:`pipeline.cli` turns an error into an exit code. Documents from schools never raise
to this level: a document that cannot be read is a value (see :class:`pipeline.values.FileReading`).
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's end tells a script. Published in ``docs/commands.md``."""

    DONE = 0
    USAGE = 1
    NEEDS_PERSON = 2
    RULES = 3
    WORKSPACE = 4
    BUSY = 5
    TOOL_MISSING = 6
    UNEXPECTED = 15
    INTERRUPTED = 130


class AwardError(Exception):
    """A fault with a sentence for the person at the keyboard: what we found, what to do."""

    exit_code = ExitCode.UNEXPECTED


class UsageError(AwardError):
    """Something was named that does not exist or cannot be done now."""

    exit_code = ExitCode.USAGE


class NeedsPersonError(AwardError):
    """The work is done as far as it goes; the rest is a person's to settle."""

    exit_code = ExitCode.NEEDS_PERSON


class RulesError(AwardError):
    """A rule file or a template is wrong; the text begins with ``file:line:column``."""

    exit_code = ExitCode.RULES


class WorkspaceError(AwardError):
    """A folder, a disk or a permission is not as it must be."""

    exit_code = ExitCode.WORKSPACE


class BusyError(AwardError):
    """Another run holds the workspace."""

    exit_code = ExitCode.BUSY


class ToolMissingError(AwardError):
    """A program outside Python (LibreOffice, bubblewrap) is missing or does not answer."""

    exit_code = ExitCode.TOOL_MISSING
