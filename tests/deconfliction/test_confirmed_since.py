"""A receipt that says "referred" links to the hit once a desk confirms it.

It says nothing else.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Check, Hit, HitSide, Referral
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.bulk_checks.tables import rows, run, started
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, left_unchecked, with_phone
from tests.deconfliction.test_silent_entries import silent
from tests.doors import Machine, browser, terminal
from tests.people import Cast

SINCE = "A desk has since confirmed 1 hit."
REASON = "A threat to life."


def decided(cast: Cast, decision: str) -> str:
    """Decide the one hit as a desk."""
    with as_actor(cast.dot):
        hit = Hit.objects.get()
    review_hit(actor=cast.dot, hit=hit, decision=decision, reason=REASON)
    return hit.ref


def receipt(actor: Actor, made: Check) -> dict[str, Any]:
    """Return a receipt as API, page and terminal show it."""
    answer = Machine(actor).get(f"/deconfliction/checks/{made.ref}")
    listed = terminal(actor, "deconfliction", "checks").output
    page = browser(actor).get(f"/deconfliction/checks/{made.ref}/").content.decode()
    return {
        "api": answer.content.decode(),
        "terminal": "\n".join(line for line in listed.splitlines() if made.ref in line),
        "page": page[page.index("<main") : page.index("</main>")],
    }


def test_once_confirmed_it_leads_to_the_hit_at_every_door(cast: Cast) -> None:
    silent(cast.dot)
    made = asked(cast.olive, phone=[PHONE])
    before = receipt(cast.olive, made)
    ref = decided(cast, "confirm")
    after = receipt(cast.olive, made)
    assert not [door for door, said in before.items() if ref in said]
    assert f'href="/deconfliction/hits/{ref}/"' in after["page"]
    assert SINCE in after["page"]
    assert "1 referred to a desk, 1 target checked" in after["page"], "what was answered stands"
    answer = Machine(cast.olive).get(f"/deconfliction/checks/{made.ref}").json()
    [one] = answer["confirmed_since"]
    assert (one["ref"], one["other_contact"]) == (ref, cast.dot.unit.duty_contact)
    assert (answer["hits"], answer["hit_count"], answer["referred"]) == ([], 0, 1)
    assert after["terminal"] == before["terminal"] + f", since confirmed by a desk: {ref}"


def test_the_list_of_receipts_says_it_too_and_to_nobody_else(cast: Cast) -> None:
    silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    listed = "Since confirmed by a desk: 1 hit<"
    before = browser(cast.olive).get("/deconfliction/").content.decode()
    decided(cast, "confirm")
    shown = [browser(who).get("/deconfliction/").content.decode() for who in (cast.olive, cast.dot)]
    assert [listed in page for page in (before, *shown)] == [False, True, False]


def test_dismissed_it_says_what_it_said_while_it_waited(cast: Cast) -> None:
    silent(cast.dot)
    made = asked(cast.olive, phone=[PHONE])
    before = receipt(cast.olive, made)
    decided(cast, "dismiss")
    assert receipt(cast.olive, made) == before
    for actor in (cast.olive, cast.gail):
        with as_actor(actor):
            assert not Referral.objects.exists(), "not in the database either"


def test_each_receipt_that_was_answered_so_names_it_and_no_other(cast: Cast) -> None:
    silent(cast.dot)
    first, again = asked(cast.olive, phone=[PHONE]), asked(cast.olive, phone=[PHONE])
    other = asked(cast.olive, phone=["07700 900456"])
    ref = decided(cast, "confirm")
    assert [ref in receipt(cast.olive, one)["page"] for one in (first, again, other)] == [
        True, True, False,
    ]  # fmt: skip
    later = asked(cast.olive, phone=[PHONE])
    shown = receipt(cast.olive, later)["page"]
    assert (later.hit_count, later.referred, SINCE in shown) == (1, 0, False), "a hit by now"


def test_so_of_an_ocg(cast: Cast) -> None:
    silent(cast.dot)
    with left_unchecked():
        ocg = with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    made = check(actor=cast.olive, ocg=ocg)
    ref = decided(cast, "confirm")
    shown = receipt(cast.olive, made)
    assert SINCE in shown["page"]
    assert [ref in said for said in shown.values()] == [True] * 3


def test_so_of_the_rows_of_a_table(cast: Cast) -> None:
    silent(cast.dot)
    table = run(started(cast.olive, f"Phone\n{PHONE}\n07700 900456\n"))
    assert [row.answer for row in rows(cast.olive, table)] == ["referred", "no_hit"]
    before = receipt(cast.olive, table.receipt)
    ref = decided(cast, "confirm")
    shown = receipt(cast.olive, table.receipt)
    assert SINCE in shown["page"]
    assert [ref in said for said in (*before.values(), *shown.values())] == [False] * 3 + [True] * 3


def test_of_a_table_too_one_on_another_entry_of_the_same_thing(cast: Cast) -> None:
    """The hit existed already.

    It answers the row, because both entries have the number.
    """
    silent(cast.dot)
    asked(cast.olive, phone=[PHONE], vehicle=["AB12 CDE"])
    table = run(started(cast.olive, f"Phone\n{PHONE}\n"))
    assert table.rows_referred == 1
    ref = decided(cast, "confirm")
    assert [ref in said for said in receipt(cast.olive, table.receipt).values()] == [True] * 3


def test_of_a_table_none_that_a_desk_had_confirmed_before(cast: Cast) -> None:
    """The hit is on the row's entry, which has since matched another silent entry."""
    entry = silent(cast.dot)
    asked(cast.olive, phone=[PHONE], matter="OP-TEASEL")
    with clock.set_to(NOW + timedelta(hours=2)):
        before = decided(cast, "confirm")
        withdraw_entry(actor=cast.dot, entry=entry)
    with clock.set_to(NOW + timedelta(days=1)):
        silent(cast.dot)
        table = run(started(cast.olive, f"Phone\n{PHONE}\n"))
        assert table.rows_referred == 1
        shown = receipt(cast.olive, table.receipt)
        assert [before in said for said in shown.values()] == [False] * 3
        with as_actor(cast.dot):
            hit = Hit.objects.get(state=Hit.State.REFERRED)
        review_hit(actor=cast.dot, hit=hit, decision="confirm", reason=REASON)
        shown = receipt(cast.olive, table.receipt)
        assert [hit.ref in said for said in shown.values()] == [True] * 3
        assert [before in said for said in shown.values()] == [False] * 3


