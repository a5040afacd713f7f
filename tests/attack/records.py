"""What a trainee can put into the record that they hand in."""

import json

from mp_exercises.answers import MOST_LINE_BYTES
from mp_exercises.sitting import line_for

PAYLOAD = (
    "</pre></textarea></div><mp-attack onclick=mpAttack()></mp-attack><script>mpAttack()</script>'\"`${}"
)
"""Where this becomes part of a page, a tag of a name that no page has is in it."""

HUGE = "9" * 5000
WIDE = "9" * 4000
"""Python reads this one, and then has no float for it."""
NUMBERS = {
    "nan": "NaN",
    "infinity": "Infinity",
    "minus-infinity": "-Infinity",
    "overflow": "1e999",
    "minus-overflow": "-1e999",
    "large": "1e308",
    "digits": HUGE,
    "minus-digits": f"-{HUGE}",
    "wide": WIDE,
    "minus-wide": f"-{WIDE}",
    "past-float": "1" + "0" * 309,
    "negative": "-1",
    "minus-zero": "-0.0",
    "tiny": "5e-324",
    "million": "1000000",
}
"""Numbers as they may stand in JSON, or in what Python takes for JSON."""

VALUES = {
    **NUMBERS,
    "true": "true",
    "null": "null",
    "list": "[]",
    "object": "{}",
    "nested": "[[[[[[]]]]]]",
    "deep": "[" * 900 + "]" * 900,
    "surrogate": '"\\ud800"',
    "surrogates": '"\\udfff\\ud800"',
    "null-byte": '"\\u0000"',
    "right-to-left": '"\\u202etxt.exe"',
    "escape": '"\\u001b[2J\\u001b[31m"',
    "script": json.dumps(PAYLOAD),
    "long": json.dumps("x" * 50_000),
    "path": '"../../../keys/empathy-and-goals.yaml"',
    "formula": "\"=cmd|' /C calc'!A0\"",
    "format": '"%s%n{0.__class__}"',
}
"""What may stand in the place of any part of an answer."""


def good(section, item, raw):
    """Return an answer's line as plain data."""
    return json.loads(line_for(section, item.id, raw).text())


def text(data, **raw):
    """Return data as JSON, with some of its fields as they are given."""
    marked = json.dumps({**data, **{name: f"@{name}@" for name in raw}})
    for name, value in raw.items():
        marked = marked.replace(f'"@{name}@"', value)
    return marked.encode("utf-8", errors="surrogatepass")


def places(value, path=()):
    """Yield the path of each part of a JSON value, the whole first."""
    yield path
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, name))


def put(value, path, other):
    """Return a JSON value with another in the place of one of its parts."""
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], other)
    return copy


def rename(value, path, other):
    """Return a JSON value in which a part of an object has another name."""
    *above, name = path
    if above:
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[above[0]] = rename(copy[above[0]], path[1:], other)
        return copy
    return {other if key == name else key: inner for key, inner in value.items()}


def no_answers(line):
    """Yield record lines that are no answer, made from a good one to an item that is not answered yet."""
    for name in NUMBERS:
        if name not in ("negative", "minus-zero", "tiny", "million", "large"):
            yield text(line, v=NUMBERS[name])
    for field in ("id", "exercise", "item", "kind", "rev", "at"):
        for value in ("script", "surrogate", "null-byte", "right-to-left", "path", "digits", "null", "list"):
            yield text(line, **{field: VALUES[value]})
        yield json.dumps({key: value for key, value in line.items() if key != field}).encode()
    for value in ("nan", "infinity", "list", "true", "digits", "script", "deep"):
        yield text(line, answer=VALUES[value])
    yield text({**line, "points": 1_000_000})
    yield text({**line, "v": 2})
    yield text({**line, "at": "9999-99-99T99:99:99"})
    yield text({**line, "answer": {"a" * MOST_LINE_BYTES: 1}})
    yield text(line)[:-5]
    yield text(line) + text(line)
    yield text(line).decode().encode("utf-16")
    yield b'{"v":1' + b"[" * 90_000
    yield b"{" * 90_000
    yield b'{"a":' * 15_000
    yield b"\xff\xfe\x00\x01"
    yield b"\x80" * 1000
    yield b'"' + b"a" * 300_000 + b'"'
    yield b"import os; os._exit(0)"
    yield b"!!python/object/apply:os.system ['touch outside']"
    yield b"\x80\x04\x95cos\nsystem\n(S'touch outside'\ntR."
