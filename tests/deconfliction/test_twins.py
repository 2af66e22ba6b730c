"""Two people with one surname and date of birth, and wholly different first names."""

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.wall import as_actor
from broadhurst_linkage.scoring.desk_decides import OTHER_FIRST_NAME
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.people import Cast

TWIN = {"person": ["Obinna Adegbenlen"], "born": "1988-03-27", "phone": []}
OTHER_TWIN = {"person": ["Kayode Adegbenlen"], "born": "1988-03-27", "phone": []}


def test_twins_go_to_the_desk_which_reads_why(cast: Cast) -> None:
    first = asked(cast.gail, **TWIN)
    second = asked(cast.olive, **OTHER_TWIN)
    assert [(made.hit_count, made.referred) for made in (first, second)] == [(0, 0), (0, 1)]
    for actor in (cast.gail, cast.olive):
        with as_actor(actor):
            assert not HitSide.objects.exists()
    with as_actor(cast.dot):
        hit = Hit.objects.get()
    assert hit.state == Hit.State.REVIEW
    page = browser(cast.dot).get(f"/deconfliction/hits/{hit.ref}/why/").content.decode()
    said = terminal(cast.dot, "deconfliction", "why", hit.ref).output
    answer = Machine(cast.dot).get(f"/hits/{hit.ref}/why").json()
    assert OTHER_FIRST_NAME in page
    assert OTHER_FIRST_NAME in said
    assert OTHER_FIRST_NAME in [bar["words"] for bar in answer["waterfall"]["bars"]]

    review_hit(actor=cast.dot, hit=hit, decision="confirm", reason="Obinna uses both names.")
    for actor in (cast.gail, cast.olive):
        with as_actor(actor):
            assert HitSide.objects.get().is_disclosed


def test_short_forms_of_one_first_name_are_told_at_once(cast: Cast) -> None:
    asked(cast.gail, **{**TWIN, "person": ["Akinwale Adegbenlen"]})
    made = asked(cast.olive, **{**TWIN, "person": ["Wale Adegbenlen"]})
    assert (made.hit_count, made.referred) == (1, 0)


def test_a_shared_phone_of_twins_is_told_without_naming_a_person(cast: Cast) -> None:
    asked(cast.gail, **{**TWIN, "phone": ["07700 900123"]})
    made = asked(cast.olive, **{**OTHER_TWIN, "phone": ["07700 900123"]})
    assert (made.hit_count, made.referred) == (1, 0)
    with as_actor(cast.olive):
        assert HitSide.objects.select_related("hit").get().hit.kinds == ["phone"]
