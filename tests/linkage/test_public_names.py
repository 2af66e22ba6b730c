"""The public names of the linkage package, and what it must not load."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import broadhurst_linkage
from broadhurst_linkage import Link, Matcher, Record, block_keys, link, normalise
from broadhurst_linkage.normalise import phone

SECRET = b"a secret of at least 32 bytes here"
README = Path(broadhurst_linkage.__file__).parent / "README.md"
PEOPLE = [
    Record(first="Jonathan", surname="Testerman", born="1988-03-27", phone="07700 900123"),
    Record(first="Ann", surname="Othersson", born="1961-11-02"),
    Record(first="Jonathon", surname="Testermann", born="1988-03-27", phone="+447700900123"),
]


def test_link_pairs_the_two_records_of_one_person() -> None:
    (pair,) = link(PEOPLE)
    assert isinstance(pair, Link)
    assert (pair.left, pair.right) == (0, 2)
    assert pair.probability > 0.95


@pytest.mark.parametrize("records", [[], PEOPLE[:1]])
def test_fewer_than_two_records_make_no_pair(records: list[Record]) -> None:
    assert link(records) == []


def test_two_records_of_one_person_share_a_blocking_key() -> None:
    first, other, second = (set(block_keys(record, SECRET)) for record in PEOPLE)
    assert first & second
    assert not first & other
    assert not first & set(block_keys(PEOPLE[2], SECRET[::-1]))


def test_matcher_and_normalise_are_public() -> None:
    matcher = Matcher.default()
    assert matcher.explain(matcher.row(PEOPLE[0]), matcher.row(PEOPLE[2]))["band"] == "notify"
    assert normalise.phone is phone
    with pytest.raises(AttributeError, match="no attribute 'absent'"):
        broadhurst_linkage.absent  # noqa: B018


def test_the_example_of_the_readme_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert len(example.strip().splitlines()) <= 10
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", example], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "Testerman Testermann 1.00\n"


def test_it_loads_neither_django_nor_a_database_driver() -> None:
    loads = (
        "import sys; from broadhurst_linkage import Matcher, Record, block_keys, link; "
        "from broadhurst_linkage.normalise import account, person, phone, vehicle; "
        "loaded = {name.split('.')[0] for name in sys.modules}; "
        "assert not loaded & {'django', 'psycopg', 'broadhurst'}, loaded"
    )
    subprocess.run([sys.executable, "-c", loads], check=True)  # noqa: S603
