from __future__ import annotations

from typing import TypeVar

import pytest

from feedback.tables.limits import Sheet, Unreadable
from feedback.tables.workbook_parts import ContentTypes, Links, Outline, Strings, Styles
from feedback.tables.xml_stream import Events, read_all

from .workbooks import MAIN, relationships

Part = TypeVar("Part", bound=Events)

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="201" formatCode="[h]:mm:ss"/><numFmt numFmtId="202" formatCode="0.0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="202"/></cellXfs></styleSheet>'
)
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>uno</t></si><si><r><t>d</t></r><r><rPr/><t>os</t></r><rPh><t>ON</t></rPh></si>'
    "<si><t>a_x000D_b_x005F_c_xD83D_</t></si><si/></sst>"
)


def read(part: Part, xml: str) -> Part:
    read_all(iter([xml.encode()]), part)
    return part


def test_strings_join_their_runs_and_leave_out_readings() -> None:
    assert read(Strings(), STRINGS).strings == ["uno", "dos", "a\rb_c", ""]


def test_the_number_format_of_each_cell_style() -> None:
    styles = read(Styles(), STYLES)
    assert styles.cells == [0, 14, 200, 201, 202]
    assert [styles.formats[number] for number in (14, 200)] == ["mm-dd-yy", "dd/mm/yyyy"]


def test_looks_that_no_program_understands_do_no_harm() -> None:
    odd = '<fonts><font><color rgb="nonsense"/></font></fonts><fills><fill/></fills><numFmts>'
    assert read(Styles(), STYLES.replace("<numFmts>", odd)).cells == [0, 14, 200, 201, 202]


def test_a_style_that_is_no_number() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(Styles(), STYLES.replace('numFmtId="14"', 'numFmtId="x"'))


def test_macros_are_declared_by_type() -> None:
    assert read(ContentTypes(), '<Types><Override ContentType="a.sheet.macroEnabled.main+xml"/></Types>').macros
    assert not read(ContentTypes(), '<Types><Override ContentType="a.sheet.main+xml"/></Types>').macros


def test_the_outline_of_a_workbook() -> None:
    outline = read(
        Outline(),
        f'<workbook xmlns="{MAIN}" xmlns:z="u"><workbookPr date1904="true"/><sheets><sheet name="A" z:id="r2"/>'
        '<sheet name="B" state="hidden" z:id="r1"/></sheets></workbook>',
    )
    assert outline.sheets == [Sheet("A"), Sheet("B", hidden=True)]
    assert (outline.links, outline.mac_epoch) == ({"A": "r2", "B": "r1"}, True)


def test_links_name_files_that_are_there_and_inside() -> None:
    names = {name.lower(): name for name in ("xl/worksheets/Sheet1.xml", "xl/styles.xml")}
    targets = {"worksheet1": "worksheets/sheet1.xml", "styles": "/xl/styles.xml", "worksheet2": "../../etc/passwd"}
    links = read(Links("xl", names), relationships(targets))
    assert links.targets == {"rId1": "xl/worksheets/Sheet1.xml", "rId2": "xl/styles.xml"}
    assert (links.of_type("styles"), links.worksheets()) == (["xl/styles.xml"], {"rId1"})
