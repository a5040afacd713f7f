"""The public face of the package."""

import subprocess
import sys

import mp_exercises


def test_every_public_name_can_be_had():
    """Each name in ``__all__`` exists, and ``dir`` shows them."""
    for name in mp_exercises.__all__:
        assert getattr(mp_exercises, name) is not None
        assert name in dir(mp_exercises)


def test_import_is_light():
    """Importing the package, or marking, loads neither pandas, nbgrader, Voila nor a widget."""
    heavy = "{'pandas', 'nbgrader', 'voila', 'anywidget', 'ipywidgets', 'sphinx', 'tornado'}"
    code = (
        f"import mp_exercises, sys; mp_exercises.mark; mp_exercises.Record; print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_dependencies_point_one_way():
    """The model and the record import nothing of ours; marking imports only those."""
    allowed = {
        "mp_exercises.answers": {"mp_exercises", "mp_exercises.answers"},
        "mp_exercises.exercise": {"mp_exercises", "mp_exercises.exercise"},
        "mp_exercises.marking": {
            "mp_exercises",
            "mp_exercises.answers",
            "mp_exercises.exercise",
            "mp_exercises.marking",
        },
    }
    for module, roots in allowed.items():
        code = f"import {module}, sys; print(*[m for m in sys.modules if m.startswith('mp_exercises')])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        loaded = {".".join(name.split(".")[:2]) for name in done.stdout.split()}
        assert loaded <= roots, loaded - roots
