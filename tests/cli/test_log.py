"""What the program says beside its answers."""

import logging

from geomap.cli.main import Once


def test_what_is_alike_of_every_report_of_a_file_is_said_of_the_first():
    said = Once()
    lines = [
        ("a: 'date' is not read", "date"),
        ("b: 'date' is not read", "date"),
        ("b: not UTF-8", ""),
        ("c: not UTF-8", ""),
    ]
    records = [logging.makeLogRecord({"msg": line, "once": once}) for line, once in lines]
    assert [r.msg for r in records if said.filter(r)] == [lines[0][0], lines[2][0], lines[3][0]]
