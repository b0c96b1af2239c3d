"""Reports from real files of every kind, good and bad."""

import importlib
import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import ReportError
from geomap.extraction import read
from geomap.model import Rejected, Report
from geomap.places import load_gazetteer
from geomap.reports import iter_reports, parse_line, read_reports
from geomap.reports.fields import as_date, detect_language
from geomap.reports.files import split_front_matter

ARABIC = "قصفت طائرات مجهولة بلدة الباغوز يوم السبت، وقتل ثلاثة أشخاص وأصيب آخرون بجروح."
SEEDS = Path(__file__).parents[2] / "seeds"


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def only(path: Path) -> Report:
    reports, rejected = read_reports([path])
    assert not rejected
    return reports[0]


def refusal(path: Path, **limit: int) -> str:
    reports, rejected = read_reports([path], **limit)
    assert not reports
    assert len(rejected) == 1
    assert "\n" not in rejected[0].reason
    assert str(path) in rejected[0].name
    return rejected[0].reason


def test_the_seeds_are_six_reports_and_nothing_else():
    reports, rejected = read_reports([SEEDS])
    assert not rejected
    assert [r.id for r in reports] == sorted(p.stem for p in SEEDS.glob("*.txt"))
    assert [r.language for r in reports].count("ar") == 5
    assert all(r.published and r.title and r.outlet for r in reports)


def test_gold_offsets_fit_the_text_as_read():
    for report in read_reports([SEEDS])[0]:
        gold = json.loads((SEEDS / "gold" / f"{report.id}.json").read_text("utf-8"))
        assert all(report.text[m["start"] : m["end"]] == m["surface"] for m in gold["mentions"])


def test_front_matter(tmp_path):
    front = 'id: "007"\ntitle: "A: b"\npublished: 2019-03-03\nlanguage: ar-SY\nurl: https://a.example\nx: [1]'
    report = only(write(tmp_path, "a.txt", f"---\n{front}\n---\n\n{ARABIC}\n\n"))
    assert report == Report("007", ARABIC, date(2019, 3, 3), "ar", "A: b", None, "https://a.example")


def test_line_ends_and_byte_order_mark(tmp_path):
    report = only(write(tmp_path, "a.md", "\ufeff---\r\ntitle: T\r\n---\r\nOne.\r\nTwo.\r\n"))
    assert (report.title, report.text) == ("T", "One.\r\nTwo.")


@pytest.mark.parametrize("bad", ["2019-02-31", "last Sunday", "03/03/2019", "[2019]", "20190x"])
def test_broken_date_keeps_the_report(tmp_path, caplog, bad):
    report = only(write(tmp_path, "a.txt", f"---\npublished: {bad}\n---\nText."))
    assert report.published is None
    assert ("published" in caplog.text) == (not bad.startswith("["))


def test_a_day_under_another_name_is_said(tmp_path, caplog):
    report = only(write(tmp_path, "a.jsonl", '{"id": "a", "text": "Text.", "date": "2019-03-06"}'))
    assert report.published is None
    assert "a: 'date' is not read, and there is no 'published'" in caplog.text


def test_a_day_beside_published_is_not(tmp_path, caplog):
    only(write(tmp_path, "a.jsonl", '{"id": "a", "text": "Text.", "published": "2019-03-06", "date": "2019-03-05"}'))
    assert not caplog.text


def test_documents_of_word_processors_are_told_what_to_become(tmp_path, caplog):
    write(tmp_path, "a.txt", "Text.")
    write(tmp_path, "b.docx", "PK")
    write(tmp_path, "c.pdf", "%PDF")
    assert len(read_reports([tmp_path])[0]) == 1
    assert "skipped what holds no reports: 1 .docx, 1 .pdf; save their text as .txt" in caplog.text


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16"])
def test_other_encodings_are_decoded_with_a_note(tmp_path, caplog, encoding):
    assert only(write(tmp_path, "a.txt", ARABIC.encode(encoding))).text == ARABIC
    assert "read as" in caplog.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"---\ntitle: T\n---\n", "empty"),
        (b"text with \0 inside", "binary"),
        (bytes(range(1, 256)) * 20, "binary"),
        (bytes(range(128, 256)) * 20, "UTF-8"),
    ],
)
def test_refused_by_name_and_reason(tmp_path, data, reason):
    assert reason in refusal(write(tmp_path, "bad.txt", data))


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # sparse: reading it would find NUL bytes, not its size
    assert refusal(path) == "200.0 MB, over the limit of 20.0 MB a report: split it"


