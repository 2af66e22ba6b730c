"""Accept a transfer: what moves and what is refused, in all three interfaces."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Membership, Ocg, Ownership
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.register.partner import led_by_council
from tests.transfers.making import (
    LATER,
    acknowledged,
    assessed,
    moved,
    opened,
    planned,
    prepared,
    ready,
    referred,
)


def test_owner_sio_plan_and_risk_move_together_and_the_forces_sio_becomes_the_lro(
    cast: Cast,
) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    referral = referred(cast, ocg)
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900123")
    moved(cast, ready(cast, ocg))
    with clock.set_to(LATER), as_actor(cast.rita):
        now, plan = current_leadership(ocg), live_plan(ocg)
        assert now.owner == cast.rita.unit
        assert now.lead("sio").officer == cast.rita.officer
        assert now.lead("lro").officer == cast.gail.officer
        assert now.lead("lro").unit == cast.gail.unit
        assert (plan.owner_unit, plan.version) == (cast.rita.unit, 2)
        assert Referral.objects.get(pk=referral.pk).holder == cast.gail.officer
        assert Entry.objects.get(ocg_ref=ocg.ref).unit == cast.rita.unit
        instants = {now.ownership.from_at, *(lead.from_at for lead in now.leads)}
        assert instants == {LATER}


def test_partner_who_was_lro_sees_nothing_from_that_instant(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    led_by_council(cast, ocg)
    transfer = ready(cast, ocg)
    with as_actor(cast.connie):
        assert Ocg.objects.get() == ocg
        assert not Transfer.objects.exists()
        assert not Event.objects.filter(verb__startswith="transfer").exists()
    moved(cast, transfer)
    with clock.set_to(LATER):
        with as_actor(cast.connie):
            assert not Ocg.objects.exists()
        led_by_council(cast, ocg, by=cast.rita)
        with as_actor(cast.connie):
            assert current_leadership(ocg).lead("lro").officer == cast.connie.officer


def test_an_exploited_child_stays_one(cast: Cast) -> None:
    ocg = assessed(cast)
    referred(cast, ocg)
    transfer = ready(cast, ocg)
    moved(cast, transfer)
    with clock.set_to(LATER), as_actor(cast.rita):
        member = Membership.objects.get(ocg=ocg)
        assert (member.category, member.is_exploited) == ("victim", True)
        people = next(s for s in transfer.packs.first().sections if s["key"] == "people")
        assert people["rows"][0][:4] == ["Perry Windle", "Victim", "Peripheral", "Yes"]
        assert "a child" in people["rows"][0][4]


def test_sight_follows(cast: Cast) -> None:
    ocg = ready(cast).ocg
    with as_actor(cast.rita):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
    with as_actor(cast.gail):
        transfer = Transfer.objects.get(ocg=ocg)
    moved(cast, transfer)
    with clock.set_to(LATER):
        for actor in (cast.gail, cast.len, cast.cora, cast.rita, cast.hal):
            with as_actor(actor):
                assert Ocg.objects.filter(pk=ocg.pk).exists(), actor
        with as_actor(cast.olive):
            assert not Ocg.objects.exists()
        with as_actor(cast.rita):
            whys = {
                (g.unit or g.officer): g.why
                for g in Grant.objects.filter(dossier=ocg.dossier_id, until_at=None)
            }
        assert whys[cast.rita.unit] == "owner"
        assert whys[cast.gail.officer] == "lro"
        assert whys[cast.cora.unit] == "giver"
        assert cast.len.officer not in whys


def test_both_sides_hear_and_every_step_is_on_the_record(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    moved(cast, ready(cast, ocg))
    with clock.set_to(LATER), as_actor(cast.gail):
        verbs = set(Event.objects.filter(at=LATER).values_list("verb", flat=True))
        assert verbs >= {
            "ocg.owner_changed", "plan.handed_over", "entries.moved", "transfer.accepted",
        }  # fmt: skip
    for actor in (cast.gail, cast.rita, cast.len):
        with clock.set_to(LATER), as_actor(actor):
            assert "transfer.accepted" in {told.event.verb for told in notices_of(actor)}


def test_until_it_is_accepted_the_giver_owns_it(cast: Cast) -> None:
    transfer = ready(cast)
    with as_actor(cast.rita):
        assert current_leadership(transfer.ocg).owner == cast.gail.unit


def test_every_objection_is_named_at_once(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast), window_from=LATER.date(), window_until=LATER.date())
    with pytest.raises(Refused) as refused:
        accept(
            actor=cast.gail, transfer=transfer, new_sio=cast.len.officer, new_lro=cast.len.officer
        )
    told = " ".join(refused.value.objections)
    for words in (
        "Only the receiving unit", "so another officer must accept", "pack has not been prepared",
        "window opens on 2 March 2021", "different people. Name another SIO",
        "must be an investigator or a supervisor of Northern ROCU", "Say why Len Oakapple",
    ):  # fmt: skip
        assert words in told


def test_each_open_risk_is_acknowledged_first(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    prepared(cast, transfer)
    with pytest.raises(Refused, match="not acknowledged or agreed: RSK-"):
        moved(cast, transfer)
    acknowledged(transfer, cast.rita)
    assert moved(cast, transfer).stage == "accepted"


def test_a_risk_that_came_up_since_is_not_passed_on_in_silence(cast: Cast) -> None:
    ocg = assessed(cast)
    transfer = ready(cast, ocg)
    referral = referred(cast, ocg)
    with pytest.raises(Refused, match=f"out of date. Ask Challenger Bolton .* {referral.ref}"):
        moved(cast, transfer)
    prepared(cast, transfer)
    acknowledged(transfer, cast.hal)
    assert moved(cast, transfer).stage == "accepted"


def test_the_check_is_fresh(cast: Cast) -> None:
    ocg = assessed(cast)
    check(actor=cast.gail, ocg=ocg)
    with clock.set_to(NOW + timedelta(hours=1)):
        transfer = ready(cast, ocg)
    with pytest.raises(Refused, match="in the last 28 days"):
        moved(cast, transfer, at=NOW + timedelta(days=30))


def test_a_check_counts_until_the_end_of_the_28th_day_in_the_united_kingdom(cast: Cast) -> None:
    transfer = ready(cast)
    with as_actor(cast.gail):
        made_on = clock.midnight(latest_check(transfer.ocg).made_at.date())
    with pytest.raises(Refused, match="in the last 28 days"):
        moved(cast, transfer, at=made_on + timedelta(days=29))
    last_minute = made_on + timedelta(days=28, hours=22, minutes=59)  # 23:59 in summer time
    assert moved(cast, transfer, at=last_minute).stage == "accepted"


def test_another_lro_needs_a_reason_and_belongs_to_the_force(cast: Cast) -> None:
    transfer = ready(cast)
    with pytest.raises(
        Refused, match="Say why Len Oakapple becomes the LRO instead of Gail Fernsby"
    ):
        moved(cast, transfer, new_lro=cast.len.officer)
    with pytest.raises(Refused, match=r"LRO must be an investigator.* of Northshire"):
        moved(cast, transfer, new_lro=cast.hal.officer, lro_reason="Nearer.")
    done = moved(cast, transfer, new_lro=cast.len.officer, lro_reason="Gail is leaving.")
    with clock.set_to(LATER), as_actor(cast.rita):
        assert current_leadership(done.ocg).lead("lro").officer == cast.len.officer
    with clock.set_to(LATER), as_actor(cast.gail):
        assert Ocg.objects.filter(pk=done.ocg.pk).exists(), "through her unit, which gave it"


def test_without_an_sio_the_lro_stays(cast: Cast) -> None:
    ocg = assessed(cast)
    transfer = ready(cast, ocg)
    with clock.set_to(NOW + timedelta(minutes=5)):
        name_lead(
            actor=cast.gail, ocg=ocg, role="sio", officer=cast.ned.officer, because="Gail is away"
        )
    moved(cast, transfer)
    with clock.set_to(LATER), as_actor(cast.rita):
        assert current_leadership(ocg).lead("lro").officer == cast.ned.officer


def test_only_the_receiver_accepts(cast: Cast) -> None:
    transfer = ready(cast)
    for actor in (cast.cora, cast.len):
        with clock.set_to(LATER), pytest.raises(Refused, match="Only the receiving unit"):
            accept(actor=actor, transfer=transfer, new_sio=cast.rita.officer)


def test_afterwards_the_force_names_its_next_lro(cast: Cast) -> None:
    ocg = moved(cast, ready(cast)).ocg
    with clock.set_to(LATER + timedelta(days=1)):
        answers = {"role": "lro", "officer": cast.len.officer.username, "because": "Gail moved."}
        assert browser(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead/", answers).status_code == 302
        with as_actor(cast.len):
            lro = current_leadership(ocg).lead("lro")
            assert (lro.officer, lro.unit) == (cast.len.officer, cast.len.unit)


def test_referrals_go_to_a_named_holder(cast: Cast) -> None:
    ocg = assessed(cast)
    referral = referred(cast, ocg)
    moved(cast, ready(cast, ocg), holder=cast.hal.officer)
    with clock.set_to(LATER), as_actor(cast.sid):
        assert Referral.objects.get(pk=referral.pk).holder == cast.hal.officer


def test_a_refusal_changes_nothing_and_is_recorded(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    page = browser(cast.hal)
    address = f"/transfers/{transfer.ref}/accept/"
    answer = page.post(address, {"new_sio": cast.rita.officer.username})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "pack has not been prepared" in body
    assert 'value="rita-quillfeather" selected' in body
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="command.refused").count() == 1
        assert Ownership.objects.filter(ocg=transfer.ocg).count() == 1


def test_the_page_shows_what_will_move_and_moves_it(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    transfer = ready(cast, ocg)
    with clock.set_to(LATER):
        page = browser(cast.hal)
        body = page.get(f"/transfers/{transfer.ref}/accept/").content.decode()
        assert "Challenger Bolton" in body
        assert "Version 2, ROCU investigations" in body
        assert "Gail Fernsby, or the officer you name" in body
        assert "olive-thistledown" not in body
        answer = page.post(
            f"/transfers/{transfer.ref}/accept/", {"new_sio": cast.rita.officer.username}
        )
        assert (answer.status_code, answer["Location"]) == (302, f"/ocgs/{ocg.ref}/")
        assert "ROCU investigations" in page.get(answer["Location"]).content.decode()


def test_before_it_is_accepted_the_page_names_who_becomes_the_lro(cast: Cast) -> None:
    transfer = ready(cast)
    address = f"/transfers/{transfer.ref}/accept/"
    sent = {"new_sio": cast.rita.officer.username, "and_then": "check"}
    with clock.set_to(LATER):
        page = browser(cast.hal)
        checked = page.post(address, sent).content.decode()
        assert "Gail Fernsby" in checked
        assert "The new LRO" in checked
        assert "Not entered" not in checked
        assert "Why is someone else the LRO?" not in checked
        other = page.post(address, sent | {"new_lro": "len-oakapple", "lro_reason": "Local."})
        assert "Why is someone else the LRO?" in other.content.decode()
        assert "Local." in other.content.decode()
    with as_actor(cast.gail):
        assert Transfer.objects.get().stage == "open"


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    first, second = ready(cast), ready(cast)
    with clock.set_to(LATER):
        sio = cast.rita.officer.username
        answer = Machine(cast.hal).post(f"/transfers/{first.ref}/accept", new_sio=sio)
        assert (answer.status_code, answer.json()["accepted_by"]) == (200, "hal-brindlewood")
        again = Machine(cast.hal).post(f"/transfers/{first.ref}/accept", new_sio=sio)
        assert again.status_code == 409
        done = terminal(cast.hal, "transfers", "accept", second.ref, "--new-sio", sio)
        assert done.exit_code == 0, done.output
        with as_actor(cast.rita):
            assert Transfer.objects.filter(stage="accepted").count() == 2


@pytest.mark.parametrize("stranger", ["olive", "connie", "cass"])
def test_who_may_not_see_it_does_not_find_it(cast: Cast, stranger: str) -> None:
    transfer, actor = ready(cast), getattr(cast, stranger)
    with as_actor(cast.gail):
        risk = Risk.objects.filter(transfer=transfer).first()
    for verb in ("", "pack/", "prepare/", "add-risk/", "check-again/", "accept/", "decline/",
                 "withdraw/"):  # fmt: skip
        assert browser(actor).get(f"/transfers/{transfer.ref}/{verb}").status_code == 404
        assert browser(None).get(f"/transfers/{transfer.ref}/{verb}").status_code == 302
    assert browser(actor).post(f"/risks/{risk.ref}/acknowledge/").status_code == 404
    assert Machine(actor).post(f"/transfers/{transfer.ref}/accept").status_code == 404
    assert Machine(None).get(f"/transfers/{transfer.ref}").status_code == 401
    assert terminal(actor, "transfers", "withdraw", transfer.ref).exit_code == 1
    with as_actor(actor):
        assert not Transfer.objects.exists()
