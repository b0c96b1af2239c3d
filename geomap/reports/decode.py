"""Bytes to text: UTF-8, else an encoding that is recognised and named, else a refusal."""

from __future__ import annotations

import codecs

from geomap.errors import Reason, ReportError

# The encodings Arabic and English text comes in when it is not Unicode; a wider choice only adds wrong guesses.
_OLDER = ["cp1256", "iso8859_6", "cp1252"]
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r"})
_SAMPLE = 1 << 20  # bytes that decide about an encoding


def encoding_of(data: bytes, *, whole: bool = True) -> str:
    """Return the name of the encoding of some text; ``whole`` is False where ``data`` is only its beginning.

    Raises `ReportError` where it is no text: NUL bytes, control characters, nothing recognised.

    >>> encoding_of("Deir ez-Zor \u2013 Hol".encode()), encoding_of(b"")
    ('utf-8', 'utf-8')
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise ReportError(Reason("binary data, not text"))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and seldom needed

        best = from_bytes(data[:_SAMPLE], cp_isolation=_OLDER).best()
        if best is None:
            raise ReportError(Reason("neither UTF-8 nor another encoding known here: save it as UTF-8")) from None
        return best.encoding
    return "utf-8"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding, byte order mark cut off, line ends as they are.

    Raises `ReportError` where it is no text.
    """
    encoding = encoding_of(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise ReportError(Reason("not {encoding} as it seems: save it as UTF-8", encoding=encoding)) from error
