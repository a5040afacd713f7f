"""Reading a dialogue's lines."""

from mp_exercises.handbook.dialogue import read_dialogue


def forms(*lines):
    """Return form, speaker and text of each turn."""
    return [(turn.form, turn.who, turn.text) for turn in read_dialogue(list(lines)).turns]


def test_three_forms():
    """Speech has a name before a colon, what is seen stands in brackets, a comment after a sign."""
    assert forms("Aunt Dee: Go on: tell me.", "[A pause.]", "> She waits.") == [
        ("spoken", "Aunt Dee", "Go on: tell me."),
        ("seen", "", "A pause."),
        ("comment", "", "She waits."),
    ]


def test_comment_runs_on_over_lines():
    """Comment lines that follow one another are one comment."""
    assert forms("A: x", "> one", "> two") == [("spoken", "A", "x"), ("comment", "", "one two")]


def test_names_in_other_alphabets():
    """A name may have any letters, a hyphen, an apostrophe or a number after them."""
    assert [turn[1] for turn in forms("Zoë: a", "Seán O’Neill: b", "عمر: c", "Officer 2: d")] == [
        "Zoë",
        "Seán O’Neill",
        "عمر",
        "Officer 2",
    ]


def test_strays_are_counted_from_the_first_line():
    """A line in none of the forms is named by its place; blank lines are nothing."""
    assert read_dialogue(["A: x", "", "just words", "10:30 was too late"]).strays == [2, 3]
