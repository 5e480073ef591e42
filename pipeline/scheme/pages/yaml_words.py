"""What the YAML library says, in words for somebody who never heard of YAML."""

from __future__ import annotations

import re

import yaml

_INDENT = "this line does not fit under the lines before it. Check the spaces at its start."
_BRACKET = "a bracket was opened on line {opened} and is not closed before this. Close it, or put a comma between."

# A part of what the library says, and what a person should read. The first that fits is said.
_WORDS = (
    ("mapping values are not allowed", "there is one colon too many here, or too many spaces before the line. {quote}"),
    ("violates indentation", "there is a tab here. Use spaces."),
    ("did not find expected key", _INDENT),
    ("did not find expected '-'", _INDENT),
    ("did not find expected ',' or", _BRACKET),
    ("unexpected end of stream", "a quotation mark was opened on line {opened} and is not closed."),
    ("document indicator", "a quotation mark was opened on line {opened} and is not closed."),
    ("could not find expected ':'", "a colon and a space are missing on line {opened}, behind the key."),
    ("unknown escape", "“\\” means something else in double quotation marks. Use single ones: '...'."),
    ("undefined alias", "a text may not begin with “*”. Put it in quotation marks."),
    ("constructor for the tag", "a text may not begin with “!”. Put it in quotation marks."),
    ("another document", "a line of dashes (---) may not stand within a rule file. Take it out."),
    ("for merging", "“<<” is no key that is known here."),
)
_INDENTED = re.compile("did not find expected (?:key|'-')")
_BRACES = re.compile(r"([\s-]*[\w-]+:\s+)\{\w+\}[^,}\]]*[^\s,}\]]")
_OPENED = re.compile(r"""([\s-]*[\w-]+:\s+)"(?:[^"\\]|\\.)*$""")
_QUOTE = "Put a text with a colon in quotation marks."


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line and column (from 1) where the fault shows, and a sentence."""
    mark, context = error.problem_mark, error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = context.line + 1 if context else line
    problem = error.problem or ""
    if "cannot start any token" in problem:
        return line, column, _no_start(text, line, column)
    if "could not find expected ':'" in problem or "unexpected end of stream" in problem:
        # It shows only lines later; what is wrong stands where the key or the quotation mark is.
        line, column = (context.line + 1, context.column + 1) if context else (line, column)
    if _INDENTED.search(problem):
        elsewhere = _quotes(text.splitlines(), line)
        if elsewhere is not None:
            return elsewhere
    for part, words in _WORDS:
        if part in problem:
            return line, column, words.format(opened=opened, quote=_QUOTE)
    return line, column, f"the file cannot be read as YAML from here on ({problem})."


def _quotes(lines: list[str], line: int) -> tuple[int, int, str] | None:
    """What looks like a wrong indent but comes of quotation marks: a name in braces without, or one never closed."""
    braces = _BRACES.match(lines[line - 1]) if line <= len(lines) else None
    if braces:
        return line, braces.end(1) + 1, "a text may not begin with “{”. Put it in quotation marks."
    for number in range(line, 0, -1):
        opened = _OPENED.match(lines[number - 1]) if number <= len(lines) else None
        if opened:
            return number, opened.end(1) + 1, "a quotation mark is opened here and is not closed on its line."
    return None


def _no_start(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    letter = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    return (
        "there is a tab here. Use spaces."
        if letter == "\t"
        else f"a text may not begin with “{letter}”. Put it in quotation marks."
    )
