"""A unit renews and withdraws its own entries, and nobody else's."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.renew_entry import renew_entry
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Check, Entry, Key
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, a_hit, far_ocg, side_of, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import Cast

LATER = NOW + timedelta(days=100)
LIFE = timedelta(days=ENTRY_LIFE_DAYS)


def entered(cast: Cast) -> Entry:
    check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    return own(cast.gail)


def own(actor: Actor) -> Entry:
    with as_actor(actor):
        return Entry.objects.get()


def test_renewed_it_lives_on_and_the_log_says_from_when_to_when(cast: Cast) -> None:
    entry = entered(cast)
    with clock.set_to(LATER):
        renewed = renew_entry(actor=cast.gail, entry=entry)
    assert renewed.expires_at == LATER + LIFE
    assert renewed.registered_at == NOW
    with as_actor(cast.gail):
        event = Event.objects.get(verb="entry.renewed")
        assert (event.detail["was"], event.detail["now"]) == ("2023-03-01", "2023-06-09")
        assert event.detail["past_the_wall"]
    with clock.set_to(NOW + LIFE):
        assert check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), PHONE)).hit_count


def test_what_has_expired_is_not_renewed(cast: Cast) -> None:
    entry = entered(cast)
    with clock.set_to(NOW + LIFE), pytest.raises(Refused, match="You can no longer see"):
        renew_entry(actor=cast.gail, entry=entry)


def test_withdrawn_it_is_gone_with_its_keys_and_is_not_found(cast: Cast) -> None:
    entry = entered(cast)
    assert withdraw_entry(actor=cast.gail, entry=entry) == entry.ref
    with elevated("to prove in a test that nothing is left"):
        assert (Entry.objects.count(), Key.objects.count()) == (0, 0)
    assert check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), PHONE)).hit_count == 0
    with pytest.raises(Refused, match="You can no longer see"):
        withdraw_entry(actor=cast.gail, entry=entry)


def test_the_tombstone_has_neither_content_nor_keys(cast: Cast) -> None:
    entry = entered(cast)
    with as_actor(cast.gail):
        keys = [str(key) for key in Key.objects.values_list("hash", flat=True)]
    withdraw_entry(actor=cast.gail, entry=entry)
    with as_actor(cast.gail):
        event = Event.objects.get(verb="entry.withdrawn")
        assert (event.kind, event.subject) == ("erasure", entry.ref)
        told = f"{event.detail} {words(event)}"
    for gone in (PHONE, "900123", *keys):
        assert gone not in told
    assert words(event) == f"Gail Fernsby withdrew deconfliction entry {entry.ref}."


def test_hits_of_a_withdrawn_entry_stay_for_both_sides(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    withdraw_entry(actor=cast.gail, entry=own(cast.gail))
    assert side_of(cast.gail).hit == side_of(cast.olive).hit == gails.hit
    assert side_of(cast.gail).entry is None
    assert side_of(cast.olive).entry == olives.entry, "the other side sees no change"
    page = browser(cast.gail).get(f"/deconfliction/hits/{gails.ref}/").content.decode()
    assert PHONE not in page


def test_only_those_who_ask_withdraw_and_renew_and_only_their_own(cast: Cast) -> None:
    entry = entered(cast)
    for then in (withdraw_entry, renew_entry):
        for stranger in (cast.olive, cast.dot, cast.cora):
            with pytest.raises(Refused, match="You can no longer see"):
                then(actor=stranger, entry=entry)
    assert own(cast.gail) == entry


def test_a_partner_in_the_unit_may_not(cast: Cast) -> None:
    with elevated("a test makes it"):
        entry = Entry.objects.create(
            ref="TGT-PARTNR", unit=cast.connie.unit, kind="phone", title=PHONE, registered_at=NOW,
            expires_at=LATER,
        )  # fmt: skip
    for then in (withdraw_entry, renew_entry):
        with pytest.raises(Refused, match="Only an investigator, an OCG coordinator"):
            then(actor=cast.connie, entry=entry)


def test_every_door_renews_and_withdraws(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    page, machine = browser(cast.gail), Machine(cast.gail)
    for renew, withdraw in (
        (
            lambda ref: page.post(f"/deconfliction/entered/{ref}/renew/").status_code == 302,
            lambda ref: page.post(f"/deconfliction/entered/{ref}/withdraw/").status_code == 302,
        ),
        (
            lambda ref: machine.post(f"/deconfliction/entered/{ref}/renew").json()["expires_at"],
            lambda ref: (
                machine.post(f"/deconfliction/entered/{ref}/withdraw").json() == {"withdrawn": ref}
            ),
        ),
        (
            lambda ref: (
                "expires on 1 March 2023"
                in terminal(cast.gail, "deconfliction", "renew-entry", ref).output
            ),
            lambda ref: (
                f"{ref} is withdrawn"
                in terminal(cast.gail, "deconfliction", "withdraw-entry", ref).output
            ),
        ),
    ):
        check(actor=cast.gail, ocg=ocg)
        ref = own(cast.gail).ref
        shown = page.get("/deconfliction/entered/").content.decode()
        assert ref in shown
        assert PHONE in shown
        assert renew(ref)
        assert withdraw(ref)
        assert "Nothing is entered" in page.get("/deconfliction/entered/").content.decode()


def test_several_entries_are_renewed_with_a_result_for_each(cast: Cast) -> None:
    ref, at = entered(cast).ref, "/deconfliction/entered/renew/"
    page = browser(cast.gail)
    assert f'formaction="{at}"' in page.get("/deconfliction/entered/").content.decode()
    with clock.set_to(LATER):
        refs = [ref, "TGT-ZZZZZZZZ"]
        told = page.post(at, {"refs": refs, "step": "preview"}).content.decode()
        assert "1 of 2 will be changed" in told
        assert PHONE in told
        assert ">Entry<" in told
        assert own(cast.gail).expires_at == NOW + LIFE, "a preview changes nothing"
        assert "Preview: Renew entries" in page.post(at, {"refs": refs}).content.decode()
        done = page.post(at, {"refs": [ref], "step": "confirm"}).content.decode()
        assert "1 of 1 changed" in done
        assert own(cast.gail).expires_at == LATER + LIFE
        said = terminal(cast.gail, "deconfliction", "renew-entries", *refs)
        assert said.output.splitlines()[0] == f"{ref}  done"
        assert said.exit_code == 1
        machine = Machine(cast.olive)
        [refused] = machine.post("/deconfliction/entered/renew", refs=[ref]).json()["items"]
        assert refused["objections"] == ["It does not exist, or you cannot see it."]


def test_anothers_entry_is_not_found_at_any_door(cast: Cast) -> None:
    ref = entered(cast).ref
    for actor in (cast.olive, cast.dot, cast.roz):
        page, machine = browser(actor), Machine(actor)
        shown = page.get("/deconfliction/entered/").content.decode()
        assert ref not in shown
        assert PHONE not in shown
        for verb in ("renew", "withdraw"):
            assert page.get(f"/deconfliction/entered/{ref}/{verb}/").status_code == 404
            assert page.post(f"/deconfliction/entered/{ref}/{verb}/").status_code == 404
            assert machine.post(f"/deconfliction/entered/{ref}/{verb}").status_code == 404
            ran = terminal(actor, "deconfliction", f"{verb}-entry", ref)
            assert "you cannot see it" in ran.output
    for verb in ("renew", "withdraw"):
        assert browser(None).post(f"/deconfliction/entered/{ref}/{verb}/").status_code == 302
        assert Machine(None).post(f"/deconfliction/entered/{ref}/{verb}").status_code == 401
    assert own(cast.gail).ref == ref


def test_with_the_same_number_of_another_unit_nothing_differs_at_ones_own(cast: Cast) -> None:
    a_hit(cast)
    withdraw_entry(actor=cast.gail, entry=own(cast.gail))
    with as_actor(cast.olive):
        assert [one.title for one in Entry.objects.all()] == [SAME_PHONE]


def test_of_an_open_hit_it_is_said_before_and_after_that_its_entry_is_withdrawn(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    page = browser(cast.gail)
    asked = page.get(f"/deconfliction/entered/{gails.entry.ref}/withdraw/").content.decode()
    assert f"Not closed yet: {gails.ref}. " in asked
    withdraw_entry(actor=cast.gail, entry=gails.entry)
    for address in (f"/deconfliction/hits/{gails.ref}/", "/deconfliction/hits/"):
        assert "Expired or withdrawn" in page.get(address).content.decode()


def test_the_terminal_lists_ones_own_and_nobody_elses(cast: Cast) -> None:
    """Entries are renewed and withdrawn by reference, so a list must show them."""
    mine = entered(cast)
    check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), PHONE))
    said = terminal(cast.gail, "deconfliction", "entries").output
    assert f"{mine.ref}  {PHONE}  {mine.ocg_ref}  expires" in said
    for actor, sees in ((cast.gail, 1), (cast.olive, 1), (cast.dot, 0), (cast.rita, 0)):
        said = terminal(actor, "deconfliction", "entries").output
        assert (said.count("TGT-"), mine.ref in said) == (sees, actor is cast.gail)


def test_receipts_are_listed_at_every_door_to_whoever_sees_them(cast: Cast) -> None:
    entered(cast)
    with as_actor(cast.gail):
        refs = {one.ref for one in Check.objects.all()}
    assert refs
    for actor, sees in ((cast.gail, refs), (cast.olive, set()), (cast.dot, set())):
        listed = Machine(actor).get("/deconfliction/checks").json()["items"]
        assert {one["receipt"] for one in listed} == sees
        said = terminal(actor, "deconfliction", "checks").output
        assert {ref for ref in refs if ref in said} == sees
    assert Machine(None).get("/deconfliction/checks").status_code == 401
