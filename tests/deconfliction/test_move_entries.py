"""Entries and open hits move with the OCG, and others then call the new owner."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.deconfliction.models import Entry, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, a_hit, side_of, with_phone
from tests.people import Cast

YESTERDAY = NOW - timedelta(days=1)


def hit_yesterday(cast: Cast) -> tuple[HitSide, HitSide]:
    """Raise a hit the day before the transfer, so that no ownership is empty."""
    with clock.set_to(YESTERDAY):
        return a_hit(cast)


def hand_to(cast: Cast, ref: str, to: Actor) -> Ocg:
    """Change the owner of Gail's OCG, as a transfer does."""
    with as_actor(cast.gail):
        ocg = Ocg.objects.get(ref=ref)
    change_owner(actor=cast.gail, ocg=ocg, to=to.unit, because="a full transfer")
    return ocg


def test_entries_keys_and_open_hits_go_to_the_new_owner(cast: Cast) -> None:
    gails, _olives = hit_yesterday(cast)
    acknowledge(actor=cast.gail, hit=gails)
    ocg = hand_to(cast, gails.ocg_ref, cast.rita)
    assert move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit) == 1
    with as_actor(cast.gail):
        assert not any(model.objects.exists() for model in (Entry, Key, HitSide))
    with as_actor(cast.rita):
        entry = Entry.objects.get()
        assert entry.title == PHONE
        assert sorted(entry.key_hashes) == sorted(Key.objects.values_list("hash", flat=True))
        assert Key.objects.get(is_exact=True).entry.unit == cast.rita.unit
        assert open_hits(ocg).get().acknowledged_by == cast.gail.officer


def test_the_other_side_is_told_whom_to_ring_now_and_nothing_else(cast: Cast) -> None:
    gails, olives = hit_yesterday(cast)
    ocg = hand_to(cast, gails.ocg_ref, cast.rita)
    move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit)
    side = side_of(cast.olive)
    assert (side.other_contact, side.other_unit) == (cast.rita.unit.duty_contact, cast.rita.unit)
    with as_actor(cast.olive):
        event = Event.objects.get(verb="hit.contact_changed")
        assert words(event) == (
            f"The other side of hit {olives.ref} is now Northern ROCU. "
            f"Contact {side.other_contact}."
        )
        assert ocg.ref not in str(event.detail)
        assert event.officer.username == "broadhurst"


@pytest.mark.parametrize("has_expired", [False, True])
def test_who_was_hidden_by_a_silent_entry_stays_hidden_though_it_has_expired(
    cast: Cast, has_expired: bool
) -> None:
    """Olive was asked to call the desk.

    Now it is the new owner's desk, and no unit is named.
    """
    gails, olives = hit_yesterday(cast)
    with elevated("a test makes it a hit on a silent entry that a desk confirmed"):
        Entry.objects.filter(pk=gails.entry_id).update(expires_at=NOW)
        HitSide.objects.filter(pk=olives.pk).update(
            other_unit=cast.dot.unit, other_contact="The desk"
        )
        silent = Entry.objects.create(
            ref=new_reference("TGT"), unit=gails.unit, kind="phone", title=PHONE, is_silent=True,
            ocg_ref=gails.ocg_ref, registered_at=NOW, expires_at=NOW + timedelta(days=1),
        )  # fmt: skip
        HitSide.objects.filter(pk=gails.pk).update(entry=None if has_expired else silent)
    ocg = hand_to(cast, gails.ocg_ref, cast.rita)
    move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit)
    desk, side = cast.roz.unit, side_of(cast.olive)
    assert (side.other_unit, side.other_contact) == (desk, desk.duty_contact)


def test_a_check_afterwards_finds_the_same_hit_and_raises_no_other(cast: Cast) -> None:
    gails, _olives = hit_yesterday(cast)
    ocg = hand_to(cast, gails.ocg_ref, cast.rita)
    move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit)
    assert check(actor=cast.rita, ocg=ocg).hit_count == 1
    assert side_of(cast.olive).hit == gails.hit


def test_a_hit_between_the_old_and_the_new_owner_is_settled_by_the_move(cast: Cast) -> None:
    gails, _olives = hit_yesterday(cast)
    ocg = hand_to(cast, gails.ocg_ref, cast.olive)
    move_entries(actor=cast.olive, ocg=ocg, to=cast.olive.unit)
    for actor in (cast.gail, cast.olive):
        side = side_of(actor)
        assert (side.outcome, bool(side.closed_at)) == ("transfer", True)
    assert check(actor=cast.olive, ocg=ocg).hit_count == 0


def test_another_ocg_of_the_old_owner_keeps_its_entries_and_now_meets_them(cast: Cast) -> None:
    with clock.set_to(YESTERDAY):
        kept = with_phone(cast.gail, cast.ocg(name="Amber Lapwing"), SAME_PHONE)
        gone = with_phone(cast.gail, cast.ocg(), PHONE)
    for ocg in (kept, gone):
        check(actor=cast.gail, ocg=ocg)
    hand_to(cast, gone.ref, cast.rita)
    assert move_entries(actor=cast.rita, ocg=gone, to=cast.rita.unit) == 1
    with as_actor(cast.gail):
        assert Entry.objects.get().ocg_ref == kept.ref
    assert check(actor=cast.rita, ocg=gone).hit_count == 1
    assert side_of(cast.gail).other_unit == cast.rita.unit


def test_entries_follow_the_owner_and_go_nowhere_else(cast: Cast) -> None:
    gails, _olives = hit_yesterday(cast)
    with as_actor(cast.gail):
        ocg = Ocg.objects.get(ref=gails.ocg_ref)
    with pytest.raises(Refused, match="Change the owner of the OCG first"):
        move_entries(actor=cast.gail, ocg=ocg, to=cast.rita.unit)
