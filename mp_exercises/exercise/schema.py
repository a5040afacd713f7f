"""JSON Schema of what authors write, made from the models."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from .framework import Framework
from .model import Exercise

SCHEMAS = Path(__file__).parent.parent / "schemas"

MODELS: dict[str, type[BaseModel]] = {
    "exercise.schema.json": Exercise,
    "framework.schema.json": Framework,
}


def render() -> dict[str, str]:
    """Return each schema file's text by name."""
    return {name: _text(model) for name, model in MODELS.items()}


def _text(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
