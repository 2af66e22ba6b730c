"""Markdown as a page: what typographers change, and what they leave alone."""

import re

import pytest

from broadhurst.foundation.doors.documents import html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2019--2021 --- at last...", "2019–2021 — at last…"),
        (r"\-- and \...", "-- and ..."),
        ("`a -- b`", "<code>a -- b</code>"),
        ("section 3(c) and (r) of the Act, +-5", "section 3(c) and (r) of the Act, +-5"),
        ("She said \"it's 'ours'\"", "She said “it’s ‘ours’”"),
        ("~~struck~~ www.gov.uk a@b.example", "~~struck~~ www.gov.uk a@b.example"),
        ("a<br>b &amp; &lt;b&gt;", "a&lt;br&gt;b &amp; &lt;b&gt;"),
        ("[![a [b](https://b.example)](x.png)](javascript:c)", "a b"),
        ("[![a [b](https://b.example)](x.png)](/c/)", '<a href="/c/">a b</a>'),
        ("[*a*](ftp://b.example 'title')", "<em>a</em>"),
        ("[a](/b/ 'title')", '<a href="/b/">a</a>'),
        ("tel: <tel:+441614960000>", 'tel: <a href="tel:+441614960000">tel:+441614960000</a>'),
    ],
)
def test_words_become_html(typed: str, shown: str) -> None:
    assert html(typed) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    "target", ["//b.example", r"/\b.example", "/%5cb.example", "\x01javascript:a"]
)
def test_an_address_that_only_looks_like_a_page_of_ours_is_no_link(target: str) -> None:
    assert "<a " not in html(f"[a](<{target}>)")


def test_code_has_no_language_and_lists_keep_their_start() -> None:
    assert html("```python\na = 1\n```") == "<pre><code>a = 1\n</code></pre>\n"
    assert '<ol start="3">' in html("3. three\n4. four")


def test_only_right_columns_of_a_table_are_aligned() -> None:
    page = html("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |")
    assert re.findall(r"<(t[hd]\b[^>]*)>", page) == [
        "th", 'th class="govuk-table__header--numeric"', "th",
        "td", 'td class="govuk-table__cell--numeric"', "td",
    ]  # fmt: skip