def test_whoever_verifies_the_receipt_learns_the_day_alone(cast: Cast) -> None:
    silent(cast.dot)
    made = asked(cast.olive, phone=[PHONE])
    before = Machine(cast.gail).post("/deconfliction/verify", receipt=made.ref).content
    ref = decided(cast, "confirm")
    after = Machine(cast.gail).post("/deconfliction/verify", receipt=made.ref).content
    assert (before, ref.encode() in after) == (after, False)
    for stranger in (cast.gail, cast.rita):
        assert browser(stranger).get(f"/deconfliction/checks/{made.ref}/").status_code == 404
        assert made.ref not in terminal(stranger, "deconfliction", "checks").output


def test_who_sees_the_ocg_and_no_side_of_the_hit_reads_what_was_answered(cast: Cast) -> None:
    """An LRO of another unit sees the receipt with the OCG, but not the hit."""
    silent(cast.dot)
    with left_unchecked():
        ocg = with_phone(cast.gail, cast.ocg(lro=cast.rita.officer), SAME_PHONE)
    made = check(actor=cast.gail, ocg=ocg)
    with as_actor(cast.rita):
        assert Check.objects.filter(ref=made.ref).exists()
    before = receipt(cast.rita, made)
    decided(cast, "confirm")
    with as_actor(cast.rita):
        assert not HitSide.objects.exists()
    assert receipt(cast.rita, made) == before


def test_the_database_shows_it_to_whoever_reads_both_and_lets_nobody_write_it(cast: Cast) -> None:
    silent(cast.dot)
    made = asked(cast.olive, phone=[PHONE])
    with elevated("to prove in a test that it is kept"):
        kept = Referral.objects.get()
    with as_actor(cast.olive):
        assert not Referral.objects.exists(), "while a desk alone knows"
        with pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.create(receipt_id=made.ref, hit_id=kept.hit_id)
    decided(cast, "confirm")
    with as_actor(cast.olive):
        assert Referral.objects.get() == kept
    with as_actor(cast.dot):
        assert not Referral.objects.exists(), "a side of the hit that does not see the receipt"