def test_folders_sorted_other_kinds_skipped(tmp_path, caplog):
    caplog.set_level("INFO")
    for name in (
        "b/one.txt",
        "a/one.txt",
        "c.TXT",
        "README.md",
        "a/License.txt",
        "photo.jpg",
        ".hidden.txt",
        ".git/x.txt",
    ):
        write(tmp_path, name, f"Text of {name}.")
    reports, rejected = read_reports([tmp_path])
    assert not rejected
    assert [r.id for r in reports] == ["one", "b/one", "c"]
    assert "photo.jpg: skipped" in caplog.text
    assert "README.md: skipped" in caplog.text
    warned = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert [w.partition(": ")[2] for w in warned] == ["skipped what holds no reports: 1 .jpg (--debug names the files)"]


def test_a_file_given_twice_is_read_once(tmp_path):
    path = write(tmp_path, "one.txt", "Text.")
    assert len(read_reports([path, tmp_path, path])[0]) == 1


def test_paths_that_hold_nothing(tmp_path):
    (tmp_path / "empty").mkdir()
    assert "holds no reports" in refusal(tmp_path / "empty")
    assert refusal(tmp_path / "gone.txt") == "no such file or folder"
    assert "not a kind of file" in refusal(write(tmp_path, "a.docx", "x"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path):
    path = write(tmp_path, "a.txt", "x")
    path.chmod(0)
    assert "cannot be read" in refusal(path)


def test_jsonl_bad_lines_leave_the_rest(tmp_path):
    good = json.dumps({"id": "r1", "text": ARABIC, "published": "2019-03-03"}, ensure_ascii=False)
    lines = [good, "{", "[1]", '{"text": 3}', "", '{"text": "In Raqqa."}', '{"id": "r1", "text": "Again."}', "x" * 600]
    path = write(tmp_path, "feed.jsonl", "\n".join(lines))
    reports, rejected = read_reports([path], max_bytes=500)
    assert [(r.id, r.language) for r in reports] == [("r1", "ar"), ("feed-6", None), ("feed/r1", None)]
    assert [r.name.rsplit(" ", 1)[1] for r in rejected] == ["2", "3", "4", "8"]
    assert "over the limit" in rejected[-1].reason


def test_jsonl_in_another_encoding_is_refused(tmp_path):
    assert refusal(write(tmp_path, "feed.jsonl", f'{{"text": "{ARABIC}"}}'.encode("cp1256"))) == "not UTF-8"


def test_csv_rows(tmp_path):
    table = f'Text,id,published,extra\n"{ARABIC}",a,2019-03-03,x\n,b,,\nIn Raqqa.,,,\n'
    path = write(tmp_path, "feed.csv", "\ufeff" + table)
    reports, rejected = read_reports([path])
    assert [(r.id, r.published) for r in reports] == [("a", date(2019, 3, 3)), ("feed-4", None)]
    assert rejected == [Rejected(f"{path}, row 3", "empty: no text")]


def test_csv_as_excel_writes_it(tmp_path):
    assert only(write(tmp_path, "feed.csv", f"id,text\n1,{ARABIC}\n".encode("cp1256"))).text == ARABIC
    assert len(only(write(tmp_path, "long.csv", "id,text\n1," + "word " * 60000)).text) > 200_000


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_with_another_sign_between_its_cells(tmp_path, sign):
    rows = [["id", "text", "published"], ["x", '"Shells, hit; a\ttown"', "2019-03-03"]]
    path = write(tmp_path, "t.csv", b"\xef\xbb\xbf" + "\r\n".join(sign.join(row) for row in rows).encode())
    assert (only(path).id, only(path).text, only(path).published) == ("x", "Shells, hit; a\ttown", date(2019, 3, 3))


def test_csv_without_text_column(tmp_path):
    assert "no column 'text'" in refusal(write(tmp_path, "feed.csv", "a,b\n1,2\n"))


def test_html_article(tmp_path):
    paragraphs = "".join(f"<p>{ARABIC} {n}</p>" for n in range(6))
    page = (
        '<html lang="ar"><head><meta charset="windows-1256"><title>عنوان الخبر</title>'
        '<meta property="article:published_time" content="2019-03-03T10:00:00Z"></head>'
        f"<body><nav>menu</nav><article><h1>عنوان الخبر</h1>{paragraphs}</article>"
        "<script>alert(1)</script></body></html>"
    )
    report = only(write(tmp_path, "page.html", page.encode("cp1256")))
    assert ARABIC in report.text
    assert "alert" not in report.text
    assert (report.published, report.language) == (date(2019, 3, 3), "ar")


def test_html_without_article(tmp_path):
    assert "no article text" in refusal(write(tmp_path, "page.html", "<html><body></body></html>"))


def test_unsafe_characters_keep_their_places():
    report = parse_line('{"text": "a\\u0000b\\ud800c", "title": "x\\ud800"}')
    assert report.text == "a\ufffdb\ufffdc"
    report.text.encode()
    assert parse_line('{"text": "a\\u0000b\\ud800c"}', verbatim=True).text == "a\0b\ufffdc"


@pytest.mark.parametrize("line", ['{"text": null}', '{"text": "  "}', "nonsense", "", '{"id": "x"}', "[" * 100000])
def test_bad_lines_say_why(line):
    with pytest.raises(ReportError):
        parse_line(line)


@given(st.text(max_size=300))
def test_any_line_is_a_report_or_a_report_error(line):
    with suppress(ReportError):
        assert parse_line(line).text


@given(st.text(min_size=1).filter(str.strip))
def test_text_keeps_its_length(text):
    assert len(parse_line(json.dumps({"text": text})).text) == len(text)


@given(st.text(alphabet="-\n:a[]{}! &*", max_size=60))
def test_front_matter_never_fails(raw):
    assert raw.endswith(split_front_matter(raw)[1])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        ("Shelling by the army hit Baghouz (الباغوز) on Saturday.", "en"),
        ("نیروهای دموکراتیک سوریه گفتند که جنگ در باغوز پایان یافته و گروه های مسلح پراکنده شده اند", "fa"),
        ("هێزەکانی سووریای دیموکرات ڕایانگەیاند", "ckb"),
        ("حلب میں فضائی حملے میں پانچ افراد ہلاک ہوئے", "ur"),
        ("Trois soldats ont été tués dans une embuscade près de Ménaka.", None),
        ("Shells fell on Dêrik, Efrîn and Serêkaniyê.", "en"),
        ("مقتل (12) عنصراً من SDF في تفجير vehicle-borne IED بمنطقة Shaddadi.", "ar"),
        ("قصف&nbsp;على&nbsp;حي&nbsp;الوعر", "ar"),
        ("The word for it, هدنة, was heard at the table.", "en"),
        ("Силы вошли в деревню", "und"),
        ("1234", "und"),
    ],
)
def test_language_by_letters(text, language):
    assert detect_language(text) == language


