"""The list of attacks in ``README.md`` is that of the tests."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")


def functions_of(file):
    """Return the names of a module's tests."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_attack_has_its_test():
    """Each test that the list names is there, and each module of the suite has its place in the list."""
    named = NAMED.findall((HERE / "README.md").read_text(encoding="utf-8"))
    there = {file.name: functions_of(file) for file in HERE.glob("test_*.py") if file != Path(__file__)}
    assert [entry for entry in named if entry[1] not in there.get(entry[0], ())] == []
    assert {module for module, _ in named} == set(there)


def test_other_suites_that_are_named_are_there():
    """Each file of another suite that the list sends to is there."""
    files = re.findall(r"`(tests/\S+\.py)`", (HERE / "README.md").read_text(encoding="utf-8"))
    assert len(files) >= 3
    assert [file for file in files if not (HERE.parents[1] / file).is_file()] == []
