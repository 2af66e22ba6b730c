"""Templates with a preview and versions, the house style, signatories and their pictures."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from broadhurst.capabilities.letters.commands.add_signatory import add_signatory
from broadhurst.capabilities.letters.commands.edit_signatory import edit_signatory
from broadhurst.capabilities.letters.commands.edit_template import edit_template
from broadhurst.capabilities.letters.commands.withdraw_signatory import withdraw_signatory
from broadhurst.capabilities.letters.commands.withdraw_template import withdraw_template
from broadhurst.capabilities.letters.commands.write_template import write_template
from broadhurst.capabilities.letters.models import (
    HouseStyle,
    Picture,
    Signatory,
    Template,
    TemplateVersion,
)
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, make_room
from tests.letters.making import TEXT, WORDS, a_signatory, a_template, styled
from tests.people import Cast
from tests.pictures import a_picture

WRITE = "/letters/templates/write/"


def a_file(content: bytes, name: str = "crest.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_the_preview_shows_examples_and_saves_nothing(room: Room) -> None:
    client = browser(room.cast.pol)
    assert "choose Show preview" in client.get(WRITE).content.decode()
    sent = client.post(WRITE, WORDS | {"and_then": "preview"})
    page = sent.content.decode()
    assert sent.status_code == 200
    assert "Dear Home Secretary" in page
    assert "<h2>Serious and organised crime</h2>" in page
    with as_actor(room.cast.pol):
        assert not Template.objects.exists()


def test_the_preview_lists_each_fault_with_its_line(room: Room) -> None:
    wrong = WORDS | {"text": f"{TEXT}\n{{{{ report.titles }}}} SECRET", "and_then": "preview"}
    page = browser(room.cast.pol).post(WRITE, wrong).content.decode()
    assert "Line 18: “{{ report.titles }}” is not a variable. Did you mean" in page
    assert "Remove the marking “SECRET” from line 18 of the template" in page


def test_a_template_that_is_wrong_is_not_saved_and_keeps_what_was_typed(room: Room) -> None:
    sent = browser(room.cast.pol).post(WRITE, WORDS | {"text": "Dear {{ reader }}"})
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "Line 1: “{{ reader }}” is not a variable" in page
    assert "Dear {{ reader }}" in page
    assert "Put “{{ signature }}” on a line of its own" in page


def test_a_template_that_cannot_be_shown_says_why(room: Room) -> None:
    template = a_template(room, text=f"{'> ' * 100}x\n\n{{{{ signature }}}}")
    page = browser(room.cast.pol).get(f"/letters/templates/{template.ref}/").content.decode()
    assert "too many levels" in page


def test_every_version_stays_readable(room: Room) -> None:
    template = a_template(room)
    client = browser(room.cast.pol)
    sent = client.post(
        f"/letters/templates/{template.ref}/edit/",
        {"title": template.title, "text": TEXT.replace("I write", "We write"),
         "reason": "We are several."},
    )  # fmt: skip
    assert sent.status_code == 302
    page = client.get(f"/letters/templates/{template.ref}/").content.decode()
    assert "We write about" in page
    assert "Version 2, the newest" in page
    assert "We are several." in page
    old = client.get(f"/letters/templates/{template.ref}/?version=1").content.decode()
    assert "I write about" in old
    versions = Machine(room.clem).get(f"/letters/templates/{template.ref}/versions").json()
    assert [one["number"] for one in versions["items"]] == [2, 1]
    with (
        as_actor(room.cast.pol),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        TemplateVersion.objects.update(text="x")


def test_a_template_is_withdrawn_with_its_reason(room: Room) -> None:
    template = a_template(room)
    with pytest.raises(Refused, match="You already have a template"):
        a_template(room)
    client = browser(room.cast.pol)
    client.post(f"/letters/templates/{template.ref}/withdraw/", {"because": "Too long."})
    assert "Reason: Too long." in client.get(f"/letters/templates/{template.ref}/").content.decode()
    assert template.ref not in client.get("/letters/draft/").content.decode()
    with pytest.raises(Refused, match="This was withdrawn"):
        edit_template(
            actor=room.cast.pol, letter_template=template, title="T", text=TEXT, reason="x"
        )
    assert a_template(room).title == template.title


def test_others_keep_no_templates(room: Room) -> None:
    with pytest.raises(Refused, match="Only a policing body officer"):
        write_template(actor=room.cast.gail, **WORDS)
    page = browser(room.cast.gail).get("/letters/templates/").content.decode()
    assert "Write a template" not in page


def test_two_who_edit_a_template_make_two_versions(committed: Cast) -> None:
    room = make_room(committed)
    template = a_template(room)

    def edit(actor: Any, reason: str) -> Template:
        return edit_template(
            actor=actor, letter_template=template, title="T", text=TEXT, reason=reason
        )

    outcomes = at_once(lambda: edit(committed.pol, "First."), lambda: edit(room.clem, "Second."))
    assert not refusals(outcomes)
    with as_actor(room.clem):
        numbers = TemplateVersion.objects.values_list("number", flat=True)
        assert sorted(numbers) == [1, 2, 3]


def test_the_house_style_has_a_crest_with_a_description(room: Room) -> None:
    client, at = browser(room.cast.pol), "/letters/house-style/set/"
    assert "No house style yet" in client.get("/letters/house-style/").content.decode()
    answers = {"sender": "Us\n1 Long Street", "crest": a_file(a_picture("PNG"))}
    sent = client.post(at, answers)
    assert sent.status_code == 409
    assert "Describe the picture for people who cannot see it." in sent.content.decode()
    crest = a_file(a_picture("PNG"))
    sent = client.post(at, answers | {"crest": crest, "crest_alt": "Crest of Northshire"})
    assert sent.status_code == 302
    page = client.get("/letters/house-style/").content.decode()
    assert 'alt="Crest of Northshire"' in page
    with as_actor(room.cast.pol):
        picture = Picture.objects.get()
    shown = client.get(f"/letters/pictures/{picture.ref}/")
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    with (
        as_actor(room.cast.pol),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        Picture.objects.update(alt="x")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Choose a PNG or a JPEG"),
        (a_picture("GIF"), "Choose a PNG or a JPEG"),
        (bytes(1_000_001), "larger than 1 MB"),
    ],
)
def test_other_files_are_refused_beside_their_field(
    room: Room, content: bytes, reason: str
) -> None:
    answers = {"sender": "Us", "crest": a_file(content), "crest_alt": "Crest"}
    sent = browser(room.cast.pol).post("/letters/house-style/set/", answers)
    assert sent.status_code == 422
    assert reason in sent.content.decode()


def test_new_words_make_a_new_picture_and_a_crest_can_be_removed(room: Room) -> None:
    styled(room)
    client, at = browser(room.cast.pol), "/letters/house-style/set/"
    client.post(at, {"sender": "Us", "crest_alt": "Crest of the authority"})
    with as_actor(room.cast.pol):
        first, second = Picture.objects.order_by("pk")
        assert first.digest == second.digest
        assert HouseStyle.objects.get().crest == second
    client.post(at, {"sender": "Us", "crest_alt": "Crest", "is_without_crest": "on"})
    with as_actor(room.cast.pol):
        assert HouseStyle.objects.get().crest is None


def test_a_signatory_at_each_door(room: Room, tmp_path: Any) -> None:
    client = browser(room.cast.pol)
    answers = {"name": "Dora Millbrook", "office": "Mayor", "signature_alt": "Signature of Dora"}
    file = a_file(a_picture("JPEG"), "dora.jpg")
    assert (
        client.post("/letters/signatories/add/", answers | {"signature": file}).status_code == 302
    )
    with as_actor(room.cast.pol):
        one = Signatory.objects.get()
    assert 'alt="Signature of Dora"' in client.get("/letters/house-style/").content.decode()
    edited = Machine(room.clem).post(f"/letters/signatories/{one.ref}/edit", office="Deputy Mayor")
    assert edited.json()["office"] == "Deputy Mayor"
    assert edited.json()["signature"]["alt"] == "Signature of Dora"
    sent = Machine(room.clem).client.post(
        f"/api/v1/letters/signatories/{one.ref}/edit",
        {"signature": a_file(a_picture("PNG", size=(200, 80)))},
    )
    assert sent.json()["signature"]["alt"] == "Signature of Dora"
    assert sent.json()["signature"]["sha256"] != edited.json()["signature"]["sha256"]
    path = tmp_path / "new.png"
    path.write_bytes(a_picture("PNG"))
    done = terminal(room.cast.pol, "letters", "edit-signatory", one.ref, "--signature", str(path))
    assert done.exit_code == 0, done.output
    with as_actor(room.cast.pol):
        assert Signatory.objects.get().signature.kind == "png"  # type: ignore[union-attr]
    gone = Machine(room.clem).post(f"/letters/signatories/{one.ref}/withdraw", because="She left.")
    assert gone.json()["withdrawn_because"] == "She left."
    assert "Dora" not in client.get("/letters/draft/").content.decode()
    assert len(Machine(room.clem).get("/letters/signatories").json()["items"]) == 1


def test_a_picture_of_another_unit_is_not_seen(room: Room) -> None:
    styled(room)
    signatory = a_signatory(room)
    for other in (room.cast.gail, room.cast.olive, room.chas):
        with as_actor(other):
            assert not Picture.objects.exists()
            assert not HouseStyle.objects.exists()
            assert not Signatory.objects.exists()
        at = f"/letters/signatories/{signatory.ref}/edit/"
        assert browser(other).get(at).status_code == 404
        assert "1 Long Street" not in browser(other).get("/letters/house-style/").content.decode()


def test_another_role_keeps_no_signatory(room: Room) -> None:
    signatory, template = a_signatory(room), a_template(room)
    for refused in (
        lambda: add_signatory(actor=room.cast.gail, name="Gail", office="Inspector"),
        lambda: edit_signatory(
            actor=room.cast.gail, signatory=signatory, name="Gail", office="Inspector"
        ),
        lambda: withdraw_template(
            actor=room.cast.gail, letter_template=template, because="Not ours."
        ),
    ):
        with pytest.raises(Refused):
            refused()


def test_the_terminal_keeps_templates_and_the_house_style(room: Room) -> None:
    template = a_template(room)
    left = a_signatory(room)
    withdraw_signatory(actor=room.cast.pol, signatory=left, because="Double.")
    with pytest.raises(Refused, match="This was withdrawn"):
        withdraw_signatory(actor=room.cast.pol, signatory=left, because="Again.")
    for words in (
        ("edit-template", template.ref, "--reason", "Better.", "--title", "A new title"),
        ("withdraw-template", template.ref, "--because", "Over."),
        ("set-house-style", "--sender", "Us"),
        ("withdraw-signatory", a_signatory(room).ref, "--because", "He left."),
    ):
        done = terminal(room.cast.pol, "letters", *words)
        assert done.exit_code == 0, done.output
