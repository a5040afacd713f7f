"""What a page runs, and what of it is text."""

from html.parser import HTMLParser

TAG = "mp-attack"
CALL = "mpAttack"


class Tags(HTMLParser):
    """Finds what a page runs, and its text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.acts, self.text = set(), [], []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._script = tag in ("script", "style")
        self.acts += [value for _, value in attrs if value and CALL in value]

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        (self.acts if self._script and CALL in data else self.text).append(data)


def assert_text(page):
    """Nothing of the attack is a tag, an attribute or a script of a page."""
    found = Tags(page)
    assert TAG not in found.tags
    assert not found.acts
    return "".join("".join(found.text).split())


def squeezed(text):
    """Return text without its blanks, which pages may set elsewhere."""
    return "".join(text.split())
