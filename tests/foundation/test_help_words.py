"""The glossary page has every word of the glossary, and each link to a word finds it."""

import re
from pathlib import Path

import pytest
from django.utils.text import slugify

from broadhurst.surfaces.help.glossary import glossary
from tests.doors import browser
from tests.people import Cast
from tests.tasking.stage import set_the_stage
from tests.transfers.making import assessed, opened, planned, referred

ROOT = Path(__file__).parents[2]
TAG = re.compile(r"{% meanings (.+?) %}")
ANCHORS = {word.anchor for section in glossary() for word in section.words}
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))


def words_in(template: Path) -> list[str]:
    found = TAG.findall(template.read_text())
    return [word for words in found for word in re.findall(r'"([^"]+)"', words)]


def test_each_word_that_a_page_links_to_is_in_the_glossary() -> None:
    linked = {template.name: words_in(template) for template in TEMPLATES}
    missing = [
        (name, word) for name, words in linked.items() for word in words
        if slugify(word) not in ANCHORS
    ]  # fmt: skip
    assert missing == []
    for page in ("ocg.html", "plan.html", "bid.html", "transfer.html", "hit.html", "referral.html"):
        assert linked[page], page


def test_every_row_of_the_glossary_is_a_word() -> None:
    rows = [
        line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines()
        if line.startswith("| ") and not line.startswith("| Term ")
    ]  # fmt: skip
    words = [word for section in glossary() for word in section.words]
    assert len(words) == len(rows)
    assert len(ANCHORS) == len(words), "each has an anchor of its own"
    assert all("**" not in word.word and "|" not in word.meaning for word in words)
    assert not any("<p>" in word.meaning for word in words), "each is one paragraph"


def test_an_installed_package_gets_the_same_file() -> None:
    included = '"docs/glossary.md" = "broadhurst/surfaces/help/glossary.md"'
    assert included in (ROOT / "pyproject.toml").read_text()


def test_anyone_reads_the_words(db: None) -> None:
    page = browser(None).get("/help/words/")
    html = page.content.decode()
    assert page.status_code == 200
    for anchor in ANCHORS:
        assert html.count(f'id="{anchor}"') == 1, anchor
    assert "Senior investigating officer: leads the investigation" in html
    assert '<a href="https://hmicfrs' in html
    assert 'href="/help/words/"' in browser(None).get("/help/").content.decode()


@pytest.fixture
def pages(cast: Cast) -> dict[str, str]:
    """The pages of the first records, each with a word that it explains."""
    ocg = assessed(cast)
    planned(cast, ocg)
    referral, bid = referred(cast, ocg), set_the_stage(cast).bid(ocg)
    transfer = opened(cast, assessed(cast))
    return {
        f"/ocgs/{ocg.ref}/": "sio", f"/ocgs/{ocg.ref}/plan/": "4p",
        f"/bids/{bid.ref}/": "board", f"/transfers/{transfer.ref}/": "handover-pack",
        f"/referrals/{referral.ref}/": "mash",
    }  # fmt: skip


def test_pages_lead_to_the_meaning_of_their_words(cast: Cast, pages: dict[str, str]) -> None:
    for path, word in pages.items():
        assert f'href="/help/words/#{word}"' in browser(cast.gail).get(path).content.decode(), path
