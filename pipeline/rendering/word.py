"""Word templates in docxtpl's syntax, compiled once and filled many times.

docxtpl opens, patches and compiles a template again for every letter, and as it comes it does not
escape: “St Mary's & St John's” loses its ampersand. Here the template is patched by docxtpl's own
rules and compiled once, in a sandbox, with escaping, and with no patience for a name it does not know.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from pipeline.errors import RulesError
from pipeline.ooxml.characters import clean_xml
from pipeline.ooxml.packing import Part, join, open_parts, pack

_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_PARAGRAPH = re.compile(r"\n(<w:p[ >])")


class _Sandbox(SandboxedEnvironment):
    """A sandbox where ``group.items`` is the key of a dict, never its method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _long_date(day: dt.date) -> str:
    """The date as a letter says it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def _as_text(value: object) -> object:
    """What stands in the document for a value: dates in words, line breaks kept, nothing XML cannot hold."""
    if isinstance(value, (jinja2.Undefined, Markup)):
        return value
    if isinstance(value, dt.date):
        return _long_date(value)
    text = clean_xml(str(value))
    return _LINE_BREAK.join(escape(line) for line in text.split("\n")) if "\n" in text else text


def _environment() -> SandboxedEnvironment:
    return _Sandbox(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_as_text)


def _words(source: str, line: int | None) -> str:
    """The text around a fault, to find it in Word."""
    lines = source.splitlines()
    if line is None or not 0 < line <= len(lines):
        return ""
    text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip()
    return f" Look for “{text[:90]}”." if text else ""


class Template:
    """A Word file with ``{{ name }}`` and ``{% ... %}`` in its text, header and footer.

    ``name`` is what messages call it. Raises RulesError when it is no Word file, or its syntax is wrong.
    """

    def __init__(self, data: bytes, name: str = "template") -> None:
        self._name = name
        self._sources: dict[str, str] = {}
        self._compiled: dict[str, jinja2.Template] = {}
        self._parts: list[Part | str] = []
        self._environment = _environment()
        try:
            names, contents = open_parts(data)
        except zipfile.BadZipFile as fault:
            raise RulesError(f"{name}:1:1: this is not a Word file (.docx). Save it from Word again.") from fault
        if "word/document.xml" not in contents:
            raise RulesError(f"{name}:1:1: this is not a Word document. Save it from Word as .docx.")
        for part in names:
            if _FILLED.fullmatch(part):
                self._compile(part, contents[part])
                self._parts.append(part)
            else:
                self._parts.append(pack(part, contents[part]))

    def _compile(self, part: str, content: bytes) -> None:
        from docxtpl import DocxTemplate

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            xml = etree.tostring(etree.fromstring(content, parser), encoding="unicode")
        except etree.XMLSyntaxError as fault:
            raise RulesError(f"{self._name}:1:1: {part} is damaged. Save the template from Word again.") from fault
        # One line a paragraph, so that a fault's line number leads to its words.
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", DocxTemplate("").patch_xml(xml))
        self._sources[part] = source
        try:
            self._compiled[part] = self._environment.from_string(source)
        except jinja2.TemplateSyntaxError as fault:
            where = _words(source, fault.lineno)
            raise RulesError(f"{self._name}:{fault.lineno}:1: {part}: {fault.message}.{where}") from fault

    def placeholders(self) -> frozenset[str]:
        """The names that the template expects its context to hold."""
        found: set[str] = set()
        for source in self._sources.values():
            found |= meta.find_undeclared_variables(self._environment.parse(source))
        return frozenset(found)

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document filled for one record; the same context always gives the same bytes.

        Raises RulesError, naming the placeholder, when the template asks for what is not in ``context``
        or for what a template may not touch.
        """
        return join(part if isinstance(part, Part) else self._fill(part, context) for part in self._parts)

    def _fill(self, part: str, context: Mapping[str, object]) -> Part:
        try:
            text = self._compiled[part].render(context)
        except jinja2.exceptions.SecurityError as fault:
            raise RulesError(f"{self._name}:1:1: {part}: a template may not do this: {fault}") from fault
        except jinja2.UndefinedError as fault:
            known = ", ".join(sorted(context))
            raise RulesError(f"{self._name}:1:1: {part}: {fault.message}. It can use: {known}.") from fault
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, jinja2.TemplateError) as fault:
            raise RulesError(f"{self._name}:1:1: {part}: cannot be filled in: {fault}") from fault
        return pack(part, (_DECLARATION + _PARAGRAPH.sub(r"\1", text)).encode())
