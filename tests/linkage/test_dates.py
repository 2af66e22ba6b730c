"""Dates of a whole column, in whatever order it writes day and month."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from broadhurst_linkage import register_files
from broadhurst_linkage.encoding.rows import BORN
from broadhurst_linkage.normalise.day import iso, votes


def read(*texts: str) -> list[str]:
    """Return the column as ISO text; each text occurs once."""
    column_votes = votes(texts, [1] * len(texts))
    return [iso(text, column_votes) for text in texts]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1956-04-09", "1956-04-09"),
        ("1956-04", "1956-04"),
        ("1956", "1956"),
        ("c. 1956", "1956"),
        ("1956/4/9", "1956-04-09"),
        (" 19560409", "1956-04-09"),
        ("09/04/1956", "1956-04-09"),
        ("9.4.56", "1956-04-09"),
        ("9.4.06", "2006-04-09"),
        ("9 Apr 1956", "1956-04-09"),
        ("April 9th, 1956", "1956-04-09"),
        ("??/04/1956", "1956-04"),
        ("20553", "1956-04-08"),
        ("20553.0", "1956-04-08"),
        ("9000000", ""),
        ("1" + "0" * 400, ""),
        ("310388", ""),
        ("1988.", "1988"),
        ("1988-03-27Z", "1988-03-27"),
        ("1988-03-27 12:00\n", "1988-03-27"),
        ("1988-03-27 00:00:00.000", "1988-03-27"),
        ("19880327T000000", "1988-03-27"),
        ("27/03/1988 00:00", "1988-03-27"),
        ("27MAR88", "1988-03-27"),
        ("1988?", "1988"),
        ("1988 or 1989", "1988"),
        ("1988/89", "1988"),
        ("1988 89", "1988"),
        ("4 1956", "1956-04"),
        ("1956 4", "1956-04"),
        ("1956 04 09", "1956-04-09"),
        ("", ""),
        ("not known", ""),
        ("9 Foo 1956", "1956"),
    ],
)
def test_each_date_format_is_read(text: str, day: str) -> None:
    assert read(text) == [day]


def test_impossible_date_is_kept() -> None:
    assert read("1862-18-29", "31 13 1988") == ["1862-18-29", "1988-13-31"]


def test_column_decides_whether_the_month_is_first() -> None:
    assert read("04/30/1956", "4/9/1956", "12/25/56") == ["1956-04-30", "1956-04-09", "1956-12-25"]
    assert read("31/12/1956", "4/9/1956") == ["1956-12-31", "1956-09-04"]
    texts, counts = ["31/12/1956", "12/25/1956", "4/9/1956"], [1, 3, 1]
    column_votes = votes(texts, counts)
    assert [iso(text, column_votes) for text in texts] == ["1956-12-31", "1956-12-25", "1956-04-09"]


def test_column_of_digits_decides_where_the_year_is() -> None:
    assert read("20111956", "09041956", "25121988") == ["1956-11-20", "1956-04-09", "1988-12-25"]
    assert read("19181292", "19560409") == ["1918-12-92", "1956-04-09"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_whole_register_decides_whether_the_month_is_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """One part of the register alone may have no date that must have the month first."""
    monkeypatch.setattr(register_files, "BATCH_SIZE", 2)
    days = ["04/09/1956", "12/25/1956", "04/09/1956", "05/06/1957"]
    table = pa.table({"id": ["1", "2", "3", "4"], "surname": ["A"] * 4, "dob": days})
    path = tmp_path / f"register.{ending}"
    if ending == "csv":
        pa.csv.write_csv(table, path)
    else:
        pq.write_table(table, path)
    born = register_files.read(path, {}).rows[:, BORN]
    assert [f"{int(word) & 0xFFFFFFFF:x}" for word in born] == [
        "19560409", "19561225", "19560409", "19570506",
    ]  # fmt: skip
