"""Machine code is used only where it is of these very sources, and reads as the Python does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from importlib.machinery import EXTENSION_SUFFIXES
from inspect import signature
from pathlib import Path

import pytest

from geomap import native
from hatch_source import spelled_out

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("2*.txt"))
HOME = "import geomap.extraction.names.mentions as m; print(m.__file__)"
BUILT = pytest.mark.skipif(
    not native.files(), reason="no machine code: no C compiler when geomap was installed, or the sources changed since"
)


def run(*arguments: str, given: str = "", pure: str = "") -> str:
    environment = {**os.environ, native.PURE: pure}
    return subprocess.run(
        [sys.executable, *arguments], input=given, env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An installation of one module, with machine code of it."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "keys.py").write_text("A = 1\n")
    monkeypatch.setattr(native, "ROOT", tmp_path)
    monkeypatch.setattr(native, "FOLDER", tmp_path / "native")
    monkeypatch.setattr(native, "_MORE", ())
    code = tmp_path / "native" / native.digest() / "geomap" / "text" / f"keys{EXTENSION_SUFFIXES[0]}"
    code.parent.mkdir(parents=True)
    code.touch()
    return tmp_path


@pytest.mark.usefixtures("installation")
def test_code_of_these_sources_is_found_by_module():
    assert list(native.files()) == ["geomap.text.keys"]


def test_code_of_other_sources_is_left_alone(installation):
    (installation / "text" / "keys.py").write_text("A = 2\n")
    assert native.files() == {}


@pytest.mark.usefixtures("installation")
def test_code_for_another_python_is_left_alone(monkeypatch):
    monkeypatch.setattr(native, "EXTENSION_SUFFIXES", [".cpython-399-elsewhere.so"])
    assert native.files() == {}


def test_the_python_runs_where_it_is_asked_for():
    assert run("-c", HOME, pure="1").strip().endswith("mentions.py")


EVERY_RECORD = """
import copy, dataclasses, pickle
from geomap import model as r
from geomap.model import places, records
report, place = r.Report("a", "text"), r.Place("p", "Hajin", 34.7, 40.8)
words, found = r.Evidence("text", 0, 4, "rule", 0.9), r.Resolution("resolved")
made = [report, place, words, found, r.Rejected("a", "b"), r.Candidate(place, 0.9, "the name"), r.TimeSpan(), r.Layers(),
        r.Parsed(report, error="none")]
for record in made:
    assert pickle.loads(pickle.dumps(record)) == copy.copy(record) == record
    for field in dataclasses.fields(record):
        try:
            setattr(record, field.name, None)
        except dataclasses.FrozenInstanceError:
            continue
        raise AssertionError(field)
for name, cls in (vars(places) | vars(records)).items():
    if isinstance(cls, type) and dataclasses.is_dataclass(cls):
        assert cls in __import__("copyreg").dispatch_table, name
print("whole")
"""


@pytest.mark.parametrize("pure", ["1", pytest.param("", marks=BUILT)])
def test_a_record_goes_to_another_process_and_back(pure):
    assert run("-c", EVERY_RECORD, pure=pure) == "whole\n"


RECORD = '''from __future__ import annotations

from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True)
class Told:
    """A record."""

    day: int
    words: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        return self.words[0]
'''


def test_machine_code_is_told_what_is_constant():
    source = "from __future__ import annotations\n_FAR, NEAR = 9, 3\n_MOST = 5  # words\nat = 1\nif at:\n    AT = 2\n"
    assert spelled_out(source) == source.replace(
        "annotations\n", "annotations; from typing import Final as Constant\n"
    ).replace("_MOST", "_MOST: Constant")


def test_machine_code_is_made_of_records_that_set_their_own_fields():
    made, spelled = {}, {}
    exec(RECORD, made)
    spelled["mypyc_attr"] = lambda *, acyclic: lambda record: record if acyclic else None
    exec(spelled_out(RECORD), spelled)
    asked = signature(made["Told"]).parameters
    assert signature(spelled["Told"]).parameters == asked
    assert set(asked) == set(re.findall(r"self\.(\w+) = \1 ", spelled_out(RECORD)))
    with pytest.raises(FrozenInstanceError):  # Python sets no field of theirs
        spelled["Told"](1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("frozen=True, ", ""),
        ("= ()", "= field(default=())"),
        ("    @property", "    def __post_init__(self):\n        pass\n\n    @property"),
    ],
)
def test_other_classes_stay_as_they_are(one, other):
    source = RECORD.replace(one, other)
    assert source != RECORD
    assert "init=False" in spelled_out(RECORD)
    assert "init=False" not in spelled_out(source)


def test_machine_code_is_told_what_never_holds_itself():
    slotted = "@final\nclass Word:\n    __slots__ = ('text',)\n"
    plain = "class Words:\n    def __init__(self) -> None:\n        self.words: list[str] = []\n"
    spelled = spelled_out(f"from __future__ import annotations\n{slotted}{plain}{RECORD.partition('field')[2]}")
    assert f"@mypyc_attr(acyclic=True)\n{slotted}{plain}" in spelled
    assert spelled.count("@mypyc_attr(acyclic=True)\n") == 2
    assert "mypyc_attr" not in spelled_out(f"from __future__ import annotations\n{plain}")


def test_machine_code_hands_over_pairs_by_their_parts():
    told = "def told(é: tuple[int, int], words: list[int]) -> bool:\n    return has('é', *é) or has(*words) or [*é]\n"
    assert "has('é', é[0], é[1]) or has(*words) or [*é]" in spelled_out(told)


def test_machine_code_walks_over_words_as_over_a_list():
    given = (
        "from __future__ import annotations\n_HARM = ('é', 'b')\nFAR: Final = (\n    'a', *_HARM\n)\nFEW = (1, 2)\n"
        "def told(at):\n    return any(at('é', x) for x in ('é', 'b') if x in _HARM) or [n for n in FEW for x in FAR]\n"
    )
    spelled = spelled_out(given)
    walks = re.search(r"any\(at\('é', x\) for x in (\w+) if x in _HARM\) or \[n for n in FEW for x in (\w+)\]", spelled)
    assert f"{walks[1]}: Constant[tuple[str, ...]] = ('é', 'b')\n_HARM: Constant = ('é', 'b')\n" in spelled
    assert f"FAR: Final = (\n    'a', *_HARM\n)\n{walks[2]}: Constant[tuple[str, ...]] = FAR\nFEW: " in spelled


@BUILT
def test_the_machine_code_runs_where_there_is_some():
    assert run("-c", HOME).strip().endswith(EXTENSION_SUFFIXES[0])


@BUILT
def test_both_read_the_same():
    reports = "\n".join(
        json.dumps({"id": s.stem, "text": s.read_text("utf-8"), "published": "2019-03-03"}) for s in SEEDS
    )
    program = ("-c", "from geomap.cli.main import main; main(['parse'])")
    assert SEEDS
    assert run(*program, given=reports) == run(*program, given=reports, pure="1")
