"""Whatever a command writes: links are written through, and what is protected stays."""

from __future__ import annotations

import shutil

import pytest


@pytest.mark.parametrize(
    "ending", [".geojson", ".geojsonl", ".gpkg", ".csv", ".xlsx", ".parquet", ".kml", ".fgb", ".shp.zip"]
)
def test_a_protected_file_is_refused_and_a_link_written_through(geomap, outputs, tmp_path, ending):
    """Every format; the link's own name says which, whatever the file that it leads to is called."""
    kept, store, link = tmp_path / f"kept{ending}", tmp_path / "store" / "5f0c", tmp_path / f"link{ending}"
    kept.write_text("mine")
    kept.chmod(0o444)
    done = geomap("export", outputs, kept)
    assert (done.status, done.err) == (1, f"geomap: {kept}: is read-only: make it writable, or write to another file\n")
    assert kept.read_text() == "mine"
    store.parent.mkdir()
    link.symlink_to(store)
    assert geomap("export", outputs, link).status == 0
    assert link.is_symlink()
    plain = tmp_path / f"plain{ending}"
    assert geomap("export", outputs, plain).status == 0
    assert store.read_bytes() == plain.read_bytes()


@pytest.mark.parametrize("name", ["map.html", "geomap.gpkg", "doubtful.csv", "geomap.qgs"])
def test_a_build_that_may_not_write_one_file_reads_nothing_and_writes_none(geomap, outputs, tmp_path, name):
    out = tmp_path / "out"
    shutil.copytree(outputs, out)
    (out / name).chmod(0o444)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    (tmp_path / "r.txt").write_text("Two people were killed in Homs on 3 May 2019.", "utf-8")
    done = geomap("build", tmp_path / "r.txt", "--out", out)
    assert (done.status, done.out) == (1, "")
    assert f"{out / name}: is read-only: make it writable" in done.err
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_every_other_output_is_as_careful(geomap, outputs, tmp_path):
    told = "is read-only: make it writable, or write to another file"
    data = tmp_path / "x.csv"
    data.write_text("lat,lon,killed\n34,40,many\n")
    for n, args in enumerate((
        ("map", outputs, "--out"),
        ("map", data, "--out", tmp_path / "ok.html", "--problems"),
        ("compare", outputs, outputs / "incidents.geojson", "--out"),
        *(("gazetteer", "export", form) for form in ("csv", "lpf", "lptsv", "geojson")),
    )):  # fmt: skip
        more = ("--gazetteer", "gazetteer") if args[0] == "gazetteer" else ()
        kept, link, target = (tmp_path / f"{name}{n}.html" for name in ("kept", "link", "target"))
        kept.write_text("mine")
        kept.chmod(0o444)
        link.symlink_to(target)
        done = geomap(*args, kept, *more)
        assert (done.status, kept.read_text()) == (1, "mine"), args
        assert f"{kept}: {told}" in done.err
        assert geomap(*args, link, *more).status == 0, args
        assert (link.is_symlink(), target.stat().st_size > 0) == (True, True)


def test_a_folder_that_a_link_leads_to_is_made_where_its_own_is_there(geomap, tmp_path):
    (tmp_path / "r.txt").write_text("Shelling hit Aleppo on Friday.\n")
    link, circle = tmp_path / "out", tmp_path / "circle"
    link.symlink_to(tmp_path / "disk" / "maps")
    circle.symlink_to(circle)
    (tmp_path / "again").symlink_to(link)
    for out in (link, tmp_path / "again", link / "2019"):  # the disk is not there
        done = geomap("build", tmp_path / "r.txt", "--out", out)
        told = (
            f"is a link to {tmp_path / 'disk' / 'maps'}, and there is no folder {tmp_path / 'disk'}: make that folder"
        )
        assert (done.status, told in done.err, (tmp_path / "disk").exists()) == (1, True, False), done.err
    (tmp_path / "disk").mkdir()
    done = geomap("build", tmp_path / "r.txt", "--out", link)
    assert done.status == 0, done.err
    assert (link.is_symlink(), (tmp_path / "disk" / "maps" / "map.html").is_file()) == (True, True)
    done = geomap("build", tmp_path / "r.txt", "--out", circle)
    assert (done.status, "circle: cannot be written: it is a link in a circle" in done.err) == (1, True)
