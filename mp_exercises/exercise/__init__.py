"""The model: an exercise is data."""

from .base import STRATEGIES, AnswerError, Block, ItemBase, Judgement, KeyBase, Strategy
from .catalogue import CATALOGUE, UnknownExercise, everything, exercise_from, files, load, load_file
from .framework import FRAMEWORK, Framework, framework
from .kinds import KINDS, Item
from .model import Exercise, Person, Provenance, Utterance
from .source import Fault, Source, SourceError, parse_yaml, read_yaml, validate

__all__ = [
    "CATALOGUE",
    "FRAMEWORK",
    "KINDS",
    "STRATEGIES",
    "AnswerError",
    "Block",
    "Exercise",
    "Fault",
    "Framework",
    "Item",
    "ItemBase",
    "Judgement",
    "KeyBase",
    "Person",
    "Provenance",
    "Source",
    "SourceError",
    "Strategy",
    "UnknownExercise",
    "Utterance",
    "everything",
    "exercise_from",
    "files",
    "framework",
    "load",
    "load_file",
    "parse_yaml",
    "read_yaml",
    "validate",
]
