"""What can be sent as a spreadsheet: archives that lie, and sheets that would never end."""

import struct
import zipfile

EVERY_CELL = "A1:XFD1048576"
MANY = 100_000_000
"""Bytes that a hostile part unpacks to: too many to have at once, and few enough for a test to make."""


def changed(good, to, part, change):
    """Write a copy of a workbook in which one part is changed."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == part else text)
    return to


def _after_cells(text):
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + text)


def _cells(text):
    return lambda sheet: sheet.replace(b"</sheetData>", text + b"</sheetData>")


MERGED = f'<mergeCells count="1"><mergeCell ref="{EVERY_CELL}"/></mergeCells>'.encode()
LINKED = f'<hyperlinks><hyperlink ref="{EVERY_CELL}" location="x"/></hyperlinks>'.encode()
LAST = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = b'<row r="90">' + b"<c><v>1</v></c>" * 60_000 + b"</row>"
ENTITIES = (
    '<?xml version="1.0" encoding="{}"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>'
    "<sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>'
    b"<row><c t='inlineStr'><is><t>&a;</t></is></c></row></sheetData></worksheet>"
)

SHEETS = {
    "merged": _after_cells(MERGED),
    "linked": _after_cells(LINKED),
    "last": _cells(LAST),
    "wide": _cells(WIDE),
    "entities": lambda _: ENTITIES.format("UTF-8").encode(),
    "entities-utf-16": lambda _: ENTITIES.format("UTF-16").encode("utf-16"),
    "outside": lambda _: OUTSIDE,
    "deep": _cells(b"<row>" * 50_000),
    "row-of-no-number": _cells(b'<row r="1e9"><c r="A1"><v>1</v></c></row>'),
    "column-of-no-name": _cells(b'<row r="99"><c r="ZZZZZZZZ1"><v>1</v></c></row>'),
    "no-end": lambda sheet: sheet[:-20],
}
"""Changes to a sheet."""


def lying(good, to, kind):
    """Write a copy of a workbook with a part that says it has a thousand bytes, and unpacks to many."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(zipfile.ZipInfo("xl/media/image1.png"), bytes(MANY), compress_type=kind)
    data = to.read_bytes()
    assert data.count(struct.pack("<I", MANY)) == 2  # in the part itself, and in the list of parts
    to.write_bytes(data.replace(struct.pack("<I", MANY), struct.pack("<I", 1000)))
    return to


PACKED = {"deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