def test_a_language_that_nobody_gives_is_told_by_its_words():
    """The reader tells French, Turkish and Kurdish in Latin letters apart, so the file must not have said English."""
    told = {
        "fr": "Trois soldats ont été tués dans une embuscade près de Ménaka lundi.",
        "ku": "Li bajarê Qamişlo û Kobanê du kes hatin kuştin, êrîş li ser Efrînê berdewam e.",
        "tr": "Halep'te cuma günü düzenlenen hava saldırısında beş kişi öldü, çatışmalar sürüyor.",
        "en": "Three soldiers were killed in an ambush near Ménaka on Monday.",
    }
    for language, text in told.items():
        assert [read(parse_line(json.dumps({"text": text})), load_gazetteer()).report.language] == [language]


def test_a_language_given_is_kept():
    assert parse_line('{"text": "Texte", "language": "fr"}').language == "fr"


def test_dates():
    assert as_date("٢٠١٩-٠٣-٠٣") == date(2019, 3, 3)
    assert as_date(date(2019, 3, 3)) == date(2019, 3, 3)
    with pytest.raises(ValueError, match="not a date"):
        as_date("yesterday")


def test_streaming_reads_no_further_than_asked(tmp_path):
    path = write(tmp_path, "feed.jsonl", '{"text": "one"}\n' * 3)
    first = next(iter_reports([path]))
    assert isinstance(first, Report)
    assert first.id == "feed-1"


