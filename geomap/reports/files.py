"""One reader a kind of file: each yields reports and rejections, or raises `ReportError` for the file as a whole."""

from __future__ import annotations

import csv
import logging
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from geomap.errors import Reason, ReportError, reason
from geomap.model import Rejected, Report
from geomap.reports.decode import decode, encoding_of
from geomap.reports.fields import DAYS, make_report, parse_line
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 20_000_000  # of one report
_KEYS = ("id", "text", "published", "language", "title", "outlet", "url")
_HEADER = 1 << 16  # characters of a table's first line
_ROWS = 64  # read at a time
_FRONT = re.compile(r"\s{0,100}---[ \t]*\r?\n(.{0,65536}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(rf"^({'|'.join(_KEYS)}):[ \t]+([^\s\"'].*?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_MEANT = re.compile(
    rf"\s{{0,100}}---[ \t]*\r?\n[-* \t]{{0,10}}({'|'.join((*_KEYS, *DAYS))})[ \t]{{0,9}}[:=0-9]", re.IGNORECASE
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_log = logging.getLogger(__name__)


def read_text(path: Path, max_bytes: int) -> Iterator[Report | Rejected]:
    """Yield the one report of a text or Markdown file, front matter taken off, surrounding newlines stripped."""
    raw = _decoded(path, max_bytes)
    fields, text = split_front_matter(raw, name=str(path))
    yield make_report(fields, text.strip("\r\n"), default_id=path_text(path.stem))


def split_front_matter(raw: str, *, name: str = "report") -> tuple[Mapping[str, Any], str]:
    r"""Return the fields of the YAML front matter (none: an empty mapping) and the text after it.

    Broken YAML is logged under ``name`` and gives the fields that its lines tell one by one; a leading ``---`` that
    holds no fields is text, which is logged where fields seem to be meant. Their names may have capitals.

    >>> split_front_matter("---\noutlet: A\n---\nText")
    ({'outlet': 'A'}, 'Text')
    """
    match = _FRONT.match(raw)
    if not match:
        if _MEANT.match(raw):
            _log.warning("%s: front matter is not closed by a line of ---: read as text", name)
        return {}, raw
    import yaml  # noqa: PLC0415 - slow to load

    try:
        # BaseLoader builds nothing but strings, lists and mappings; the safe loader would fail on 2019-02-31.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        plain = {
            key.lower(): value for key, value in _FIELD.findall(match[1])
        }  # a title with a colon in it is the usual case
        _log.warning(
            "%s: front matter is not YAML%s; %s",
            name,
            f" (line {mark.line + 2})" if mark else "",
            f"taken line by line: {', '.join(plain)}" if plain else "read without it",
        )
        return plain, raw[match.end() :]
    if fields and not isinstance(fields, dict):
        if _MEANT.match(raw):
            _log.warning("%s: front matter is no lines like 'published: 2019-03-03': read as text", name)
        return {}, raw
    return {str(key).lower(): value for key, value in (fields or {}).items()}, raw[match.end() :]


def read_html(path: Path, max_bytes: int) -> Iterator[Report | Rejected]:
    """Yield the article of a saved web page, with the title, outlet, date and address that the page names."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second that only HTML needs
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page names no page
    data = _bytes(path, max_bytes)
    declared = _DECLARED.search(data[:4096])
    try:
        page = data.decode(declared[1].decode() if declared else "utf-8")
    except (UnicodeDecodeError, LookupError):
        page = _noted(path, *decode(data))
    # The fixed latest date keeps the clock out: the default is today.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    article = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=dates)
    if not isinstance(article, Document) or not article.text:
        raise ReportError(Reason("no article text found in the page: save its text as .txt"))
    fields = {
        "title": article.title, "outlet": article.sitename, "published": article.date, "url": article.url,
        "language": article.language,
    }  # fmt: skip
    yield make_report(fields, article.text.strip("\r\n"), default_id=path_text(path.stem))


def read_jsonl(path: Path, max_bytes: int) -> Iterator[Report | Rejected]:
    """Yield the reports of a file with one JSON object a line, read line by line; blank lines are passed over."""
    with path.open("rb") as file:
        number, some = 0, False
        while line := file.readline(max_bytes + 1):
            number += 1
            if not line.strip():
                continue
            some = True
            where = Reason("{file}, line {n}", file=path_text(path), n=number)
            if len(line) > max_bytes:
                while line and not line.endswith(b"\n"):
                    line = file.readline(max_bytes)
                yield Rejected(where, Reason("over the limit of {limit} a report", limit=_megabytes(max_bytes)))
                continue
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                yield parse_line(text, default_id=f"{path_text(path.stem)}-{number}")
            except UnicodeDecodeError:
                yield Rejected(where, Reason("not UTF-8"))
            except ReportError as error:
                yield Rejected(where, reason(error))
        if not some:
            raise ReportError(Reason("empty: no lines"))


def read_csv(path: Path, max_bytes: int) -> Iterator[Report | Rejected]:
    """Yield the reports of a table with a header row; the columns are named like the keys of a JSON line.

    Semicolons or tabs may stand for the commas, as spreadsheets of some countries write them.
    """
    with path.open("rb") as start:
        sample = start.read(1 << 20)
        encoding = encoding_of(sample, whole=not start.read(1))
    _noted(path, "", encoding)
    csv.field_size_limit(max(max_bytes, csv.field_size_limit()))  # the default would refuse reports over 128 KiB
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        read = 0  # lines
        try:
            head = file.readline(_HEADER)
            rows = csv.DictReader(chain((head,), file), strict=True, delimiter=max(",;\t", key=head.count))
            columns = [(c or "").strip().lower() for c in rows.fieldnames or ()]
            if "text" not in columns:
                raise ReportError(Reason("no column 'text' in the header row"))
            rows.fieldnames = columns
            for n, row in enumerate(rows, 2):
                read = rows.line_num
                where = Reason("{file}, row {n}", file=path_text(path), n=n)
                try:
                    yield make_report(
                        row, _sized(row["text"] or "", max_bytes), default_id=f"{path_text(path.stem)}-{n}"
                    )
                except ReportError as error:
                    yield Rejected(where, reason(error))
        except (csv.Error, UnicodeDecodeError) as error:
            told = Reason("broken near line {line}: {error}", line=read + 1, error=error)
            if str(error) == "unexpected end of data":
                told = Reason("broken: a quote that opens at line {line} or after it is not closed", line=read + 1)
            raise ReportError(told) from error
        if not read:
            raise ReportError(Reason("no rows below the header"))


def read_parquet(path: Path, max_bytes: int) -> Iterator[Report | Rejected]:
    """Yield the reports of a Parquet file whose columns are named like the keys of a JSON line."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - 40 MB that only this format needs
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise ReportError(Reason("Parquet needs pyarrow: pip install pyarrow, or give .jsonl")) from None
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            columns = [c for c in schema.names if c in _KEYS or c in DAYS]
            if "text" not in columns or not str(schema.field("text").type).endswith("string"):
                raise ReportError(Reason("no column 'text' of strings"))
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                for number, row in enumerate(batch.to_pylist(), number + 1):  # noqa: B020 - counts on
                    try:
                        text = _sized(row["text"] or "", max_bytes)
                        yield make_report(row, text, default_id=f"{path_text(path.stem)}-{number}")
                    except ReportError as error:
                        yield Rejected(Reason("{file}, row {n}", file=path_text(path), n=number), reason(error))
    except (pa.ArrowException, UnicodeDecodeError) as error:
        told = " ".join(str(error).split())[:200]
        raise ReportError(Reason("broken after row {row}: {error}", row=number, error=told)) from error
    if not number:
        raise ReportError(Reason("empty: no rows"))


READERS: Mapping[str, Callable[[Path, int], Iterator[Report | Rejected]]] = {
    ".txt": read_text, ".md": read_text, ".html": read_html, ".htm": read_html, ".jsonl": read_jsonl, ".csv": read_csv,
    ".parquet": read_parquet,
}  # fmt: skip


def _bytes(path: Path, max_bytes: int) -> bytes:
    """Read a file, refused by its size before any of it is read."""
    size = path.stat().st_size
    if size > max_bytes:
        told = "{size}, over the limit of {limit} a report: split it"
        raise ReportError(Reason(told, size=_megabytes(size), limit=_megabytes(max_bytes)))
    if not size:
        raise ReportError(Reason("empty file"))
    return path.read_bytes()


def _decoded(path: Path, max_bytes: int) -> str:
    return _noted(path, *decode(_bytes(path, max_bytes)))


def _noted(path: Path, text: str, encoding: str) -> str:
    if not encoding.startswith("utf-8"):
        _log.warning("%s: not UTF-8, read as %s", path, encoding)
    return text


def _sized(text: str, max_bytes: int) -> str:
    if len(text) > max_bytes:
        raise ReportError(Reason("over the limit of {limit} a report", limit=_megabytes(max_bytes)))
    return text


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
