"""Court orders: record, check, breach, vary, end, correct and withdraw them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.orders.commands.close_breach import close_breach
from broadhurst.capabilities.orders.commands.correct_order import correct_order
from broadhurst.capabilities.orders.commands.end_order import end_order
from broadhurst.capabilities.orders.commands.name_monitor import name_monitor
from broadhurst.capabilities.orders.commands.record_breach import record_breach
from broadhurst.capabilities.orders.commands.record_check import record_check
from broadhurst.capabilities.orders.commands.record_order import record_order
from broadhurst.capabilities.orders.commands.vary_order import vary_order
from broadhurst.capabilities.orders.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.orders.commands.withdraw_order import withdraw_order
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.transfers.queries.packed_work import work_on
from broadhurst.capabilities.transfers.queries.risks import found_risks
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.orders.made import CHECK, MADE, UNTIL, WORDS, an_order, convicted
from tests.people import Cast

TODAY = NOW.date()
GONE = {"reason": "dismantled", "explanation": "All four are serving long sentences."}


def tasks_of(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [task.task for task in by_clock(actor) if task.room == "orders"]


def checked(actor: Actor, order: Order, **changes: Any) -> Order:
    given: dict[str, Any] = {
        "on": TODAY,
        "result": "kept",
        "text": "Seen at home. One handset, as declared.",
        "next_check_on": TODAY + timedelta(days=60),
    }
    return record_check(actor=actor, order=order, **(given | changes))


def test_monitoring_unit_sees_the_order_and_nothing_of_the_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg)
    page = browser(cast.olive).get(f"/orders/{order.ref}/").content.decode()
    for said in ("Barnaby Saltmarsh", "Manchester Crown Court", "One phone only", "s.1 or s.19"):
        assert said in page
    assert ocg.ref not in page
    assert ocg.name not in page
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/").status_code == 404
    assert browser(cast.connie).get(f"/orders/{order.ref}/").status_code == 404
    assert Machine(cast.connie).get(f"/orders/{order.ref}").status_code == 404
    assert terminal(cast.connie, "orders", "history", order.ref).exit_code == 1
    assert order.person_name not in browser(cast.connie).get("/orders/").content.decode()
    with as_actor(cast.olive):
        assert unread_count() == 1
        assert words(Event.objects.get(verb="order.recorded")) == (
            "Gail Fernsby recorded a serious crime prevention order made by Manchester Crown "
            f"Court, {order.ref}. Eastshire organised crime team monitors it."
        )


def test_wrong_dates_people_and_monitors_are_refused_at_their_fields(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    person = convicted(cast, ocg)
    for changes, words_of_it in (
        ({"made_on": TODAY + timedelta(days=1)}, "is in the future"),
        ({"from_on": MADE - timedelta(days=1)}, "before the court made it"),
        ({"until_on": MADE - timedelta(days=1)}, "must be after the first"),
        ({"kind": "other"}, "Enter the name of the order"),
        ({"next_check_on": TODAY - timedelta(days=1)}, "today or later"),
        ({"monitor": cast.rita.officer}, "has no posting in"),
        ({"monitor": cast.rita.officer, "monitor_unit": None}, "Choose the unit in which"),
        ({"conditions": "TOP SECRET"}, "looks like SECRET"),
    ):
        with pytest.raises(Refused, match=words_of_it):
            an_order(cast, ocg, person=person, **changes)
    with pytest.raises(Refused, match="That person is not on this OCG"):
        an_order(cast, other, person=person)
    order = an_order(cast, ocg, person=person)
    with pytest.raises(Refused, match=f"recorded already, as {order.ref}"):
        an_order(cast, ocg, person=person)
    with pytest.raises(Refused, match="Only the owning unit"):
        record_order(actor=cast.mo, ocg=ocg, person=person, **WORDS)
    answer = browser(cast.gail).post(f"/ocgs/{ocg.ref}/record-order/", {})
    assert answer.status_code == 422
    for said in ("Select a kind of order", "Enter a court", "Enter the date"):
        assert said.split()[0] in answer.content.decode()


def test_check_is_a_task_of_the_monitoring_unit_until_it_is_made(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg)
    assert tasks_of(cast.olive) == []
    with clock.set_to(NOW + timedelta(days=8)):
        assert tasks_of(cast.olive) == [
            "Check the serious crime prevention order made at Manchester Crown Court on "
            "14 September 2020"
        ]
        assert tasks_of(cast.len) == []
        checked(cast.olive, order, on=TODAY + timedelta(days=8))
        assert tasks_of(cast.olive) == []
    with as_actor(cast.len):
        entry = Entry.objects.get(order=order)
    assert (entry.kind, entry.was_due_on) == ("check", CHECK)
    with pytest.raises(Refused, match="today or in the past"):
        checked(cast.olive, order, on=TODAY + timedelta(days=90))
    with pytest.raises(Refused, match="on or after 14 September 2020"):
        checked(cast.olive, order, on=MADE - timedelta(days=1))
    withdraw_entry(actor=cast.len, entry=entry, because="That was another man.")
    with as_actor(cast.len):
        assert Order.objects.get().next_check_on == CHECK
    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_entry(actor=cast.len, entry=entry, because="Again")


def test_lro_is_asked_until_somebody_monitors_it_and_before_it_ends(cast: Cast) -> None:
    order = an_order(cast, cast.ocg(), monitor_unit=None, next_check_on=TODAY)
    assert len(tasks_of(cast.len)) == 1
    name_monitor(
        actor=cast.len, order=order, monitor_unit=cast.olive.unit, monitor=cast.olive.officer,
        next_check_on=TODAY, because="He lives in Eastshire now.",
    )  # fmt: skip
    assert tasks_of(cast.len) == []
    assert len(tasks_of(cast.olive)) == 1
    with as_actor(cast.otto):  # the same unit
        assert Order.objects.filter(ref=order.ref).exists()
    checked(cast.olive, order, next_check_on=date(2025, 12, 1))
    with clock.set_to(NOW.replace(year=2025, month=8, day=20)):
        assert tasks_of(cast.olive)[0].startswith("Decide what comes after the serious crime")
    with clock.set_to(NOW.replace(year=2025, month=9, day=20)):
        assert tasks_of(cast.olive)[0].startswith("Record the end of the serious crime")


def test_breach_is_the_lros_task_until_its_outcome_is_recorded(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    record_breach(actor=cast.olive, order=order, on=TODAY, text="Had two handsets.")
    assert tasks_of(cast.len) == [
        "Record the outcome of a breach of the serious crime prevention order, on 1 March 2021"
    ]
    with as_actor(cast.len):
        entry = Entry.objects.select_related("order").get(kind="breach")
    with pytest.raises(Refused, match="cannot be before the breach"):
        close_breach(actor=cast.len, entry=entry, on=TODAY - timedelta(days=1), outcome="Charged.")
    close_breach(actor=cast.len, entry=entry, on=TODAY, outcome="Charged, and in custody.")
    assert tasks_of(cast.len) == []
    with pytest.raises(Refused, match="already been recorded"):
        close_breach(actor=cast.len, entry=entry, on=TODAY, outcome="Charged.")
    page = browser(cast.gail).get(f"/orders/{order.ref}/").content.decode()
    assert "Outcome on 1 March 2021: Charged, and in custody." in page
    checked(cast.olive, order)
    with as_actor(cast.len):
        check = Entry.objects.select_related("order").get(kind="check")
    with pytest.raises(Refused, match="not a breach"):
        close_breach(actor=cast.len, entry=check, on=TODAY, outcome="Charged.")


def test_variation_keeps_what_was_before(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    given: dict[str, Any] = {"conditions": WORDS["conditions"], "on": TODAY, "because": "Appeal."}
    with pytest.raises(Refused, match="Change at least one"):
        vary_order(actor=cast.gail, order=order, until_on=UNTIL, **given)
    with pytest.raises(Refused, match="must be after the first"):
        vary_order(actor=cast.gail, order=order, until_on=date(2019, 1, 1), **given)
    vary_order(actor=cast.gail, order=order, until_on=date(2023, 9, 13), **given)
    with as_actor(cast.gail):
        entry = Entry.objects.select_related("order").get(kind="variation")
    assert entry.changes == "In force until from “13 September 2025” to “13 September 2023”"
    with pytest.raises(Refused, match="Correct the order instead"):
        withdraw_entry(actor=cast.gail, entry=entry, because="Slip")


def test_order_ends_once_and_an_ending_in_error_is_withdrawn(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    with pytest.raises(Refused, match="expires on its last day"):
        end_order(actor=cast.gail, order=order, how="expired", on=TODAY, because="Over")
    end_order(actor=cast.olive, order=order, how="discharged", on=TODAY, because="Court of Appeal.")
    with pytest.raises(Refused, match="This order is discharged"):
        checked(cast.olive, order)
    with as_actor(cast.gail):
        entry = Entry.objects.select_related("order").get(kind="ending")
    withdraw_entry(actor=cast.gail, entry=entry, because="It was his brother’s order.")
    with as_actor(cast.gail):
        again = Order.objects.get()
        assert (again.stage, again.ended_on) == ("in_force", None)
    end_order(actor=cast.gail, order=order, how="discharged", on=TODAY, because="Now it is.")


def test_correction_and_withdrawal_keep_the_reason(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg)
    given: dict[str, Any] = {**WORDS, "person_name": order.person_name, "because": "Mistyped."}
    del given["next_check_on"]
    with pytest.raises(Refused, match="You have not changed anything"):
        correct_order(actor=cast.gail, order=order, **given)
    correct_order(actor=cast.gail, order=order, **given | {"court": "Preston Crown Court"})
    with as_actor(cast.olive):
        event = Event.objects.get(verb="order.corrected")
        assert "Court from “Manchester Crown Court” to “Preston Crown Court”" in words(event)
    withdraw_order(actor=cast.gail, order=order, because="The wrong Saltmarsh.")
    assert (
        "The wrong Saltmarsh." in browser(cast.olive).get(f"/orders/{order.ref}/").content.decode()
    )
    assert order.ref not in browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    with pytest.raises(Refused, match="This order is withdrawn"):
        correct_order(actor=cast.gail, order=order, **given | {"court": "Bolton Crown Court"})


def test_unit_that_monitored_it_before_no_longer_sees_it(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    given: dict[str, Any] = {"next_check_on": CHECK, "because": "He moved."}
    with pytest.raises(Refused, match="They already monitor this order"):
        name_monitor(actor=cast.olive, order=order, monitor_unit=cast.olive.unit, **given)
    name_monitor(actor=cast.olive, order=order, monitor_unit=cast.connie.unit, **given)
    assert browser(cast.olive).get(f"/orders/{order.ref}/").status_code == 404
    assert browser(cast.connie).get(f"/orders/{order.ref}/").status_code == 200


def test_ocg_is_archived_only_once_a_unit_monitors_its_orders(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg, monitor_unit=None)
    with pytest.raises(Refused, match=f"{order.ref} against Barnaby Saltmarsh is in force and no"):
        propose_archive(actor=cast.gail, ocg=ocg, **GONE)
    name_monitor(
        actor=cast.gail, order=order, monitor_unit=cast.olive.unit, next_check_on=CHECK,
        because="The OCG is to be archived.",
    )  # fmt: skip
    propose_archive(actor=cast.gail, ocg=ocg, **GONE)


def test_receiver_of_a_transfer_is_shown_the_orders(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg)
    with as_actor(cast.gail):
        [section] = [one for one in work_on(ocg) if one["key"] == "orders"]
        assert section["rows"][0][:3] == [order.ref, order.what, "Barnaby Saltmarsh"]
        texts = [risk.text for risk in found_risks(ocg)]
    assert f"{order.what} {order.ref} is in force, and {cast.olive.unit.name} monitors it" in texts


def test_pages_offer_commands_to_those_who_may_use_them(cast: Cast) -> None:
    ocg = cast.ocg()
    order = an_order(cast, ocg)
    page = browser(cast.olive).get(f"/orders/{order.ref}/").content.decode()
    assert f"/orders/{order.ref}/record-check/" in page
    assert (
        f"/ocgs/{ocg.ref}/record-order/"
        in browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    )
    answer = browser(cast.olive).post(
        f"/orders/{order.ref}/record-breach/",
        {"on_day": "1", "on_month": "3", "on_year": "2021", "text": "Missed a Monday."},
    )
    assert answer.status_code == 302
    with as_actor(cast.gail):
        assert Entry.objects.get(kind="breach").text == "Missed a Monday."


def test_api_does_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    person = convicted(cast, ocg)
    said = {name: str(value) for name, value in WORDS.items()}
    gail, olive = Machine(cast.gail), Machine(cast.olive)
    made = gail.post(
        f"/ocgs/{ocg.ref}/record-order", person=person.ref, monitor_unit="e-team", **said
    )
    assert made.status_code == 201, made.content
    at = f"/orders/{made.json()['ref']}"
    on = {"on": "2021-03-01"}
    check = olive.post(
        f"{at}/record-check", result="kept", text="Seen.", next_check_on="2021-05-01", **on
    )
    assert check.json()["next_check_on"] == "2021-05-01"
    assert olive.post(f"{at}/record-breach", text="Two handsets.", **on).status_code == 200
    listed = olive.get(f"{at}/entries").json()["items"]
    breach = next(entry["ref"] for entry in listed if entry["kind"] == "breach")
    closed = olive.post(f"/order-entries/{breach}/close-breach", outcome="Charged.", **on)
    assert closed.json()["outcome"] == "Charged."
    gone = olive.post(f"/order-entries/{breach}/withdraw-entry", because="Not him.")
    assert gone.json()["withdrawn_because"] == "Not him."
    varied = gail.post(f"{at}/vary-order", conditions="Two phones.", because="Agreed.", **on)
    assert varied.json()["conditions"] == "Two phones."
    fixed = gail.post(f"{at}/correct-order", court="Leeds Crown Court", because="Mistyped.")
    assert fixed.json()["court"] == "Leeds Crown Court"
    moved = gail.post(
        f"{at}/name-monitor", monitor_unit="c-bolton", next_check_on="2021-06-01", because="Near."
    )
    assert moved.json()["monitor_unit"] == "c-bolton"
    assert Machine(cast.connie).get("/orders").json()["items"][0]["ref"] == made.json()["ref"]
    ended = gail.post(f"{at}/end-order", how="discharged", because="Appeal.", **on)
    assert ended.json()["stage"] == "discharged"
    assert gail.post(f"{at}/withdraw-order", because="Slip.").json()["stage"] == "withdrawn"


def test_terminal_does_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    person = convicted(cast, ocg)
    order = an_order(cast, ocg, person=person).ref
    for words_given in (
        ("record-check", order, "--on", "2021-03-01", "--result", "concern", "--text", "Evasive",
         "--next-check-on", "2021-04-01"),
        ("record-breach", order, "--on", "2021-03-01", "--text", "Late"),
        ("vary-order", order, "--conditions", "None", "--on", "2021-03-01", "--because", "Appeal"),
        ("correct-order", order, "--court", "York Crown Court", "--because", "Slip"),
        ("name-monitor", order, "--monitor-unit", "c-bolton", "--next-check-on", "2021-04-01",
         "--because", "Near"),
        ("end-order", order, "--how", "discharged", "--on", "2021-03-01", "--because", "Appeal"),
        ("history", order),
    ):  # fmt: skip
        done = terminal(cast.gail, "orders", *words_given)
        assert done.exit_code == 0, done.output
    refs = [line.split()[0] for line in done.output.splitlines() if "Breached" in line]
    for words_given in (
        ("close-breach", refs[0], "--on", "2021-03-01", "--outcome", "Warned"),
        ("withdraw-entry", refs[0], "--because", "Slip"),
        ("withdraw-order", order, "--because", "Slip"),
        ("list",),
    ):
        done = terminal(cast.gail, "orders", *words_given)
        assert done.exit_code == 0, done.output
    done = terminal(
        cast.gail, "orders", "record-order", ocg.ref, "--person", person.ref, "--kind", "other",
        "--other-kind", "Knife crime order", "--court", "York", "--made-on", "2020-01-01",
        "--from-on", "2020-01-01", "--conditions", "None", "--next-check-on", "2021-04-01",
    )  # fmt: skip
    assert done.exit_code == 0, done.output


def test_monitor_of_several_orders_is_named_with_a_result_for_each(cast: Cast) -> None:
    ocg = cast.ocg()
    one, other = (an_order(cast, ocg, person=convicted(cast, ocg, who)) for who in ("Al", "Bo"))
    answers = {"monitor_unit": "c-bolton", "next_check_on": "2021-06-01", "because": "Near."}
    at, page = "/orders/name-monitors/", browser(cast.gail)
    assert f'formaction="{at}"' in page.get("/orders/").content.decode()
    refs = [one.ref, other.ref]
    asked = page.post(at, {"refs": refs}).content.decode()
    assert "You selected 2 orders." in asked
    assert one.caption in asked
    told = page.post(at, {"refs": refs, "step": "preview", **answers}).content.decode()
    assert "2 of 2 will be changed" in told
    assert "1 June 2021" in told
    assert 'name="next_check_on" value="2021-06-01"' in told
    [first] = (
        Machine(cast.gail).post("/orders/name-monitors", refs=refs[:1], **answers).json()["items"]
    )
    assert first["done"] is True
    options = ["--monitor-unit", "c-bolton", "--next-check-on", "2021-06-01", "--because", "Near"]
    said = terminal(cast.gail, "orders", "name-monitors", *refs, *options)
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        f"{one.ref}  They already monitor this order. Choose another unit or officer.",
        f"{other.ref}  done",
    ]
    [refused] = (
        Machine(cast.connie).post("/orders/name-monitors", refs=refs[:1], **answers).json()["items"]
    )
    assert refused["done"] is False, "the unit that monitors it does not say who does"


def test_history_cannot_be_rewritten_or_deleted(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    record_breach(actor=cast.olive, order=order, on=TODAY, text="Two handsets.")
    with as_actor(cast.gail):
        for change in (
            lambda: Entry.objects.update(text="Nothing."),
            lambda: Entry.objects.all()._raw_delete("default"),
            lambda: Order.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()


def test_lists_and_pages_read_the_same_for_one_order_as_for_many(cast: Cast) -> None:
    ocg = cast.ocg()
    person = convicted(cast, ocg)
    order = an_order(cast, ocg, person=person)
    client = browser(cast.gail)

    def queries(at: str) -> int:
        client.get(at)
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert client.get(at).status_code == 200
        return len(taken)

    paths = ("/orders/", f"/ocgs/{ocg.ref}/people/", f"/orders/{order.ref}/")
    before = [queries(at) for at in paths]
    for number in range(3):
        an_order(cast, ocg, person=person, made_on=MADE - timedelta(days=number + 1))
        checked(cast.olive, order)
    assert [queries(at) for at in paths] == before


def test_order_recorded_twice_at_the_same_moment_is_one(committed: Cast) -> None:
    ocg = committed.ocg()
    person = convicted(committed, ocg)

    def again() -> Order:
        return an_order(committed, ocg, person=person)

    assert len(refusals(at_once(again, again))) == 1


def test_order_ended_at_the_same_moment_ends_once(committed: Cast) -> None:
    order = an_order(committed, committed.ocg())
    outcomes = at_once(
        lambda: end_order(
            actor=committed.gail, order=order, how="discharged", on=TODAY, because="Appeal."
        ),
        lambda: end_order(
            actor=committed.olive, order=order, how="discharged", on=TODAY, because="Appeal."
        ),
    )
    assert len(refusals(outcomes)) == 1


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    address = f"/orders/{order.ref}/end-order/"
    assert "Only the monitoring unit, the owning unit" in why_not_shown(cast.mo, address)
    assert browser(cast.olive).get(address).status_code == 200
    end_order(actor=cast.olive, order=order, how="discharged", on=TODAY, because="Appealed.")
    assert "This order is discharged" in why_not_shown(cast.olive, address)


def test_the_form_of_an_entry_is_shown_while_it_can_be_withdrawn(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    checked(cast.olive, order)
    with as_actor(cast.olive):
        entry = Entry.objects.get(order=order)
    address = f"/order-entries/{entry.ref}/withdraw-entry/"
    assert browser(cast.olive).get(address).status_code == 200
    withdraw_entry(actor=cast.olive, entry=entry, because="Wrong order.")
    assert "already been withdrawn" in why_not_shown(cast.olive, address)
