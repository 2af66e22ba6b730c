"""Recording, editing, confirming, disputing and ending a funding line."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.funding.commands.confirm_line import confirm_line
from broadhurst.capabilities.funding.commands.dispute_line import dispute_line
from broadhurst.capabilities.funding.commands.edit_line import edit_line
from broadhurst.capabilities.funding.commands.end_line import end_line
from broadhurst.capabilities.funding.commands.record_line import record_line
from broadhurst.capabilities.funding.models import Change, Line
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.funding.money import NEXT, YEAR, Room

TODAY = date(2021, 3, 1)
ANSWERS = {
    "name": "Cyber grant", "funder": "home-office", "instrument": "specific_grant",
    "amount": "1,250,000.50", "first_day": "2021-04-01", "last_day": "2022-03-31",
    "ring_fence": "Cyber only",
}  # fmt: skip


def facts(line: Line, **changes: object) -> dict[str, object]:
    names = ("name", "instrument", "amount", "first_day", "last_day", "ring_fence", "funder")
    return {name: getattr(line, name) for name in names} | changes


def test_a_line_is_indicative_until_its_funder_confirms_it(room: Room) -> None:
    line = room.line()
    assert (line.status, line.confirmed_on, line.recipient) == (
        "indicative", None, room.cast.cass.agency,
    )  # fmt: skip
    confirmed = confirm_line(actor=room.acton, line=line, confirmed_on=TODAY)
    assert (confirmed.status, confirmed.confirmed_on) == ("confirmed", TODAY)


def test_the_history_keeps_what_changed_and_why(room: Room) -> None:
    line = room.confirmed()
    edit_line(
        actor=room.cast.cass, line=line, because="The letter said otherwise.",
        **facts(line, amount=40_000_000),
    )  # fmt: skip
    with as_actor(room.cast.rita):
        change = Change.objects.first()
    assert change is not None
    assert change.text == "Edited: amount: £365,000, now £400,000"
    assert change.because == "The letter said otherwise."


def test_several_lines_are_confirmed_with_a_result_for_each(room: Room) -> None:
    cass, at = room.cast.cass, "/funding-lines/confirm-lines/"
    refs = [room.line(name=name).ref for name in ("Grant A", "Grant B")]
    done = room.confirmed(name="Grant C").ref
    theirs = room.line(room.fern, name="Force grant").ref
    page, answers = browser(cass), {"confirmed_on": str(TODAY), "because": "Letter 12"}
    listed = page.get("/funding-lines/").content.decode()
    assert f'formaction="{at}"' in listed
    assert listed.count('name="refs"') == 2, "own lines that are not confirmed"
    told = page.post(at, {"refs": [*refs, theirs], "step": "preview", **answers}).content.decode()
    assert "2 of 3 will be changed" in told
    assert "1 March 2021" in told
    with as_actor(cass):
        indicative = Line.objects.filter(ref__in=refs, status="indicative")
        assert indicative.count() == 2, "a preview changes nothing"
    page.post(at, {"refs": refs[:1], "step": "confirm", **answers})
    items = Machine(cass).post("/funding-lines/confirm-lines", refs=refs[1:], **answers).json()
    assert items["items"] == [{"ref": refs[1], "done": True, "objections": []}]
    options = ["--confirmed-on", str(TODAY)]
    for actor, ref in ((cass, theirs), (room.cast.rita, done)):
        said = terminal(actor, "funding", "confirm-lines", ref, *options)
        assert said.exit_code == 1
        assert not said.output.endswith("  done\n")
    with as_actor(cass):
        assert not indicative.exists()
    assert "formaction" not in browser(room.cast.rita).get("/funding-lines/").content.decode()


def test_a_dispute_is_settled_by_a_confirmation(room: Room) -> None:
    line = dispute_line(actor=room.cast.cass, line=room.confirmed(), because="The share is wrong.")
    assert (line.status, line.because) == ("in_dispute", "The share is wrong.")
    settled = confirm_line(actor=room.cast.cass, line=line, confirmed_on=TODAY)
    assert (settled.status, settled.because) == ("confirmed", "")


def test_an_end_recorded_in_error_is_undone(room: Room) -> None:
    line = end_line(
        actor=room.cast.cass, line=room.confirmed(), ended_on=date(2020, 12, 31), because="Cut."
    )
    assert line.ends_on == date(2020, 12, 31)
    undone = confirm_line(actor=room.cast.cass, line=line, confirmed_on=date(2020, 3, 1))
    assert (undone.ended_on, undone.ends_on) == (None, YEAR[1])


def test_providers_are_notified_of_a_dispute_and_an_end_but_not_the_officer(room: Room) -> None:
    line = room.confirmed()
    room.rest(room.post(), line)
    dispute_line(actor=room.acton, line=line, because="Not agreed.")
    end_line(actor=room.cast.cass, line=line, ended_on=YEAR[1], because="Not renewed.")
    with as_actor(room.cast.cass):
        verbs = list(Notification.objects.values_list("event__verb", flat=True))
    assert sorted(verbs) == ["funding_line.disputed", "funding_line.ended"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": 0}, "more than £0"),
        ({"last_day": date(2020, 3, 31)}, "on or after the first day"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    room: Room, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        room.line(**changes)


def test_a_status_that_does_not_allow_it_is_refused(room: Room) -> None:
    line = end_line(
        actor=room.cast.cass, line=room.line(), ended_on=YEAR[1], because="Not renewed."
    )
    for verb, more in (
        (dispute_line, {"because": "x"}),
        (end_line, {"because": "x", "ended_on": YEAR[1]}),
        (edit_line, facts(line, because="x")),
    ):
        with pytest.raises(Refused, match="is ended"):
            verb(actor=room.cast.cass, line=line, **more)


def test_new_days_cannot_pay_a_post_twice(room: Room) -> None:
    post, line = room.post(), room.line()
    later = room.line(name="ROCU grant 2021/22", first_day=NEXT[0], last_day=NEXT[1])
    room.rest(post, line)
    room.rest(post, later)
    with pytest.raises(Refused, match="200 per cent of the post Surveillance officer"):
        edit_line(
            actor=room.cast.cass, line=later, because="x", **facts(later, first_day=YEAR[1])
        )  # fmt: skip


def test_the_region_reads_and_only_the_organisation_writes(room: Room) -> None:
    line, cast = room.line(), room.cast
    for reader in (cast.rita, room.acton, room.fern, cast.pol, room.ada):
        with as_actor(reader):
            assert Line.objects.filter(ref=line.ref).exists(), reader
    for other in (cast.gail, cast.olive, room.bly, cast.connie, cast.system):
        with as_actor(other):
            assert not Line.objects.exists(), other
            assert not Change.objects.exists(), other
        assert browser(other).get(f"/funding-lines/{line.ref}/").status_code == 404
    for reader in (cast.rita, room.fern, cast.pol):
        with pytest.raises(Refused, match="capability manager, chief officer or administrator"):
            dispute_line(actor=reader, line=line, because="x")
        page = browser(reader).get(f"/funding-lines/{line.ref}/").content.decode()
        assert "See posts that close without it" in page
        assert "Confirm line" not in page
    with pytest.raises(Refused, match="Only a capability manager"):
        record_line(
            actor=cast.rita, funder=room.home_office, **{k: v for k, v in facts(line).items()
                                                         if k != "funder"}
        )  # fmt: skip
    for writer in (room.ada, room.acton):
        assert room.line(actor=writer).recipient == cast.cass.agency


def test_the_database_refuses_what_the_rules_do(room: Room) -> None:
    line = room.confirmed()
    with as_actor(room.fern):
        assert Line.objects.update(name="x") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Line.objects.create(
                ref="FLN-X", recipient=line.recipient, name="x", funder=room.home_office,
                instrument="other", amount=1, first_day=TODAY, last_day=TODAY, status_on=TODAY,
                recorded_at=line.recorded_at,
            )  # fmt: skip
    with as_actor(room.cast.cass):
        for wrong in (
            {"amount": 0}, {"confirmed_on": None}, {"status": "in_dispute"}, {"status": "ended"},
            {"last_day": date(2019, 1, 1)},
        ):  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                Line.objects.filter(pk=line.pk).update(**wrong)
        for rows in (Change.objects.all(), Line.objects.all()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows._raw_delete("default")


def test_a_reader_of_yesterday_reads_no_more(room: Room) -> None:
    line = room.line()
    room.fern.posting.until_on = TODAY
    room.fern.posting.save()
    with as_actor(room.fern):
        assert not Line.objects.filter(ref=line.ref).exists()


def test_page_api_and_terminal_do_the_same(room: Room) -> None:
    cass = room.cast.cass
    page = browser(cass)
    parts = {
        f"{name}_{part}": value
        for name in ("first_day", "last_day")
        for part, value in zip(("year", "month", "day"), str(ANSWERS[name]).split("-"), strict=True)
    }
    answer = page.post("/funding-lines/record/", ANSWERS | parts | {"and_then": ""})
    assert answer.status_code == 302, answer.content.decode()
    machine = Machine(cass)
    [made] = machine.get("/funding-lines").json()["items"]
    assert (made["amount"], made["ring_fence"]) == (125_000_050, "Cyber only")
    ref = made["ref"]
    assert machine.post(f"/funding-lines/{ref}/confirm-line", confirmed_on="2021-02-01").json()[
        "status"
    ] == ("confirmed")
    edited = machine.post(
        f"/funding-lines/{ref}/edit-line", amount="1,000,000", because="A typing error."
    ).json()
    assert (edited["amount"], edited["name"]) == (100_000_000, "Cyber grant")
    said = terminal(cass, "funding", "dispute-line", ref, "--because", "Late.").output
    assert f"({ref}) is in dispute" in said
    ended = page.post(f"/funding-lines/{ref}/end-line/", {
        "ended_on_day": "31", "ended_on_month": "12", "ended_on_year": "2021", "because": "Cut.",
    })  # fmt: skip
    assert ended.status_code == 302
    detail = machine.get(f"/funding-lines/{ref}").json()
    assert (detail["status"], detail["ends_on"]) == ("ended", "2021-12-31")
    assert len(detail["changes"]) == 5
    assert machine.post(f"/funding-lines/{ref}/end-line", ended_on="2021-12-31",
                        because="x").status_code == 409  # fmt: skip
    assert ref in terminal(cass, "funding", "lines").output
    again = terminal(
        cass, "funding", "record-line", "--name", "Second", "--funder", "home-office",
        "--instrument", "aris", "--amount", "10", "--first-day", "2021-04-01",
        "--last-day", "2021-04-30",
    )  # fmt: skip
    assert again.exit_code == 0, again.output
    shown = page.get(f"/funding-lines/{ref}/").content.decode()
    assert "£1,000,000" in shown
    assert "Cyber only" in shown


def test_the_form_of_a_writer_alone_is_shown(room: Room) -> None:
    assert browser(room.cast.rita).get("/funding-lines/record/").status_code == 403
    html = browser(room.acton).get("/funding-lines/record/").content.decode()
    assert "It is recorded for Northern ROCU." in html
