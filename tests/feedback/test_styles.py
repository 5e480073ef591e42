"""Our looks find their place in a stylesheet however a program writes it, and nothing of the school's moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from pipeline.feedback.looks import Look, Outline
from pipeline.feedback.styles_xml import BLANK, Styles, may_outline
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.schema_order import STYLESHEET

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# As Excel writes it, with an extension that a format may hold ([MS-XLSX] 2.6.254) and one more that names its own list.
USUAL = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{SPACE}" xmlns:xfpb="http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"
><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>
<fonts count="2" xmlns:x14ac="urn:x14ac" x14ac:knownFonts="1"><font><sz val="11"/></font><font/></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf
 numFmtId="164"><extLst><ext uri="a"><xfpb:xfComplement i="0"/></ext></extLst></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
<dxfs count="1"><dxf><font><b/></font><fill/><border/></dxf></dxfs><tableStyles count="0"/></styleSheet>"""
Change = Callable[[str], bytes]


def _without(*lists: str) -> Change:
    def change(text: str) -> bytes:
        root = etree.fromstring(text.encode())
        for name in lists:
            root.remove(root.find(f"{{{SPACE}}}{name}"))
        return etree.tostring(root)

    return change


def _prefixed(text: str) -> bytes:
    ours = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("x:xfpb", "xfpb")
    return ours.replace(" xmlns=", " xmlns:x=").encode()


CHANGES: dict[str, Change] = {
    "as Excel writes it": str.encode,
    "every name with a prefix": _prefixed,
    "in UTF-16": lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
    "with comments": lambda text: text.replace("<dxf>", "<!-- <dxf> </dxfs> --><dxf>").encode(),
    "no list of differences": _without("dxfs"),
    "an empty list of differences": lambda text: _without("dxfs")(text).replace(
        b"<tableS", b'<dxfs count="0"/><tableS'
    ),
    "only formats": _without(
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellStyles", "dxfs", "tableStyles"
    ),
    "nothing in it": lambda text: BLANK % SPACE.encode(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_look_is_found_at_its_index_and_what_was_there_keeps_its_own(change: Change) -> None:
    before = change(USUAL)
    styles = Styles(before, "xl/styles.xml", been_here=False)
    old, new = _lists(before), _lists(styles.data)
    assert {name: new[name][: len(entries)] for name, entries in old.items()} == old
    assert [name for name in STYLESHEET if name in new] == list(new)
    for outline, at in styles.outlines.items():
        assert f'rgb="{outline.value[1]}"' in new["dxfs"][at]
    for look, at in styles.formats.items():
        xf = etree.fromstring(new["cellXfs"][at])
        assert new["fonts"][int(xf.get("fontId", ""))] == look.value[0]
        assert new["fills"][int(xf.get("fillId", ""))] == (look.value[1] or new["fills"][0])
        assert new["borders"][int(xf.get("borderId", ""))] == (look.value[2] or new["borders"][0])
        assert etree.tostring(xf[0], encoding="unicode") == look.value[3]
    assert (set(styles.outlines), set(styles.formats)) == (set(Outline), set(Look))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_was_put_in_once_is_used_again(change: Change) -> None:
    once = Styles(change(USUAL), "xl/styles.xml", been_here=False)
    again = Styles(once.data, "xl/styles.xml", been_here=may_outline(once.data))
    assert (again.data, again.outlines, again.formats) == (once.data, once.outlines, once.formats)


def test_how_many_entries_a_list_says_it_has_is_how_many_it_has() -> None:
    root = etree.fromstring(Styles(USUAL.encode(), "xl/styles.xml", been_here=False).data)
    counted = {etree.QName(one).localname: (int(one.get("count", "")), len(one)) for one in root.iterchildren("*")}
    assert {name: said for name, (said, _) in counted.items()} == {name: there for name, (_, there) in counted.items()}


@pytest.mark.parametrize("data", [b"", b"<worksheet/>", b"<html>styleSheet</html>"])
def test_what_is_no_stylesheet_is_called_damaged(data: bytes) -> None:
    with pytest.raises(PackageError, match="damaged"):
        Styles(data, "xl/styles.xml", been_here=False)


def _lists(data: bytes) -> dict[str, list[str]]:
    """Each list's entries as they would be written without a prefix."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True))
    for element in root.iter("*"):
        element.tail = None
    return {etree.QName(one).localname: [_plain(entry) for entry in one] for one in root}


def _plain(element: etree._Element) -> str:
    plain = etree.Element(etree.QName(element).localname, dict(element.attrib))
    for child in element:
        plain.append(etree.fromstring(_plain(child)))
    return etree.tostring(plain, encoding="unicode")
