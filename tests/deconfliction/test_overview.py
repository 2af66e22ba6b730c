"""The overview page shows a unit's own work and nobody else's."""

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.targets import a_hit
from tests.doors import browser
from tests.people import Cast


def test_it_shows_what_is_open_and_the_last_receipts_of_ones_own_unit(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    for actor, side, other in ((cast.gail, gails, olives), (cast.olive, olives, gails)):
        shown = browser(actor).get("/deconfliction/").content.decode()
        assert side.other_contact in shown
        assert other.other_contact not in shown
        with as_actor(actor):
            receipts = set(Check.objects.values_list("ref", flat=True))
        assert len(receipts) == 2
        assert all(receipt in shown for receipt in receipts)


def test_lists_name_the_ocg_before_its_reference_for_those_who_see_it(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    named = f'Copper Heron <span class="bh-muted bh-reference">{gails.ocg_ref}</span>'
    for place in ("", "hits/", "entered/"):
        shown = browser(cast.gail).get(f"/deconfliction/{place}").content.decode()
        assert named in shown, place
        for stranger in (cast.olive, cast.dot):
            theirs = browser(stranger).get(f"/deconfliction/{place}").content.decode()
            assert "Copper Heron" not in theirs, (place, stranger.officer)


def test_a_desk_gets_its_own_parts_and_others_do_not(cast: Cast) -> None:
    assert "/deconfliction/desk/" in browser(cast.dot).get("/deconfliction/").content.decode()
    shown = browser(cast.gail).get("/deconfliction/").content.decode()
    assert "/deconfliction/desk/" not in shown
    assert "/deconfliction/flags/" not in shown


def test_where_one_is_is_said_to_a_screen_reader(cast: Cast) -> None:
    shown = browser(cast.gail).get("/deconfliction/hits/").content.decode()
    assert 'href="/deconfliction/hits/" aria-current="page"' in shown


def test_who_has_nothing_is_told_what_to_do(cast: Cast) -> None:
    shown = browser(cast.rita).get("/deconfliction/").content.decode()
    assert "Nothing checked yet" in shown
