"""An invented cohort that has handed in, is marked by the record, and has first marks by a person."""

import random

from mp_exercises.answers import Record
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.sitting import line_for
from tests.course.gradebooks import change
from tests.course.made import cohort
from tests.course.trainees import SLUG, WRITING

SIZE = 24
POINTS = 9.0
SECTION, ITEM = WRITING
CELL = f"{SECTION}__task__{ITEM}"
FIRST = "Fiona Firstmarker"

FORENAMES = (
    *(
        "Adaeze",
        "Bronwen",
        "Ciaran",
        "Dilys",
        "Ewan",
        "Farida",
        "Grace",
        "Hamza",
        "Ines",
        "Jowan",
        "Kezia",
        "Lachlan",
    ),
    *(
        "Morag",
        "Nadia",
        "Osian",
        "Parveen",
        "Quentin",
        "Rhona",
        "Sunita",
        "Tomos",
        "Uzma",
        "Vikram",
        "Will",
        "Yusuf",
    ),
)
SURNAMES = ("Oyelaran", "Pryce-Jones", "O'Hagan", "Lewellyn", "McAllister", "Begum")
SENTENCES = (
    "He held him under the tap, and nobody has said so to him yet.",
    "I would say: you did the first thing right, and you have been asked four times as if you had not.",
    "Then I would be quiet, and listen for what he does with that.",
    "I do not know how the cup came to be at the edge of the table.",
    "I would ask Bilal on his own, once the pain is less, what he was doing before it hurt.",
    "What makes this harder is that I want him to like me, and so I would put off the reason for coming.",
    "I will say why I have come in the second sentence, and ask a colleague to listen whether I did.",
    "Saima was in the next room. I would ask her what she heard.",
    "A burn frightens me. I was scalded at seven, and I hurry past it.",
)


def trainee(number):
    """Return a trainee's id."""
    return f"trainee-{number:05d}"


def name(number):
    """Return a trainee's first and last name."""
    return FORENAMES[number % len(FORENAMES)], SURNAMES[number % len(SURNAMES)]


def words_of(number):
    """Return what a trainee wrote: no two wrote the same."""
    rng = random.Random(number)
    return (
        f"{' '.join(rng.sample(SENTENCES, 5))}\n\nThis is answer {'I' * (number + 1)} of an invented cohort."
    )


def first_mark(number):
    """Return the first mark of a trainee's answer."""
    return random.Random(number + 1000).choice([1.0, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0, 7.0, 8.0, 9.0])


def hand_in(course, number, text):
    """Let a trainee hand in with another text."""
    section = next(section for section in course.load(SLUG).keyed if section.slug == SECTION)
    Record(course.submitted(trainee(number), SLUG) / "answers.jsonl").append(
        line_for(section, ITEM, {"text": text})
    )


def marked_course(released, folder, size=SIZE):
    """Return a course in which everybody is marked by the record, and nobody by a person."""
    course = cohort(released, folder, size)
    for number in range(size):
        hand_in(course, number, words_of(number))
    assert mark_cohort(course, SLUG, workers=1).marked == size
    return course


def give_names(course, size=SIZE):
    """Put the trainees' names into the gradebook, as a list of trainees does."""

    def work(gradebook):
        for number in range(size):
            first, last = name(number)
            gradebook.update_or_create_student(
                trainee(number), first_name=first, last_name=last, email=f"{last}.{number}@example.org"
            )

    change(course, work)


def give_first_marks(course, marks):
    """Mark written answers as formgrader does, with the levels in the comment."""

    def work(gradebook):
        for number, mark in marks.items():
            grade = gradebook.find_grade(CELL, SLUG, SLUG, trainee(number))
            grade.manual_score, grade.needs_manual_grade = mark, False
            comment = gradebook.find_comment(CELL, SLUG, SLUG, trainee(number))
            comment.manual_comment = f"A first marker's words on {trainee(number)}. Levels: {levels_of(mark)}"

    change(course, work)


def levels_of(mark):
    """Return levels on three criteria that a mark may come from."""
    third = min(3, int(mark // 3))
    return f"{third} {min(3, int(mark // 2.5))} {max(0, third - 1)}"
