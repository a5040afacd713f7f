"""Charts: what is drawn, what is said to those who cannot see it, and the figures behind it."""

from xml.etree import ElementTree as ET

import pytest

from mp_exercises.handbook.drawing import DRAWN
from mp_exercises.marking.estimate import Estimate
from mp_exercises.marking.refusal import Refused
from mp_exercises.measures.charts import Series, read_series
from mp_exercises.measures.drawing import (
    NARROW,
    WIDE,
    Axis,
    Line,
    Reference,
    Row,
    Said,
    intervals_figure,
    rows_figure,
    run_figure,
    series_figure,
    table,
    xy_figure,
)
from mp_exercises.measures.drawing.scene import stairs, ticks, ticks_within
from mp_exercises.measures.published import islington

SVG = "{http://www.w3.org/2000/svg}"
SHARE = Axis("Of all referrals", low=0, percent=True)


@pytest.fixture(scope="module")
def figure():
    """Return the published series with its limits."""
    return series_figure("Islington", read_series(islington()), y=SHARE)


def drawings(figure):
    """Return the drawings of a figure, read as XML."""
    return [ET.fromstring(figure.svg(scene)) for scene in figure.scenes]


def places(drawing):
    """Return every x and y at which a text stands."""
    return [(float(text.get("x")), float(text.get("y"))) for text in drawing.iter(f"{SVG}text")]


def test_it_is_drawn_for_a_page_and_for_a_phone(figure):
    """There is a drawing for each width, and no text begins outside either."""
    wide, narrow = drawings(figure)
    assert [wide.get("class"), narrow.get("class")] == ["mp-wide", "mp-narrow"]
    for drawing, size in ((wide, WIDE), (narrow, NARROW)):
        _, _, width, height = map(float, drawing.get("viewBox").split())
        assert width == size.width
        assert all(0 <= x <= width and 0 < y <= height for x, y in places(drawing))


def test_nothing_in_it_runs_or_loads(figure):
    """A drawing has only the elements that the book allows in pictures, without styles or addresses."""
    for drawing in drawings(figure):
        for element in drawing.iter():
            assert element.tag.removeprefix(SVG) in DRAWN
            assert not {"style", "href", "onclick"} & set(element.attrib)


def test_the_words_say_what_the_limits_say(figure):
    """It is said which years leave the narrow limits, and that none leaves the wide ones."""
    label = drawings(figure)[0].get("aria-label")
    assert "Outside the limits of the p chart: 2014, 2015, 2016, 2017, 2018." in label
    assert "No point is outside the limits of the p′ chart." in label
    assert "lowest 10.3% in 2018, highest 21.7% in 2017" in label


def test_years_outside_have_a_mark_of_their_own_shape(figure):
    """What is outside is marked by another shape, and not only by another colour."""
    shapes = [path.get("d") for path in drawings(figure)[0].iter(f"{SVG}path") if path.get("transform")]
    diamond = "M0 -8.5L8.5 0L0 8.5L-8.5 0z"
    assert shapes.count(diamond) == 5 + 1  # and one in the key
    assert len(set(shapes)) == 2


def test_the_figures_are_there_as_a_table(figure):
    """Each period has a row, and words in it cannot become markup."""
    assert len(figure.table.rows) == 13
    assert figure.table.rows[5][:2] == ("2018", "10.3%")
    hostile = xy_figure(
        "<b>T</b>",
        "s",
        [Line("<i>", [0, 1], [0, 1])],
        x=Axis("x"),
        y=Axis("y"),
        table=table("h", [["<script>"]]),
    )
    assert "<script>" not in hostile.html()
    assert "<b>" not in hostile.html()
    assert "<i>" not in hostile.html()


def test_a_run_that_is_too_long_is_said():
    """A shift is drawn, and said with where it begins and ends."""
    values = [1, 2, 1, 2, 1, 2, *[0.5] * 10, *[5] * 10]
    empty = islington().values[:0]
    series = Series(
        tuple(str(n) for n in range(26)), islington().values[:1].repeat(26) * 0 + values, empty, empty, {}
    )
    read = read_series(series)
    assert read.run.shift
    figure = run_figure("T", read.run, series.labels, y=Axis("y"))
    assert f"All from {read.run.begins} to {read.run.ends} lie on one side of it." in figure.says


def test_what_was_refused_says_so():
    """An estimate that was refused has a row with words and without a point."""
    known = Estimate("icc", 0.5, 0.4, 0.6, 0.95, n=30)
    figure = intervals_figure(
        "T", "s", {"A": known, "B": Refused("icc", "too few")}, axis=Axis("x", low=0, high=1)
    )
    assert figure.table.rows == (("A", "0.50", "0.40 to 0.60"), ("B", "too few", ""))
    assert len([p for p in drawings(figure)[0].iter(f"{SVG}path") if p.get("transform")]) == 1


def test_long_names_are_not_cut():
    """Where names are too long to stand beside their rows they stand above them, whole."""
    name = "As in the second, and the one below counts three times"
    figure = rows_figure(
        "T", "s", [Row(name, 50, 40, 60, "50.0")], axis=Axis("T"), references=[Reference(50, "r")]
    )
    for drawing in drawings(figure):
        assert name in [text.text for text in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("low", "high", "most", "found"),
    [
        (0, 1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-0.13, 0.35, 6, [-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]),
        (0, 0, 5, [0]),
    ],
)
def test_scales_have_round_numbers(low, high, most, found):
    """Ticks are round numbers that hold both ends, and one value is enough."""
    assert ticks(low, high, most)[: len(found)] == pytest.approx(found)


@pytest.mark.parametrize(
    ("low", "high", "most", "found"),
    [(1, 5, 4, [1, 3, 5]), (1, 5, 5, [1, 2, 3, 4, 5]), (0, 1, 4, [0, 0.5, 1]), (-2, 2, 4, [-2, 0, 2])],
)
def test_a_scale_with_ends_of_its_own_has_them(low, high, most, found):
    """A scale of points begins and ends where its points do, and not at a number that nobody can give."""
    assert ticks_within(low, high, most) == pytest.approx(found)


def test_a_stair_is_level_until_the_next():
    """A step stays at its height until the next begins."""
    assert stairs([(0, 1), (2, 3)]) == [(0, 1), (2, 1), (2, 3)]


def test_a_report_is_paragraphs_and_lists():
    """Lines that begin with a dash become a list, the others paragraphs, and nothing becomes markup."""
    html = Said.of(["May be said:", "- One.", "- <b>Two</b>.", "End."]).html()
    assert html.count("<li>") == 2
    assert html.count("<p>") == 2
    assert "<b>" not in html
