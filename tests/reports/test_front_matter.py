"""Front matter: what a report says of itself, and what only looks like it."""

from pathlib import Path

import pytest

from geomap.model import Report
from geomap.reports import read_reports


def write(folder: Path, name: str, data: str) -> Path:
    path = folder / name
    path.write_bytes(data.encode())
    return path


def only(path: Path) -> Report:
    (report,), rejected = read_reports([path])
    assert not rejected
    return report


def test_broken_front_matter_keeps_the_report(tmp_path, caplog):
    report = only(write(tmp_path, "a.txt", '---\ntitle: "open\nx: [\n---\nText.'))
    assert (report.title, report.text) == (None, "Text.")
    assert "front matter is not YAML" in caplog.text


def test_a_rule_is_not_front_matter(tmp_path, caplog):
    assert only(write(tmp_path, "a.txt", "---\nJust words\n---\nText.")).text.startswith("---")
    assert only(write(tmp_path, "b.txt", "---\nText in Homs: a fire.\n")).text.startswith("---")
    assert not caplog.text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("---\noutlet: A\npublished: 2019-03-03\n\nText.", "front matter is not closed by a line of ---"),
        ("---\r\ndate: 2019-03-03\r\nText.", "front matter is not closed by a line of ---"),
        (
            "---\n- outlet: A\n- published: 2019-03-03\n---\nText.",
            "front matter is no lines like 'published: 2019-03-03'",
        ),
        ("---\npublished 2019-03-03\n---\nText.", "front matter is no lines like 'published: 2019-03-03'"),
    ],
)
def test_front_matter_that_is_none_is_told_and_read_as_text(tmp_path, caplog, raw, told):
    report = only(write(tmp_path, "a.txt", raw))
    assert (report.text, report.outlet, report.published) == (raw, None, None)
    assert f"a.txt: {told}" in caplog.text
    assert caplog.text.count("front matter") == 1


@pytest.mark.parametrize(
    "raw",
    ["---\nPublished: 2019-03-03\nOUTLET: A\n---\nText.", "\n \n---\npublished: 2019-03-03\noutlet: A\n---\nText."],
)
def test_front_matter_may_have_capitals_and_stand_below_empty_lines(tmp_path, caplog, raw):
    report = only(write(tmp_path, "a.txt", raw))
    assert (str(report.published), report.outlet, report.text) == ("2019-03-03", "A", "Text.")
    assert not caplog.text


def test_hostile_front_matter_is_harmless(tmp_path):
    deep = "---\nx: " + "[" * 60000 + "\n---\nText."
    assert only(write(tmp_path, "a.txt", deep)).text == "Text."
    tag = "---\ntitle: !!python/object/apply:os.system ['true']\n---\nText."
    assert only(write(tmp_path, "b.txt", tag)).title is None
