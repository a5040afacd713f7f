"""``mp feedback``: a page for each trainee, where nbgrader releases feedback from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment")
@click.option(
    "--release",
    is_flag=True,
    help="Show the keys and their reasons too: when the results are out, and nobody sits this again.",
)
@click.option(
    "--provisional",
    is_flag=True,
    help="Do not wait for the second marking: pages say that they are not final, and those of trainees whose "
    "answers it holds have no marks.",
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; by default one for each core.")
def feedback(folder: Path, assessment: str, release: bool, provisional: bool, workers: int | None) -> None:
    """Write a feedback page for each trainee who is marked for ASSESSMENT in the folder COURSE.

    The pages go to feedback/, where nbgrader's own would, and hold no key without --release.
    While a second marking holds results, none is written without --provisional.
    """
    from ..course.feedback.crew import Crew
    from ..course.folder import open_course
    from ..course.pool import workers_here
    from .progress import Bar

    course, held = open_course(folder), list[int]()
    # Before the database is loaded: those who write load what they need at the same time.
    with Crew(workers or workers_here()) as crew:
        from ..course.alone import alone
        from ..course.feedback.write import write_feedback

        with alone(course), Bar("Feedback") as bar:
            count = write_feedback(
                course,
                assessment,
                release=release,
                provisional=provisional,
                crew=crew,
                progress=bar.show,
                told=held.append,
            )
    click.echo(f"{count} pages in {folder / 'feedback'}, {'with' if release else 'without'} keys")
    if any(held):
        click.echo(
            f"  none is final; pages without marks, which say that the decision waits: {held[0]}; "
            f"once all is settled: mp feedback {folder} {assessment}"
        )
