"""Files as somebody uploads them."""

import io
import zipfile
from pathlib import Path

from mp_exercises.measures.example import authority, kept_with_faults
from mp_exercises.measures.writing import as_people_keep, sheet_bytes


def csv_of(name):
    """Return an invented table as a .csv file."""
    return sheet_bytes(".csv", *as_people_keep(name, authority()[name]))


def with_faults():
    """Return a list with seven faults."""
    return kept_with_faults()


def bomb():
    """Return a small .xlsx file whose one sheet would unpack to a thousand times its size."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(700):
                sheet.write(b"\0" * 1_000_000)
    return target.getvalue()


def upload(desk, name, data, part=500_000):
    """Send a file to a desk as the front end does, and return what it answers."""
    begun = desk.ask({"ask": "begin", "name": name, "size": len(data)})
    if begun.why:
        return begun
    for at in range(0, len(data), part):
        sent = desk.ask({"ask": "part"}, [memoryview(data[at : at + part])])
        assert sent.why == ""
    return desk.ask({"ask": "read"})


def everything_below(*folders):
    """Return every file below folders, with its size and when it was written."""
    return {
        file: (file.stat().st_size, file.stat().st_mtime_ns)
        for folder in map(Path, folders)
        for file in folder.rglob("*")
        if file.is_file()
    }
