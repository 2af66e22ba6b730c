"""One side learns only the other's organisation, duty contact and kind of match."""

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    side_of,
    with_phone,
    with_suspect,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def everything(actor: Actor) -> str:
    """Return every byte of deconfliction that an actor sees."""
    side = side_of(actor)
    page, machine = browser(actor), Machine(actor)
    pages = [
        "/", "/notices/", "/insight/", "/insight/checks_made/",
        "/insight/hits_acknowledged_in_time/", "/deconfliction/hits/", "/deconfliction/verify/",
        f"/deconfliction/hits/{side.ref}/", f"/deconfliction/hits/{side.ref}/acknowledge/",
        f"/deconfliction/hits/{side.ref}/record-outcome/", f"/ocgs/{side.ocg_ref}/deconfliction/",
        f"/ocgs/{side.ocg_ref}/timeline/", f"/ocgs/{side.ocg_ref}/who-can-see/",
    ]  # fmt: skip
    said = [page.get(address).content.decode() for address in pages]
    said += [
        machine.get(address).content.decode()
        for address in ("/hits", f"/hits/{side.ref}", f"/ocgs/{side.ocg_ref}/checks")
    ]
    said.append(terminal(actor, "deconfliction", "hits").output)
    with as_actor(actor):
        said += [str(event.detail) for event in Event.objects.all()]
        for model in (Entry, Key, Check, Hit, HitSide):
            said += [str(row) for row in model.objects.values()]
    return "\n".join(said)


def test_neither_side_is_shown_a_byte_of_the_others_record(cast: Cast) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, "Ned Larchbottom")
    with_suspect(cast.olive, far, "Una Sedgewick")
    with_phone(cast.gail, near, PHONE)
    with_phone(cast.olive, far, SAME_PHONE)
    check(actor=cast.gail, ocg=near)
    check(actor=cast.olive, ocg=far)
    secrets = {
        cast.olive: (near.ref, "Copper Heron", "Ned Larchbottom", PHONE, "Gail", "Fernsby"),
        cast.gail: (far.ref, "Slate Curlew", "Una Sedgewick", SAME_PHONE, "Olive", "Thistledown"),
    }
    for actor, words in secrets.items():
        shown = everything(actor)
        assert side_of(actor).other_contact in shown
        for word in words:
            assert word not in shown, f"{actor} is shown “{word}”"
        assert everything(actor).count(side_of(actor).entry.title) > 0  # type: ignore[union-attr]


def test_entries_and_keys_of_others_are_not_there_to_list_count_or_guess(cast: Cast) -> None:
    a_hit(cast)
    with as_actor(cast.olive):
        assert [entry.unit for entry in Entry.objects.all()] == [cast.olive.unit]
        assert {key.entry.unit_id for key in Key.objects.all()} == {cast.olive.unit.pk}
        assert HitSide.objects.count() == 1
        assert not Entry.objects.filter(title=PHONE).exists()
    with as_actor(cast.rita):
        assert not any(model.objects.exists() for model in (Entry, Key, Hit, HitSide, Check))
    with as_actor(None):
        assert not any(model.objects.exists() for model in (Entry, Key, Hit, HitSide, Check))


def test_who_sees_the_ocg_from_another_unit_sees_the_receipt_but_no_hit(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    page = browser(cast.cora).get(f"/ocgs/{gails.ocg_ref}/deconfliction/").content.decode()
    with as_actor(cast.cora):
        assert Check.objects.get(occasion="asked").ref in page
        assert not HitSide.objects.exists()
    assert gails.ref not in page
    assert "Eastshire" not in page


def test_there_is_no_door_to_entries(cast: Cast) -> None:
    a_hit(cast)
    for actor in (cast.olive, cast.gail):
        for path in ("/entries", "/deconfliction/entries", "/targets"):
            assert Machine(actor, may_miss=True).get(path).status_code == 404
        page = browser(actor)
        page.may_miss = True
        assert page.get("/deconfliction/entries/").status_code == 404


def test_another_units_hit_is_not_found_at_any_door(cast: Cast) -> None:
    ref = a_hit(cast)[0].ref
    for verb in ("", "acknowledge/", "record-outcome/"):
        assert browser(cast.rita).get(f"/deconfliction/hits/{ref}/{verb}").status_code == 404
    assert Machine(cast.rita).get(f"/hits/{ref}").status_code == 404
    for verb in ("acknowledge", "record-outcome"):
        assert Machine(cast.rita).post(f"/hits/{ref}/{verb}").status_code == 404
        done = terminal(cast.rita, "deconfliction", verb, ref)
        assert "you cannot see it" in done.output


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(title="x"),
        lambda: Key.objects.update(hash=1),
        lambda: Hit.objects.update(kind="person"),
        lambda: HitSide.objects.all().delete(),
        lambda: Check.objects.update(hit_count=0),
        lambda: Check.objects.all()._raw_delete("default"),
    ],
)
def test_what_the_application_may_never_change(cast: Cast, change: object) -> None:
    a_hit(cast)
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            change()  # type: ignore[operator]


def test_an_actor_cannot_plant_renew_or_remove_an_entry_behind_the_matchers_back(
    cast: Cast,
) -> None:
    a_hit(cast)
    with as_actor(cast.gail):
        entry = Entry.objects.get()
        entry.pk = None
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            entry.save(force_insert=True)
        assert Entry.objects.update(expires_at=entry.expires_at) == 0
        assert Entry.objects.update(ocg_ref="x") == 0
        assert Entry.objects.all()._raw_delete("default") == 0
        assert Ocg.objects.exists()