def test_parquet_is_read_like_lines(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), importlib.import_module("pyarrow.parquet")
    texts = ["قصف على هجين.", None, "Shelling in al-Hol.", "x" * 100]
    days = [date(2019, 3, 3), None, None, None]
    file = tmp_path / "week.parquet"
    pq.write_table(
        pa.table({"text": texts, "published": days, "id": ["a", "b", None, "d"], "more": [1, 2, 3, 4]}), file
    )
    reports, rejected = read_reports([tmp_path], max_bytes=50)
    assert [(r.id, r.text, r.published) for r in reports] == [("a", texts[0], days[0]), ("week-3", texts[2], None)]
    assert [r.name for r in rejected] == [f"{file}, row 2", f"{file}, row 4"]


@pytest.mark.parametrize("damage", ["cut", "no text", "numbers", "empty"])
def test_parquet_that_holds_no_reports_is_refused_in_a_line(tmp_path: Path, damage: str) -> None:
    pa, pq = pytest.importorskip("pyarrow"), importlib.import_module("pyarrow.parquet")
    file = tmp_path / "week.parquet"
    column = {"no text": {"words": ["x"]}, "numbers": {"text": [1]}, "empty": {"text": pa.array([], pa.string())}}
    pq.write_table(pa.table(column.get(damage, {"text": ["Shelling."]})), file)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-20])
    reports, rejected = read_reports([file])
    assert reports == []
    assert [r.name for r in rejected] == [str(file)]
    assert "\n" not in rejected[0].reason


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("المركز الإعلامي: إيجاز السبت", "Raqqa Post"),
        ("Flash update: 400 families flee", "OCHA: Yemen"),
        ("[UPDATE] Shelling", "a: b: c"),
    ],
)
def test_a_colon_in_a_title_costs_no_date(tmp_path, caplog, title, outlet):
    file = tmp_path / "a.txt"
    front = f"---\ntitle: {title}\noutlet: {outlet}\npublished: 2016-07-16  \nreviewer: x\n---\n"
    file.write_text(front + "Shells hit Homs on Friday.", "utf-8")
    (report,), rejected = read_reports([file])
    assert not rejected
    assert (report.title, report.outlet, str(report.published)) == (title, outlet, "2016-07-16")
    assert report.text == "Shells hit Homs on Friday."
    assert "line by line: title, outlet, published" in caplog.text


def test_what_an_earlier_build_wrote_is_no_report(geomap, tmp_path):
    (tmp_path / "a.txt").write_text("A car bomb exploded in Raqqa on 3 May 2014 and killed two people.", "utf-8")
    for out in (tmp_path, tmp_path / "outputs"):
        for _ in range(2):
            assert geomap("build", tmp_path, "--out", out).status == 0
    done = geomap("build", tmp_path, "--out", tmp_path, "--json")
    assert json.loads(done.out)["reports"] == 1
    assert "not read" not in done.err


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".csv"])
def test_a_name_that_is_not_utf8_is_told_in_what_is(tmp_path, ending):
    text = {
        ".html": f"<html><body><article><p>{ARABIC * 3}</p></article></body></html>",
        ".jsonl": json.dumps({"text": ARABIC}) + "\nnone\n",
        ".csv": f'text\n{ARABIC}\n""\n',
    }.get(ending, ARABIC)
    odd = os.fsdecode(f"تقرير{ending}".encode("cp1256"))
    write(tmp_path, odd, text)
    write(tmp_path, odd.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), text)  # so called
    write(tmp_path, os.fsdecode(b"caf\xe9/" + os.fsencode(odd)), "")
    reports, rejected = read_reports([tmp_path])
    assert [r"\xca\xde\xd1\xed\xd1" in r.id for r in reports] == [True, True]
    assert reports[0].id != reports[1].id
    assert len(rejected) == {".jsonl": 3, ".csv": 3}.get(ending, 1)
    for told in (*(r.id for r in reports), *(r.name for r in rejected), *(r.reason for r in rejected)):
        assert told.encode()
