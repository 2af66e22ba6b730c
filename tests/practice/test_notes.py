"""Practice notes from draft to withdrawal, at the page, the API and the terminal.

`tests/practice/making.py` calls write_note.
"""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.practice.commands.correct_note import correct_note
from broadhurst.capabilities.practice.commands.edit_note import edit_note
from broadhurst.capabilities.practice.commands.make_note_public import make_note_public
from broadhurst.capabilities.practice.commands.publish_note import publish_note
from broadhurst.capabilities.practice.commands.withdraw_note import withdraw_note
from broadhurst.capabilities.practice.models import Correction, Note, PublicNote
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.search.queries import search
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, reference_in, terminal
from tests.inspections.making import make_room
from tests.people import Cast
from tests.practice.making import WORDS, a_draft, in_public, published

TITLE = WORDS["title"]


def options(words: dict[str, Any]) -> list[str]:
    return [part for name, value in words.items() for part in (f"--{name}", value)]


def test_draft_is_seen_and_changed_by_its_unit_alone(cast: Cast) -> None:
    note = a_draft(cast)
    assert browser(cast.len).get(f"/practice-notes/{note.ref}/").status_code == 200
    for other in (cast.olive, cast.connie, cast.mo):
        assert browser(other).get(f"/practice-notes/{note.ref}/").status_code == 404
        assert TITLE not in browser(other).get("/practice-notes/?tab=all").content.decode()
        assert Machine(other).get(f"/practice-notes/{note.ref}").status_code == 404
        with as_actor(other):
            assert not search(other, "cannabis farms").groups
    assert browser(None).get(f"/published/practice/{note.ref}/").status_code == 404
    assert TITLE not in browser(None).get("/published/practice/").content.decode()
    edit_note(actor=cast.len, note=note, **(WORDS | {"place": "Bolton and Bury"}))
    with as_actor(cast.gail):
        assert Note.objects.get().place == "Bolton and Bury"
        assert search(cast.gail, "cannabis farms").groups[0].title == "Practice notes"


def test_published_note_is_read_and_found_by_everyone_who_signs_in(cast: Cast) -> None:
    note = published(cast)
    for reader in (cast.olive, cast.connie):
        page = browser(reader).get(f"/practice-notes/{note.ref}/").content.decode()
        assert WORDS["what"] in page
        assert "Record how you use it" in page
        assert "/correct/" not in page
        assert TITLE in browser(reader).get("/practice-notes/").content.decode()
        with as_actor(reader):
            assert search(reader, "letting agents").groups[0].results[0].title == TITLE
    assert browser(None).get(f"/practice-notes/{note.ref}/").status_code == 302
    assert browser(None).get(f"/published/practice/{note.ref}/").status_code == 404
    for verb in ("edit", "publish", "make-public", "correct", "withdraw"):
        sent = {**WORDS, "because": "x", "is_read": "on"}
        answer = browser(cast.olive).post(f"/practice-notes/{note.ref}/{verb}/", sent)
        assert answer.status_code == 409, verb
    with as_actor(cast.olive):
        assert not Note.objects.filter(ref=note.ref).update(title="Mine")


def test_another_officer_makes_it_public_and_it_is_there_without_signing_in(cast: Cast) -> None:
    note = published(cast)
    with pytest.raises(Refused, match="another officer"):
        make_note_public(actor=cast.gail, note=note, is_read=True)
    assert (
        "Make note public"
        not in browser(cast.gail).get(f"/practice-notes/{note.ref}/").content.decode()
    )
    sent = browser(cast.len).post(f"/practice-notes/{note.ref}/make-public/", {"is_read": "on"})
    assert sent.status_code == 302
    page = browser(None).get(f"/published/practice/{note.ref}/").content.decode()
    assert WORDS["evidence"] in page
    assert "Pursue" in page
    assert TITLE in browser(None).get("/published/practice/").content.decode()


