"""JSON Schema of what authors write, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..course.assessment import INHERITED, Assessment, Keys
from ..exercise import Exercise, Framework
from ..handbook.evidence import Facts
from ..instruments import Instrument
from ..instruments.translate import Translation
from ..panel.campaign import Campaign
from ..workshop.sessions import Session

SCHEMAS = Path(__file__).parent.parent / "schemas"

MODELS: dict[str, type[BaseModel]] = {
    "assessment.schema.json": Assessment,
    "campaign.schema.json": Campaign,
    "evidence.schema.json": Facts,
    "exercise.schema.json": Exercise,
    "framework.schema.json": Framework,
    "instrument-translation.schema.json": Translation,
    "instrument.schema.json": Instrument,
    "keys.schema.json": Keys,
    "session.schema.json": Session,
}


def render() -> dict[str, str]:
    """Return each schema file's text by name."""
    return {name: _text(model) for name, model in MODELS.items()}


def _text(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    if model is Assessment:
        _inherit(schema["$defs"]["Exercise"])
    if model is Campaign:
        # The scoring form gives the rest.
        schema["$defs"]["Criterion"]["required"] = ["id"]
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _inherit(section: dict[str, Any]) -> None:
    """Let a section leave out what its assessment gives it."""
    given = {*INHERITED, "provenance"}
    section["required"] = [name for name in section["required"] if name not in given]
