"""The JSON Schemas that complete an author's YAML in an editor."""

import json

import jsonschema
import pytest
import yaml

from mp_exercises.checking.schema import SCHEMAS, render
from mp_exercises.exercise import FRAMEWORK, files
from mp_exercises.place import source_root
from tests.samples import SAMPLE


def validate(file, schema):
    """Validate a YAML file, as its author wrote it, against a committed schema."""
    rules = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(rules).validate(json.loads(json.dumps(data, default=str)))


def test_schemas_are_fresh():
    """The committed JSON Schemas are what the models give today."""
    assert sorted(render()) == sorted(file.name for file in SCHEMAS.iterdir())
    for name, text in render().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, "run: mp schema"


@pytest.mark.parametrize("file", [SAMPLE, *files()], ids=lambda file: file.stem)
def test_schema_accepts_every_exercise(file):
    """Every exercise file is valid by the JSON Schema."""
    validate(file, "exercise.schema.json")


def test_schema_accepts_the_other_content():
    """The framework, the evidence, and each assessment with its keys are valid by their schemas."""
    validate(FRAMEWORK, "framework.schema.json")
    validate(source_root() / "book" / "evidence.yaml", "evidence.schema.json")
    assessments = sorted((source_root() / "course" / "assessments").glob("*.yaml"))
    assert assessments
    for file in assessments:
        validate(file, "assessment.schema.json")
        validate(file.parents[1] / "keys" / file.name, "keys.schema.json")


def test_schema_refuses_an_unknown_field(tmp_path):
    """The JSON Schema shows an editor a misspelt field."""
    file = tmp_path / "x.yaml"
    file.write_text(SAMPLE.read_text(encoding="utf-8") + "minuts: 3\n", encoding="utf-8")
    with pytest.raises(jsonschema.ValidationError, match="minuts"):
        validate(file, "exercise.schema.json")
