"""What of a course's keys must be nowhere else."""

import yaml

from tests.course.trainees import SLUG


def key_texts(course):
    """Return every sentence of the keys, and every line that says what earns what."""
    text = (course.keys / f"{SLUG}.yaml").read_text(encoding="utf-8")

    def strings(data):
        if isinstance(data, dict):
            for key, value in data.items():
                yield str(key)
                yield from strings(value)
        elif isinstance(data, list):
            for entry in data:
                yield from strings(entry)
        elif isinstance(data, str):
            yield data.strip()

    sentences = {text for text in strings(yaml.safe_load(text)["keys"]) if text.count(" ") > 4}
    assert len(sentences) > 100
    return sentences | {'"credit"', '"rationale"', '"key"', "BEGIN HIDDEN"}
