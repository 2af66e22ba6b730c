"""Notes on records: who reads them, whom they mention, corrections and withdrawal."""

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.matching.event_store import delete_expired
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.commands.correct_note import correct_note
from broadhurst.capabilities.notes.commands.withdraw_note import withdraw_note
from broadhurst.capabilities.notes.models import Note
from broadhurst.capabilities.notes.queries.readers import mentionable
from broadhurst.capabilities.notes.queries.records import KINDS, OF_A_UNIT, address_ref
from broadhurst.config import database
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.notices.emails import references
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals, while_it_waits
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.liaison.story import asked
from tests.people import Cast
from tests.planned_events.events import DAY, TOMORROW, an_event
from tests.plans.written import a_plan, for_council
from tests.register.partner import led_by_council
from tests.safeguarding.story import referral
from tests.tasking.stage import set_the_stage

TEXT = "The tenancy officer calls back on Friday."


def seen_by(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [note.text for note in Note.objects.all()]


def name_of(actor: Actor) -> str:
    return str(actor.officer.username)


def shown(site: Client, address: str) -> str:
    return site.get(address).content.decode()


def found_by(actor: Actor, model: Any, **lookup: Any) -> Any:
    with as_actor(actor):
        return model._default_manager.filter(**lookup).exists()


def test_each_kind_of_record_has_notes_for_its_readers_and_nobody_else(cast: Cast) -> None:
    stage = set_the_stage(cast)
    ocg = stage.ocg()
    plan = a_plan(cast, ocg)
    action = for_council(cast, plan)
    sent = referral(cast, ocg)
    rows: list[Any] = [
        ocg,
        plan,
        action,
        sent,
        stage.bid(ocg),
        asked(cast, ocg),
        an_event(cast.gail),
    ]
    for row in rows:
        add_note(actor=cast.gail, about=row, text=f"On {row.ref}.")
        note = f"On {row.ref}."
        for name in ("gail", "len", "cora", "sid", "connie", "pol", "olive", "dot", "tess"):
            actor = getattr(cast, name)
            with as_actor(actor):
                sees = type(row)._default_manager.filter(pk=row.pk).exists()
            assert (note in seen_by(actor)) is sees, (name, note)
    assert seen_by(cast.connie) == [f"On {action.ref}."]
    assert seen_by(cast.sid) == [f"On {sent.ref}."]
    assert seen_by(cast.olive) == []
    # Whoever cannot see a record cannot write on it either.
    with pytest.raises(Refused, match="no longer see"):
        add_note(actor=cast.connie, about=ocg, text=TEXT)
    with as_actor(cast.connie), pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.create(
            ref="NTE-2", kind="OCG", record_id=ocg.pk, about=ocg.ref, text=TEXT,
            written_by=cast.connie.officer, unit=cast.connie.unit, written_at=clock.now(),
        )  # fmt: skip


def test_the_database_knows_the_same_kinds_of_record(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'notes_record_open'")
        [(source,)] = cursor.fetchall()
    for key, kind in KINDS.items():
        case = f"WHEN '{key}' THEN RETURN EXISTS (SELECT FROM {kind.model._meta.db_table} r"
        assert case in " ".join(source.split())
    assert source.count("WHEN '") == len(KINDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'notes_record_dossier'")
        [(source,)] = cursor.fetchall()
    for key, kind in KINDS.items():
        table = kind.model._meta.db_table
        case = f"WHEN '{key}' THEN (SELECT r.dossier_id FROM {table} r "  # noqa: S608 - names
        assert (case in source) is (kind.model not in OF_A_UNIT)


def test_a_note_on_a_hit_is_for_one_side(cast: Cast) -> None:
    ours, theirs = a_hit(cast)
    writer, other = cast.olive, cast.gail
    with as_actor(writer):
        side = ours if ours.unit_id == writer.unit.pk else theirs
        offered = mentionable(side, writer)
    assert name_of(other) not in offered, "the other unit sees its own side only"
    add_note(actor=writer, about=side, text=TEXT)
    assert seen_by(writer) == [TEXT]
    assert seen_by(other) == []
    assert TEXT in browser(writer).get(f"/deconfliction/hits/{side.ref}/").content.decode()
    answer = browser(other).get(f"/records/{side.ref}/notes/").content.decode()
    assert "No notes yet" in answer, "the other unit has notes of its own on its own side"
    assert browser(other).get(f"/records/{address_ref(side)}/notes/").status_code == 404


def test_an_lro_from_a_partner_sees_no_notes(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    add_note(actor=cast.gail, about=ocg, text="Tilly Marchbank was seen.")
    plan = a_plan(cast, ocg)
    add_note(actor=cast.gail, about=plan, text="She lives next door.")
    assert found_by(cast.connie, type(ocg), pk=ocg.pk), "she sees the OCG in part"
    assert seen_by(cast.connie) == []
    site = browser(cast.connie)
    page = site.get(f"/ocgs/{ocg.ref}/")
    assert page.status_code == 200
    assert "Notes" not in page.content.decode()
    assert site.get(f"/records/{ocg.ref}/notes/").status_code == 404
    assert site.get(f"/records/{plan.ref}/notes/add/").status_code == 404
    with as_actor(cast.gail):
        assert name_of(cast.connie) not in mentionable(ocg, cast.gail)


def test_a_mention_notifies_with_a_reference_and_no_text(cast: Cast) -> None:
    ocg = cast.ocg()
    add_note(
        actor=cast.gail, about=ocg, text=TEXT, mention=name_of(cast.len), mention_2="unit:n-occu",
        mention_3=name_of(cast.len),
    )  # fmt: skip
    for actor, told in ((cast.len, 1), (cast.cora, 1), (cast.gail, 0), (cast.olive, 0)):
        with as_actor(actor):
            rows = Notification.objects.filter(
                principal__in=actor.principals, event__verb="record_note.mentioned"
            )
            events = [row.event for row in rows.select_related("event__officer")]
        assert len(events) == told, actor
        for event in events:
            said = words(event)
            assert said == (
                "Gail Fernsby mentioned Len Oakapple, Northshire OCCU in a note on "
                f"{ocg.ref}. Read the note."
            )
            assert TEXT not in said + str(event.detail)
            assert references([event]) == [ocg.ref]


def test_the_form_refuses_a_mention_of_someone_who_cannot_see_the_record(cast: Cast) -> None:
    ocg = cast.ocg()
    site, address = browser(cast.gail), f"/records/{ocg.ref}/notes/add/"
    form = site.get(address).content.decode()
    assert "Len Oakapple, Neighbourhood Inspector, Challenger Bolton" in form
    assert "Northshire OCCU (the whole unit)" in form
    assert "Olive" not in form
    assert "Gail Fernsby, " not in form
    answers = []
    for who in (name_of(cast.olive), "nobody-of-this-name"):
        answer = site.post(address, {"text": TEXT, "mention": who})
        assert answer.status_code == 422
        answers.append(answer.content.decode().replace(who, "…"))
        assert "You can only mention those who can see this record." in answers[-1]
        told = Machine(cast.gail).post(f"/records/{ocg.ref}/notes", text=TEXT, mention=who)
        assert told.status_code == 422
        with pytest.raises(Refused, match="only mention those who can see"):
            add_note(actor=cast.gail, about=ocg, text=TEXT, mention=who)
    token = "csrfmiddlewaretoken"
    shown = ["\n".join(x for x in page.splitlines() if token not in x) for page in answers]
    assert shown[0] == shown[1], "it says the same of somebody who does not exist"
    assert seen_by(cast.gail) == []


def test_a_partner_learns_nothing_about_readers_of_the_ocg(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    with as_actor(cast.connie):
        assert set(mentionable(action, cast.connie)) == {"unit:c-bolton"}
    with as_actor(cast.gail):
        known = set(mentionable(action, cast.gail))
    assert {name_of(one) for one in (cast.len, cast.cora, cast.connie)} <= known


def test_many_readers_are_searched_as_one_types(cast: Cast) -> None:
    ocg = cast.ocg()
    site, address = browser(cast.gail), f"/records/{ocg.ref}/notes/add/"
    with as_actor(cast.gail):
        assert len(mentionable(ocg, cast.gail)) < 15
    assert 'name="mention"' in site.get(address).content.decode()
    # A field of few choices is a drop-down. It answers suggestions all the same.
    found = site.get(address, {"suggest": "mention", "q": "oak"}).json()["suggestions"]
    assert [value for value, _ in found] == [name_of(cast.len)]
    assert site.get(address, {"suggest": "mention", "q": "thistle"}).json()["suggestions"] == []
    assert browser(cast.olive).get(address, {"suggest": "mention", "q": "o"}).status_code == 404


def test_the_page_and_the_api_add_correct_and_withdraw(cast: Cast) -> None:
    ocg = cast.ocg()
    site, machine = browser(cast.gail), Machine(cast.gail)
    address = f"/records/{ocg.ref}/notes/"
    added = site.post(f"{address}add/", {"text": TEXT, "mention": name_of(cast.len)})
    assert (added.status_code, added["Location"]) == (302, address)
    [first] = machine.get(address[:-1]).json()["items"]
    assert (first["text"], first["mentions"]) == (TEXT, [name_of(cast.len)])
    reader = browser(cast.len)
    assert TEXT in shown(reader, f"/ocgs/{ocg.ref}/"), "the page of the record shows it"
    assert "/correct/" not in shown(reader, address)

    second = machine.post(address[:-1], text="<b>Second</b>").json()
    assert "&lt;b&gt;Second" in shown(site, address)
    change = f"/notes/{second['ref']}/correct"
    fixed = machine.post(change, text="2nd", because="Shorter.").json()
    assert (fixed["text"], fixed["corrections"][0]["was"]) == ("2nd", "<b>Second</b>")
    assert machine.post(change, because="Same.").status_code == 409
    refused = reader.post(f"{change}/", {"text": "x", "because": "y"})
    assert "Only its author can correct a note" in refused.content.decode()

    told = site.post(f"/notes/{first['ref']}/withdraw/", {"because": "Wrong OCG."})
    assert told.status_code == 302
    listed = shown(site, address)
    assert "Wrong OCG." in listed
    assert TEXT not in listed + shown(site, f"/ocgs/{ocg.ref}/")
    gone = machine.get(address[:-1]).json()["items"][-1]
    assert (gone["text"], gone["withdrawn_because"]) == (None, "Wrong OCG.")


def test_the_terminal_adds_corrects_lists_and_withdraws(cast: Cast) -> None:
    ocg, gail = cast.ocg(), name_of(cast.gail)
    said = terminal(cast.len, "notes", "add", ocg.ref, "--text", "From Len.", "--mention", gail)
    assert said.exit_code == 0, said.output
    ref = said.output.split()[0]
    change = ("notes", "correct", ref, "--text", "By Len.", "--because", "y")
    assert "Only its author" in terminal(cast.gail, *change).output
    assert terminal(cast.len, *change).exit_code == 0
    assert "Len Oakapple: By Len." in terminal(cast.gail, "notes", "list", ocg.ref).output
    # Gail is of the same unit, so she can withdraw it.
    ended = terminal(cast.gail, "notes", "withdraw", ref, "--because", "Not needed.")
    assert ended.exit_code == 0, ended.output
    assert "Withdrawn: Not needed." in terminal(cast.len, "notes", "list", ocg.ref).output
    wrong = terminal(cast.gail, "notes", "add", ocg.ref, "--text", "x", "--mention", "olive")
    assert "You can only mention those who can see this record" in wrong.output
    assert f"One of: {name_of(cast.cora)}, " in wrong.output, "it says who can be mentioned"


def test_nobody_else_gets_in_at_any_door(cast: Cast) -> None:
    ocg = cast.ocg()
    note = add_note(actor=cast.gail, about=ocg, text=TEXT)
    for actor in (cast.olive, cast.connie):
        site, machine = browser(actor), Machine(actor)
        assert site.get(f"/records/{ocg.ref}/notes/").status_code == 404
        assert site.post(f"/notes/{note.ref}/withdraw/", {"because": "x"}).status_code == 404
        assert machine.get(f"/records/{ocg.ref}/notes").status_code == 404
        assert machine.post(f"/records/{ocg.ref}/notes", text="x").status_code == 404
        assert machine.post(f"/notes/{note.ref}/correct", text="x", because="y").status_code == 404
        assert terminal(actor, "notes", "list", ocg.ref).exit_code == 1
        assert terminal(actor, "notes", "add", ocg.ref, "--text", "x").exit_code == 1
    assert browser(cast.gail).get("/records/XYZ-1/notes/").status_code == 404
    assert browser(None).get(f"/records/{ocg.ref}/notes/").status_code == 302


def test_a_page_that_is_not_found_looks_for_no_notes(cast: Cast) -> None:
    path = f"/ocgs/{cast.ocg().ref}/"
    with CaptureQueriesContext(connection) as taken:
        assert browser(cast.olive).get(path).status_code == 404
    assert sum('FROM "register_ocg"' in one["sql"] for one in taken) == 1


def test_only_the_author_corrects_and_others_cannot_withdraw(cast: Cast) -> None:
    ocg = cast.ocg()
    note = add_note(actor=cast.gail, about=ocg, text=TEXT)
    with pytest.raises(Refused, match="Only its author, or an officer of the author’s unit"):
        withdraw_note(actor=cast.cora, note=note, because="x")
    with pytest.raises(Refused, match="Only its author can correct"):
        correct_note(actor=cast.len, note=note, text="x", because="y")
    with pytest.raises(Refused, match="OFFICIAL-SENSITIVE"):
        correct_note(actor=cast.gail, note=note, text="This is TOP SECRET.", because="y")
    with as_actor(cast.cora):
        assert Note.objects.filter(pk=note.pk).update(text="Mine now.") == 0
    withdraw_note(actor=cast.gail, note=note, because="Wrong.")
    for act in (
        lambda: withdraw_note(actor=cast.gail, note=note, because="Again."),
        lambda: correct_note(actor=cast.gail, note=note, text="x", because="y"),
    ):
        with pytest.raises(Refused, match="withdrawn"):
            act()
    with as_actor(cast.gail):
        assert Note.objects.filter(pk=note.pk).update(text="Back again.") == 0


def test_two_corrections_at_once_keep_both(committed: Cast) -> None:
    note = add_note(actor=committed.gail, about=committed.ocg(), text=TEXT)

    def change(text: str) -> Any:
        return lambda: correct_note(actor=committed.gail, note=note, text=text, because="x")

    while_it_waits(change("One."), change("Two."))
    with as_actor(committed.gail):
        kept = Note.objects.get(pk=note.pk)
        assert kept.text == "Two."
        assert [one.was for one in kept.corrections.all()] == [TEXT, "One."]

    ended = at_once(
        lambda: withdraw_note(actor=committed.gail, note=note, because="A"),
        lambda: withdraw_note(actor=committed.len, note=note, because="B"),
    )
    assert refusals(ended) == ["This note was withdrawn already."]


def test_a_form_opened_before_a_correction_is_refused(cast: Cast) -> None:
    note = add_note(actor=cast.gail, about=cast.ocg(), text=TEXT)
    site, address = browser(cast.gail), f"/notes/{note.ref}/correct/"
    version = site.get(address).context["as_shown"]
    correct_note(actor=cast.gail, note=note, text="From another tab.", because="x")
    sent = {"text": "Old tab.", "because": "y", version["name"]: version["value"]}
    answer = site.post(address, sent)
    assert answer.status_code == 409
    assert "Old tab." in answer.content.decode(), "what was typed stays"


def test_a_list_takes_the_same_queries_however_long(cast: Cast) -> None:
    ocg, site = cast.ocg(), browser(cast.gail)
    address = f"/records/{ocg.ref}/notes/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert site.get(address).status_code == 200
        return len(taken)

    def write() -> None:
        note = add_note(
            actor=cast.gail,
            about=ocg,
            text=TEXT,
            mention=name_of(cast.len),
            mention_2="unit:n-occu",
        )
        correct_note(actor=cast.gail, note=note, text="Corrected.", because="x")

    write()
    queries()
    few = queries()
    for _ in range(4):
        write()
    assert queries() == few


def test_notes_on_a_planned_event_go_with_it(committed: Cast) -> None:
    gail, event = committed.gail, an_event(committed.gail)
    note = add_note(actor=gail, about=event, text=TEXT, mention=name_of(committed.len))
    correct_note(actor=gail, note=note, text="x", because="y")
    with clock.set_to(TOMORROW + 30 * DAY), elevated("events that are over"):
        assert delete_expired() == 1
    owner = database.renamed(settings.STORE.owner_url, connection.settings_dict["NAME"])
    with psycopg.connect(owner) as past_the_wall:
        left = past_the_wall.execute("SELECT count(*) FROM notes_note").fetchone()
    assert left == (0,)


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    note = add_note(actor=cast.gail, about=cast.ocg(), text=TEXT)
    address = f"/notes/{note.ref}/correct/"
    assert "Only its author can correct a note." in why_not_shown(cast.len, address)
    assert browser(cast.gail).get(address).status_code == 200
    withdraw_note(actor=cast.gail, note=note, because="Wrong.")
    assert "This note was withdrawn." in why_not_shown(cast.gail, address)
