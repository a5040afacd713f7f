"""Records in which every item is answered with an attack on the pages that show it."""

import json

from tests.attack.records import PAYLOAD, good, places, put, rename


def written(item, raw):
    """Return an answer with the attack as its text, where it has one."""
    return {"text": PAYLOAD} if item.full() is None else raw


def parts(item, raw):
    """Return an answer with the attack in the place of each text in it."""
    for path in list(places(raw)):
        value = raw
        for name in path:
            value = value[name]
        if isinstance(value, str):
            raw = put(raw, path, PAYLOAD)
    return raw if item.full() is not None else {"text": [PAYLOAD]}


def names(item, raw):
    """Return an answer with the attack as the name of its first part."""
    return rename(raw, (next(iter(raw)),), PAYLOAD)


def everywhere(item, raw):
    """Return an answer that is nothing but the attack."""
    return {PAYLOAD: {PAYLOAD: [PAYLOAD, {PAYLOAD: PAYLOAD}]}}


def surrogates(item, raw):
    """Return an answer with signs in it that no file can hold, before and after the attack."""
    return {"text": f"\ud800{PAYLOAD}\udfff"} if item.full() is None else raw


WAYS = {"text": written, "parts": parts, "names": names, "everywhere": everywhere, "surrogates": surrogates}
HOW = tuple(WAYS)


def record(sections, how):
    """Return a record in which every item is answered with an attack, as bytes."""
    lines = []
    for section in sections:
        for item in section.items:
            raw = WAYS[how](item, dict(item.full() or {"text": "Written."}))
            line = {**good(section, item, item.full() or {"text": "x"}), "answer": raw}
            lines.append(json.dumps(line))
    return "\n".join(lines).encode()
