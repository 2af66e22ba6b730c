"""An OCG's page shows its hits, and those on a target shared with another OCG."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits, open_hits_on_each
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import side_of, with_phone, with_suspect
from tests.doors import browser
from tests.people import Cast

NAME = "Barnaby Crickmere"
FIRST, SECOND = "07700 900123", "07700 900456"


def two_that_share_the_second(cast: Cast) -> tuple[Ocg, Ocg]:
    """Return two OCGs of Gail that share a phone number; the first has another too."""
    one, other = cast.ocg(), cast.ocg(name="Tin Plover")
    suspect = with_suspect(cast.gail, one, NAME)
    with_phone(cast.gail, one, FIRST, suspect)
    with_phone(cast.gail, one, SECOND, suspect)
    with_phone(cast.gail, other, SECOND)
    check(actor=cast.gail, ocg=one)
    check(actor=cast.gail, ocg=other)
    return one, other


def shown(actor: Actor, ocg: Ocg) -> list[str]:
    """Return the references of the hits on an OCG's page. A handover uses the same."""
    page = browser(actor).get(f"/ocgs/{ocg.ref}/deconfliction/").content.decode()
    with as_actor(actor):
        refs = [side.ref for side in open_hits(ocg)]
        ocgs = list(Ocg.objects.all())
        each = open_hits_on_each(ocgs)
        assert each == {one.pk: list(open_hits(one)) for one in ocgs}, "one by one and together"
    assert ("HIT-" in page) == bool(refs)
    assert all(ref in page for ref in refs)
    return refs


def test_a_hit_by_what_it_does_not_share_is_no_hit_of_it(cast: Cast) -> None:
    one, other = two_that_share_the_second(cast)
    asked(cast.olive, phone=[FIRST])
    [by_the_first] = shown(cast.gail, one)
    assert shown(cast.gail, other) == []
    asked(cast.rita, phone=[SECOND])
    [by_the_second] = shown(cast.gail, other)
    assert by_the_second != by_the_first
    assert set(shown(cast.gail, one)) == {by_the_first, by_the_second}


def test_of_the_same_person_every_hit_is(cast: Cast) -> None:
    one, other = cast.ocg(), cast.ocg(name="Tin Plover")
    with_phone(cast.gail, one, FIRST, with_suspect(cast.gail, one, NAME))
    with_suspect(cast.gail, other, NAME)
    check(actor=cast.gail, ocg=one)
    check(actor=cast.gail, ocg=other)
    asked(cast.olive, phone=[FIRST])
    assert len(shown(cast.gail, one)) == 1
    assert shown(cast.gail, other) == shown(cast.gail, one)


def test_what_answered_its_check_is_never_left_out(cast: Cast) -> None:
    """Both sides of an existing hit came to share more, so it answers for that too."""
    one = cast.ocg()
    suspect = with_suspect(cast.gail, one, NAME)
    with_phone(cast.gail, one, FIRST, suspect)
    check(actor=cast.gail, ocg=one)
    asked(cast.olive, phone=[FIRST], matter="OP-TEASEL")
    with_phone(cast.gail, one, SECOND, suspect)
    check(actor=cast.gail, ocg=one)
    asked(cast.olive, phone=[FIRST, SECOND], matter="OP-TEASEL")
    other = cast.ocg(name="Tin Plover")
    with_phone(cast.gail, other, SECOND)
    made = check(actor=cast.gail, ocg=other)
    assert made.hit_count == len(shown(cast.gail, other)) > 0


def test_olive_sees_none_of_them_there(cast: Cast) -> None:
    one, other = two_that_share_the_second(cast)
    asked(cast.olive, phone=[FIRST, SECOND])
    for ocg in (one, other):
        page = browser(cast.olive).get(f"/ocgs/{ocg.ref}/deconfliction/")
        assert page.status_code == 404
        with as_actor(cast.olive):
            assert not open_hits(ocg).exists()


def test_the_page_of_a_hit_names_the_ocg_to_its_own_side_alone(cast: Cast) -> None:
    ocg = cast.ocg(name="Tin Plover")
    with_phone(cast.gail, ocg, FIRST)
    check(actor=cast.gail, ocg=ocg)
    asked(cast.olive, phone=[FIRST])
    for actor, is_own in ((cast.gail, True), (cast.olive, False)):
        page = browser(actor).get(f"/deconfliction/hits/{side_of(actor).ref}/").content.decode()
        assert ("Tin Plover" in page) is is_own
        assert (f'href="/ocgs/{ocg.ref}/deconfliction/"' in page) is is_own


def test_the_page_of_a_hit_does_not_name_an_ocg_that_its_unit_can_no_longer_see(cast: Cast) -> None:
    ocg = cast.ocg(name="Tin Plover")
    with_phone(cast.gail, ocg, FIRST)
    check(actor=cast.gail, ocg=ocg)
    asked(cast.olive, phone=[FIRST])
    side = side_of(cast.gail)
    page = f"/deconfliction/hits/{side.ref}/"
    assert "Tin Plover" in browser(cast.gail).get(page).content.decode()
    with as_actor(cast.len):
        grants.end(ocg.dossier, cast.gail.unit, Grant.Why.OWNER)
        grants.end(ocg.dossier, cast.gail.unit, Grant.Why.LRO_UNIT)
        grants.end(ocg.dossier, cast.gail.officer, Grant.Why.SIO)
    shown_now = browser(cast.gail).get(page).content.decode()
    assert ocg.ref in shown_now
    assert "Tin Plover" not in shown_now
    assert f"/ocgs/{ocg.ref}/" not in shown_now
