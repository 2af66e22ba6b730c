"""An empty list says why in words that are true for its reader, and offers what they can do."""

import re

import pytest
from django.urls import reverse

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.declared import LISTS
from broadhurst.foundation.lists.empty import nothing_of
from broadhurst.surfaces.ocgs.lists import OCGS
from tests.doors import browser
from tests.inspections.answering import region_of
from tests.people import Cast

EMPTY = re.compile(r'<div class="bh-empty">.*?</div>', re.DOTALL)
OF_OCGS = (
    "transfers", "transfer-requests", "disruptions", "covers", "orders", "referrals", "hits",
)  # fmt: skip


def empty_of(actor: Actor, key: str) -> str:
    page = browser(actor).get(reverse(LISTS[key].page)).content.decode()
    [empty] = EMPTY.findall(page)
    return str(empty)


@pytest.mark.parametrize("key", OF_OCGS)
def test_only_a_reader_who_sees_an_ocg_is_sent_to_the_ocgs(cast: Cast, key: str) -> None:
    for actor in (cast.dot, cast.connie, cast.olive):
        assert 'href="/ocgs/"' not in empty_of(actor, key), actor.officer
    cast.ocg()
    assert 'href="/ocgs/"' in empty_of(cast.gail, key)


def test_only_who_can_register_an_ocg_is_told_so(cast: Cast) -> None:
    inspector = region_of(cast).inspector
    assert "when you register one" in empty_of(cast.gail, "ocgs")
    for actor in (cast.dot, cast.connie, inspector):
        assert "register" not in nothing_of(OCGS, actor)[1], actor.officer
    assert "OCGs appear here when you lead one" in empty_of(cast.dot, "ocgs")
    assert "Inspectors see figures, findings and responses" in nothing_of(OCGS, inspector)[1]


@pytest.mark.parametrize("key", sorted(LISTS))
def test_an_empty_list_tells_nobody_what_to_do_unless_it_asks_who_reads(key: str) -> None:
    nothing = LISTS[key].nothing
    if not callable(nothing):
        told = re.findall(r"(?:^|[.,] )(Send|Check|Open|Record|Ask|Choose)\b", nothing[1])
        allowed = {"board-packs": ["Choose"]}  # its page is refused to all others
        assert told == allowed.get(key, [])
        assert nothing[1].endswith(".")
