"""The page of a leaver's work: its proposed successors, page by page, and its number of queries."""

import re
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.foundation.access.actor import Actor
from tests.doors import browser
from tests.leavers.test_rehome import proposed
from tests.people import Cast

PAGE = "/leavers/gail-fernsby/"
LIST = re.compile(r'<select[^>]* name="successor_([^"]+)"(.*?)</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)" selected>')
MOST_ASKED = 10  # of officers and what they hold: the log, the session and the counts come on top


def test_each_page_proposes_what_the_whole_does(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    """A page works out the proposals up to its end. Each depends on those before it."""
    for _ in range(27):
        cast.ocg()
    whole = proposed(sue, cast.gail)
    client = browser(sue)
    first = client.get(PAGE).content.decode()
    (following,) = re.findall(r'href="(\?after=[^"]+)" rel="next"', first)
    second = client.get(PAGE + following).content.decode()
    shown = {}
    for page, many in ((first, 25), (second, 2)):
        lists = {key: CHOSEN.findall(options) for key, options in LIST.findall(page)}
        assert len(lists) == many
        shown |= lists
    assert shown == {key: [officer.username] for key, officer in whole.items()}
    assert len({*map(tuple, shown.values())}) == 3, "they are shared"


def test_a_list_leaves_out_who_leads_the_ocg_already(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    ocg = cast.ocg()
    (options,) = [options for _, options in LIST.findall(browser(sue).get(PAGE).content.decode())]
    assert "Ann Sparrow" in options
    assert "Len Oakapple" not in options, "he is its LRO"
    assert f"/ocgs/{ocg.ref}/candidates/" not in browser(sue).get(PAGE).content.decode()


def test_a_record_that_no_colleague_can_take_leads_to_the_candidates(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.cora).get(PAGE).content.decode()
    assert LIST.findall(page) == []
    assert "No colleague in the unit can take this over" in page
    candidates = f"/ocgs/{ocg.ref}/candidates/"
    assert candidates in page
    assert "Cora Plumstead" in browser(cast.cora).get(candidates).content.decode()


def test_page_asks_as_much_for_many(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    client = browser(sue)

    def asked() -> list[str]:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        sent = Counter(query["sql"] for query in queries.captured_queries)
        assert max(sent.values()) == 1, sent
        return [*sent]

    cast.ocg()
    few = asked()
    for _ in range(5):
        cast.ocg()
    assert len(asked()) == len(few)
    others = ("SAVEPOINT", "set_config", "audit_")
    ours = [one for one in few if not any(other in one for other in others)]
    assert len(ours) <= MOST_ASKED, ours