def test_withdrawn_note_is_gone_from_the_public_at_once_and_keeps_its_reason(cast: Cast) -> None:
    note = in_public(cast)
    assert browser(None).get(f"/published/practice/{note.ref}/").status_code == 200
    assert TITLE in browser(None).get("/published/practice/").content.decode()
    page = browser(None).get(f"/published/practice/{note.ref}/").content.decode()
    assert re.search(r"District\s*</dt>\s*<dd[^>]*>\s*Bolton", page)
    withdraw_note(actor=cast.gail, note=note, because="The agents moved away.")
    assert browser(None).get(f"/published/practice/{note.ref}/").status_code == 404
    assert TITLE not in browser(None).get("/published/practice/").content.decode()
    assert (
        "The agents moved away."
        in browser(cast.olive).get(f"/practice-notes/{note.ref}/").content.decode()
    )
    with as_actor(cast.olive):
        assert not search(cast.olive, "cannabis farms").groups
    with pytest.raises(Refused, match="withdrawn"):
        withdraw_note(actor=cast.gail, note=note, because="Again")


def test_correction_keeps_what_was_said_and_leaves_the_public_site(cast: Cast) -> None:
    note = in_public(cast)
    corrected = WORDS | {
        "evidence": "12 reports in six months.",
        "label": "promising",
        "topic": "protect",
    }
    with pytest.raises(Refused, match="Change at least one answer"):
        correct_note(actor=cast.gail, note=note, because="A slip", **WORDS)
    correct_note(actor=cast.gail, note=note, because="Two were counted twice.", **corrected)
    page = browser(cast.olive).get(f"/practice-notes/{note.ref}/").content.decode()
    for words in (
        WORDS["evidence"],
        "12 reports",
        "Two were counted twice.",
        "Before: Worked",
        "Before: Pursue",
    ):
        assert words in page
    assert not PublicNote.objects.exists()
    with as_actor(cast.gail), pytest.raises(Exception, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Correction.objects.update(because="x")
    make_note_public(actor=cast.len, note=note, is_read=True)
    assert PublicNote.objects.get().evidence == "12 reports in six months."


def test_note_that_names_a_record_is_not_published(cast: Cast) -> None:
    ocg = cast.ocg(name="Marble Heron")
    add_member(
        actor=cast.gail, ocg=ocg, name="Ned Tarbuckle", category="suspect", part="principal",
        is_exploited=False,
    )  # fmt: skip
    for words in ({"what": "We watched Ned Tarbuckle."}, {"title": "How Marble Heron ended"}):
        note = a_draft(cast, **words)
        with pytest.raises(Refused):
            publish_note(actor=cast.gail, note=note)
    one = published(cast, title="A quiet one")
    with pytest.raises(Refused):
        correct_note(
            actor=cast.gail, note=one, because="More", **(WORDS | {"what": "Ned Tarbuckle"})
        )
    with pytest.raises(Refused, match="Remove “OCG-7K3QF2”"):
        a_draft(cast, what="See OCG-7K3QF2.")


def test_database_keeps_a_copy_only_of_a_public_note(cast: Cast) -> None:
    note = published(cast)
    words = {name: getattr(note, name) for name in WORDS}
    copy = {"ref": note.ref, "agency": note.unit.agency, "published_at": note.published_at}
    with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
        PublicNote.objects.create(**copy, **words)
    make_note_public(actor=cast.len, note=note, is_read=True)
    with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
        PublicNote.objects.all().delete()


def test_finding_of_good_practice_leads_to_a_note_and_back(cast: Cast) -> None:
    room = make_room(cast)
    finding = record_finding(
        actor=cast.pol, report=room.report, kind="innovative_practice", key="innovative-1",
        text="Letting agents report what they see.", is_verbatim=False, addressed_to=[room.force],
    )  # fmt: skip
    page = browser(cast.gail).get("/findings/innovative-1/").content.decode()
    assert "/practice-notes/write/?finding=innovative-1" in page
    form = browser(cast.gail).get("/practice-notes/write/?finding=innovative-1").content.decode()
    assert "Letting agents report what they see." in form
    sent = browser(cast.gail).post(
        "/practice-notes/write/", WORDS | {"finding": "innovative-1"}, follow=True
    )
    assert "/findings/innovative-1/" in sent.content.decode()
    listed = browser(cast.gail).get("/practice-notes/?tab=all&finding=innovative-1")
    assert TITLE in listed.content.decode()
    assert room.first.key != finding.key
    assert (
        "/practice-notes/write/"
        not in browser(cast.gail).get(f"/findings/{room.first.key}/").content.decode()
    )


def test_notes_have_a_topic_and_lists_are_filtered_by_it(cast: Cast) -> None:
    ref = published(cast).ref
    other = published(cast, title="Posters in pubs", topic="prevent").ref
    site, machine = browser(cast.olive), Machine(cast.olive)
    page = site.get("/practice-notes/?topic=prevent").content.decode()
    assert (other in page, ref in page) == (True, False)
    listed = machine.get("/practice-notes?topic=pursue").json()["items"]
    assert [(one["ref"], one["topic"]) for one in listed] == [(ref, "pursue")]
    said = terminal(cast.olive, "practice", "list", "--topic", "pursue").output
    assert (ref in said, other in said, "Pursue  Worked" in said) == (True, False, True)
    form = browser(cast.gail).get("/practice-notes/write/").content.decode()
    assert "Stop people taking part." in form
    for wrong in ("drugs", ""):
        refused = Machine(cast.gail).post("/practice-notes", **(WORDS | {"topic": wrong}))
        assert (refused.status_code, "topic" in refused.content.decode()) == (422, True)


def test_api_and_terminal_do_the_same(cast: Cast) -> None:
    machine = Machine(cast.gail)
    made = machine.post("/practice-notes", **WORDS)
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    assert machine.post(f"/practice-notes/{ref}/edit", cost="Nothing").json()["cost"] == "Nothing"
    assert machine.post(f"/practice-notes/{ref}/publish").json()["stage"] == "published"
    other = Machine(cast.len)
    assert other.post(f"/practice-notes/{ref}/make-public", is_read=True).status_code == 200
    correction = {"because": "A slip", "cost": "£20"}
    assert other.post(f"/practice-notes/{ref}/correct", **correction).json()["cost"] == "£20"
    whole = Machine(cast.olive).get(f"/practice-notes/{ref}").json()
    assert whole["corrections"][0]["changes"] == [{"field": "Cost", "was": "Nothing", "now": "£20"}]
    listed = Machine(cast.olive).get("/practice-notes?label=worked").json()["items"]
    assert [one["ref"] for one in listed] == [ref]
    gone = machine.post(f"/practice-notes/{ref}/withdraw", because="Over").json()
    assert gone["withdrawn_because"] == "Over"

    written = terminal(cast.gail, "practice", "write-note", *options(WORDS))
    assert written.exit_code == 0, written.output
    ref = reference_in(written.output)
    for words in (
        ("edit-note", ref, "--place", "Bury"), ("publish-note", ref),
        ("correct-note", ref, "--because", "A slip", "--place", "Bolton"),
    ):  # fmt: skip
        done = terminal(cast.gail, "practice", *words)
        assert done.exit_code == 0, done.output
    assert terminal(cast.len, "practice", "make-note-public", ref, "--is-read").exit_code == 0
    with as_actor(cast.gail):
        assert Note.objects.get(ref=ref).place == "Bolton"
    assert ref in terminal(cast.olive, "practice", "list").output
    done = terminal(cast.gail, "practice", "withdraw-note", ref, "--because", "Over")
    assert done.exit_code == 0, done.output


def test_two_who_publish_at_once_publish_once(committed: Cast) -> None:
    note = a_draft(committed)
    acts = [lambda who=who: publish_note(actor=who, note=note) for who in
            (committed.gail, committed.len)]  # fmt: skip
    assert len(refusals(at_once(*acts))) == 1


@pytest.mark.parametrize("many", [3])
def test_count_of_queries_does_not_grow_with_notes(
    cast: Cast, many: int, django_assert_max_num_queries: Any
) -> None:
    reader = browser(cast.olive)
    published(cast, title="First")
    reader.get("/practice-notes/")
    with django_assert_max_num_queries(40) as one:
        reader.get("/practice-notes/")
    for number in range(many):
        published(cast, title=f"More {number}")
    with django_assert_max_num_queries(len(one)):
        reader.get("/practice-notes/")
