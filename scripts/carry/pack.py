"""Makes one file that installs the handbook, the exercises and the rooms with no network.

    python scripts/carry/pack.py WHEEL FOLDER

The file holds every wheel that ``mp-exercises[workshop]`` needs, as pinned, for computers like this one:
wheels with compiled parts fit one kind of system and one Python.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXTRA = "workshop"


def pack(wheel: Path, out: Path) -> Path:
    """Write the file into a folder.

    Parameters
    ----------
    wheel
        The package's own wheel, with the built book in it.
    out
        The folder, which is made where it is missing.

    Returns
    -------
    Path
        The file.
    """
    with tempfile.TemporaryDirectory() as place:
        _gather(wheel, Path(place))
        wheels = sorted(file.name for file in Path(place).glob("*.whl"))
        version = wheel.name.split("-")[1]
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        system = sysconfig.get_platform()
        about = {
            "version": version,
            "python": python,
            "system": system,
            "wheels": wheels,
            "ours": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        }
        out.mkdir(parents=True, exist_ok=True)
        file = out / f"mp-exercises-{version}-python{python}-{system}.pyz"
        half = file.with_suffix(".half")
        with zipfile.ZipFile(half, "w") as archive:
            archive.writestr("carried.json", json.dumps(about, indent=1))
            archive.write(HERE / "__main__.py", "__main__.py", zipfile.ZIP_DEFLATED)
            for name in wheels:
                archive.write(Path(place) / name, f"wheels/{name}")
        half.replace(file)
    return file


def _gather(wheel: Path, place: Path) -> None:
    """Collect a wheel of everything that the package needs, built here where a registry has none."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    command += ["--constraint", str(ROOT / "constraints.txt"), "--wheel-dir", str(place)]
    subprocess.run([*command, f"{wheel}[{EXTRA}]"], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("a wheel and a folder are needed: python scripts/carry/pack.py WHEEL FOLDER")
    print(pack(Path(sys.argv[1]), Path(sys.argv[2])))
