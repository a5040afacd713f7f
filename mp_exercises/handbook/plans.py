"""``{session-plans}``: every session plan for workshops, from the files that a workshop runs on."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..exercise import CATALOGUE
from ..workshop.sessions import FOLDER, THEMES, Session, sessions
from ..workshop.timetable import Slot, exercises_of, timetable
from .nodes import Box, box, data_table
from .words import words

FOLDED = "mp-plan-steps"
"""The class of what a page folds away until it is asked for."""


class SessionPlans(SphinxDirective):
    """The plans, with ``:about:`` those of one theme, and with ``:list:`` only their names and facts."""

    has_content = False
    option_spec = {"about": lambda value: directives.choice(value, THEMES), "list": directives.flag}

    def run(self) -> list[Node]:
        """Return a section for each plan, or one table of all."""
        for file in (*FOLDER.glob("*.yaml"), *CATALOGUE.glob("*.yaml")):
            self.env.note_dependency(str(file))
        about = self.options.get("about")
        found = sorted(sessions(), key=lambda plan: (THEMES.index(plan.theme), plan.minutes, plan.slug))
        chosen = [plan for plan in found if about in (None, plan.theme)]
        if "list" in self.options:
            return [self._overview(chosen)]
        return [self._plan(plan) for plan in chosen]

    def _inline(self, text: str, *classes: str) -> nodes.paragraph:
        inner, messages = self.parse_inline(text)
        return nodes.paragraph("", "", *inner, *messages, classes=list(classes))

    def _overview(self, plans: Iterable[Session]) -> Node:
        said = words()["plans"]
        rows: list[tuple[str, list[list[Node]]]] = [
            (
                "",
                [
                    [nodes.paragraph("", "", _link(plan))],
                    [_text(said["themes"][plan.theme])],
                    [_text(said["minutes"].format(minutes=plan.minutes))],
                    [_text(said["people"].format(fewest=plan.people[0], most=plan.people[1]))],
                ],
            )
            for plan in plans
        ]
        table = data_table(said["overview"], rows, said["caption"], ("mp-plans-table",))
        return box("div", table, classes=("mp-table-box",))

    def _plan(self, plan: Session) -> nodes.section:
        said = words()["plans"]
        facts = [
            said["minutes"].format(minutes=plan.minutes),
            said["people"].format(fewest=plan.people[0], most=plan.people[1]),
        ]
        if plan.tables:
            facts.append(said["tables"].format(fewest=plan.tables[0], most=plan.tables[1]))
        parts: list[Node] = [
            nodes.title("", plan.title),
            _text(" · ".join(facts), "mp-plan-facts"),
            _text(plan.summary),
        ]
        if plan.aim:
            parts.append(nodes.paragraph("", "", nodes.strong("", said["aim"]), nodes.Text(f" {plan.aim}")))
        for name, entries in (("prepare", plan.prepare), ("materials", plan.materials)):
            if entries:
                parts += [_led(said[name]), _list(entries)]
        played = exercises_of(plan)
        if played:
            links = ", ".join(f"{{exercise-ref}}`{exercise.slug}`" for exercise in played)
            parts.append(self._inline(f"{said['played']} {links}"))
        parts.append(self._steps(plan))
        parts.append(_command(said["print"], plan.slug))
        anchor = _anchor(plan)
        section = nodes.section("", *parts, ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section, section)
        return section

    def _steps(self, plan: Session) -> Node:
        said = words()["plans"]
        slots = list(timetable(plan))
        rows: list[tuple[str, list[list[Node]]]] = [
            ("", [[_text(_clock(slot))], _what(slot, slot is slots[-1] and bool(plan.close)), _asked(slot)])
            for slot in slots
        ]
        caption = said["steps"].format(title=plan.title)
        table = data_table(said["columns"], rows, caption, ("mp-plan-table",))
        summary = box("summary", nodes.Text(caption))
        inner = box("div", table, classes=("mp-table-box",))
        return box("details", summary, inner, classes=("mp-figures", FOLDED))


def unfold(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave nothing folded in a book for e-readers, some of which cannot open it."""
    if app.builder.name == "epub":
        for node in doctree.findall(Box):
            if FOLDED in node["classes"]:
                node["tag"] = "div"
                del node[0]


def _anchor(plan: Session) -> str:
    return f"plan-{plan.slug}"


def _link(plan: Session) -> Node:
    return nodes.reference("", plan.title, internal=True, refid=_anchor(plan))


def _text(text: str, *classes: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=list(classes))


def _led(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", text), classes=["mp-led"])


def _list(entries: Iterable[str]) -> nodes.bullet_list:
    return nodes.bullet_list("", *[nodes.list_item("", _text(entry)) for entry in entries])


def _clock(slot: Slot) -> str:
    return str(words()["plans"]["clock"].format(start=slot.start, end=slot.end))


def _what(slot: Slot, last: bool) -> list[Node]:
    """Return what happens: the kind of step, and what the wall shows."""
    said = words()["plans"]
    kind = said["close"] if last else said[slot.step.kind]
    head = kind if slot.exercise is None else f"{kind}: {slot.exercise.title}"
    told = [nodes.paragraph("", "", nodes.strong("", head))]
    return [*told, _text(slot.asked)] if slot.asked else list(told)


def _asked(slot: Slot) -> list[Node]:
    return [_list(slot.step.prompts)] if slot.step.prompts else []


def _command(words_before: str, slug: str) -> nodes.paragraph:
    command = nodes.literal("", f"mp workshop plan {slug} --out {slug}.html")
    return nodes.paragraph("", "", nodes.Text(f"{words_before} "), command, classes=["mp-plan-print"])


def setup_plans(app: Sphinx) -> None:
    """Register what this module brings."""
    app.add_directive("session-plans", SessionPlans)
    app.connect("doctree-resolved", unfold)
