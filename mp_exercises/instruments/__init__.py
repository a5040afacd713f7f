"""Instruments: the forms that teams, families and panels fill in, as data."""

from .catalogue import FORMS, UnknownInstrument, files, instrument_from, load, load_file, slugs
from .item import LEVELS, Item, Note
from .model import Guide, Instrument, Section

__all__ = [
    "FORMS",
    "LEVELS",
    "Guide",
    "Instrument",
    "Item",
    "Note",
    "Section",
    "UnknownInstrument",
    "files",
    "instrument_from",
    "load",
    "load_file",
    "slugs",
]
