"""Letters from draft to withdrawal: wall, checks, documents, page, API and terminal."""

import csv
import re
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.commands.write_paragraph import write_paragraph
from broadhurst.capabilities.letters.commands.add_recipient import add_recipient
from broadhurst.capabilities.letters.commands.ask_to_issue import ask_to_issue
from broadhurst.capabilities.letters.commands.correct_letter import correct_letter
from broadhurst.capabilities.letters.commands.draft_letter import draft_letter
from broadhurst.capabilities.letters.commands.edit_letter import edit_letter
from broadhurst.capabilities.letters.commands.edit_recipient import edit_recipient
from broadhurst.capabilities.letters.commands.edit_template import edit_template
from broadhurst.capabilities.letters.commands.issue_letter import issue_letter
from broadhurst.capabilities.letters.commands.remove_recipient import remove_recipient
from broadhurst.capabilities.letters.commands.return_letter import return_letter
from broadhurst.capabilities.letters.commands.set_house_style import set_house_style
from broadhurst.capabilities.letters.commands.take_all import take_all
from broadhurst.capabilities.letters.commands.take_copy import take_copy
from broadhurst.capabilities.letters.commands.withdraw_letter import withdraw_letter
from broadhurst.capabilities.letters.models import Issued, Letter, Picture, Recipient
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused, field_of
from broadhurst.surfaces.home.queries import waiting_for
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, reference_in, terminal
from tests.inspections.making import Room, make_room
from tests.letters.making import (
    HOME_SECRETARY,
    INSPECTOR,
    TEXT,
    a_draft,
    a_signatory,
    a_template,
    addressed,
    issued,
    ready,
    signed,
    styled,
)
from tests.people import Cast

SUBJECT = "Organised crime units"


def rows_of(letter: Letter, actor: Any) -> list[Issued]:
    with as_actor(actor):
        return list(Issued.objects.filter(letter=letter).select_related("recipient"))


def page_of(letter: Letter, actor: Any, query: str = "") -> str:
    return str(browser(actor).get(f"/letters/{letter.ref}/{query}").content.decode())


def test_only_its_unit_sees_a_letter_and_what_is_kept_for_it(room: Room) -> None:
    styled(room)
    letter = issued(room, signatory=signed(room))
    [to, _] = rows_of(letter, room.cast.pol)
    with as_actor(room.cast.pol):
        picture = Picture.objects.first()
        assert picture is not None
    addresses = [
        f"/letters/{letter.ref}/",
        f"/letters/{letter.ref}/letters.zip",
        f"/letters/recipients/{to.recipient.ref}/letter.pdf",
        f"/letters/templates/{letter.version.template.ref}/",
        f"/letters/pictures/{picture.ref}/",
    ]
    for address in addresses:
        assert browser(room.clem).get(address).status_code == 200, address
        for other in (room.cast.gail, room.cast.olive, room.chas):
            assert browser(other).get(address).status_code == 404, address
    for other in (room.cast.gail, room.cast.olive, room.chas):
        assert SUBJECT not in browser(other).get("/letters/?tab=all").content.decode()
        assert Machine(other).get(f"/letters/{letter.ref}").status_code == 404
        with as_actor(other):
            for model in (Letter, Recipient, Issued, Picture):
                assert not model.objects.exists()
    assert 'href="/letters/"' not in browser(room.cast.gail).get("/").content.decode()
    assert 'href="/letters/"' in browser(room.cast.pol).get("/").content.decode()


def test_another_role_cannot_draft(room: Room) -> None:
    template, signatory = a_template(room), a_signatory(room)
    with pytest.raises(Refused, match="Only a policing body officer"):
        draft_letter(actor=room.cast.gail, template=template, subject="x", signatory=signatory)


def test_each_recipient_gets_a_letter_of_their_own(room: Room) -> None:
    styled(room)
    write_paragraph(actor=room.cast.pol, title="Partners", text="On {{ letter.date }} we met.")
    form = browser(room.cast.pol).get("/letters/draft/").content.decode()
    [key, *_] = re.findall(r'value="(own:[^"]+)"', form)
    letter = issued(
        room, signatory=signed(room), paragraphs=[key],
        text="For {{ recipient.name }} *alone*.",
    )  # fmt: skip
    first, second = rows_of(letter, room.cast.pol)
    assert "Dear Home Secretary" in first.markdown
    assert "For The Home Secretary *alone*." in first.markdown
    assert "## Partners\n\nOn 1 March 2021 we met." in first.markdown
    assert "Dear Chief Inspector" in second.markdown
    for one, name in ((first, "The Home Secretary"), (second, "HM Chief Inspector")):
        words = PdfReader(BytesIO(bytes(one.pdf))).pages[0].extract_text()
        assert name in words
        assert "1 Long Street" in words
        document = Document(BytesIO(bytes(one.docx)))
        assert [shown._inline.docPr.get("descr") for shown in document.inline_shapes] == [
            "Crest of Northshire", "Signature of Dora Millbrook",
        ]  # fmt: skip
        assert one.pdf_digest == sha256(bytes(one.pdf)).hexdigest()
    page = page_of(letter, room.cast.pol, f"?to={second.recipient.ref}")
    assert "Letter to HM Chief Inspector of Constabulary" in page
    assert second.pdf_digest in page
    assert 'alt="Signature of Dora Millbrook"' in page


def test_downloads_are_disclosures_of_each_letter(room: Room) -> None:
    letter = issued(room)
    client = browser(room.clem)
    packed = client.get(f"/letters/{letter.ref}/letters.zip").content
    with zipfile.ZipFile(BytesIO(packed)) as files:
        names = files.namelist()
        listed = list(csv.reader(StringIO(files.read("letters.csv").decode("utf-8-sig"))))
    assert names == [
        "01-the-home-secretary.pdf", "01-the-home-secretary.docx",
        "02-hm-chief-inspector-of-constabulary.pdf", "02-hm-chief-inspector-of-constabulary.docx",
        "letters.csv",
    ]  # fmt: skip
    assert listed[1][:4] == [
        "1", "The Home Secretary", "2 Marsham Street, London", "01-the-home-secretary.pdf",
    ]  # fmt: skip
    [first, _] = rows_of(letter, room.clem)
    assert listed[1][4] == first.pdf_digest
    one = client.get(f"/letters/recipients/{first.recipient.ref}/letter.docx")
    assert one["Content-Disposition"].endswith('the-home-secretary.docx"')
    with as_actor(room.clem):
        told = Event.objects.filter(verb="letter.downloaded", kind=Event.Kind.DISCLOSURE)
        assert sorted((one.detail["recipient"], one.detail["format"]) for one in told) == [
            ("HM Chief Inspector of Constabulary", "ZIP"),
            ("The Home Secretary", "DOCX"),
            ("The Home Secretary", "ZIP"),
        ]


def test_a_letter_that_is_not_issued_has_no_download(room: Room) -> None:
    letter = ready(room)
    with as_actor(room.cast.pol):
        to = letter.recipients.first()
        assert to is not None
    client = browser(room.cast.pol)
    assert client.get(f"/letters/{letter.ref}/letters.zip").status_code == 404
    assert client.get(f"/letters/recipients/{to.ref}/letter.pdf").status_code == 404
    assert "Download" not in page_of(letter, room.cast.pol)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"text": "We\n\nknow Copper Heron well."}, "“Copper Heron” from line 3 of your text"),
        ({"subject": "About Copper Heron"}, "“Copper Heron” from the subject"),
    ],
)
def test_a_name_of_the_register_stops_all_letters_and_the_place_is_named(
    room: Room, changes: dict[str, str], place: str
) -> None:
    room.cast.ocg()
    letter = addressed(room, **changes)
    with pytest.raises(Refused) as refused:
        ask_to_issue(actor=room.cast.pol, letter=letter)
    assert any(place in one for one in refused.value.objections)
    assert not any("OCG" in one or "group" in one for one in refused.value.objections)
    sent = browser(room.cast.pol).post(f"/letters/{letter.ref}/ask-to-issue/")
    assert sent.status_code == 409
    assert place in sent.content.decode()


def test_a_name_that_is_parted_between_texts_is_found_in_the_whole(room: Room) -> None:
    room.cast.ocg()
    template = a_template(
        room, text="Dear reader\n\nCopper {{ recipient.greeting }}\n\n{{ signature }}"
    )
    heron = HOME_SECRETARY | {"greeting": "Heron"}
    letter = addressed(room, INSPECTOR, heron, template=template, text="")
    with pytest.raises(Refused, match="line 3 of the letter to The Home Secretary"):
        ask_to_issue(actor=room.cast.pol, letter=letter)


def test_a_name_that_came_later_stops_the_issue(room: Room) -> None:
    letter = ready(room, text="The Copper Heron sign was removed.")
    room.cast.ocg()
    with pytest.raises(Refused, match="from your text"):
        issue_letter(actor=room.clem, letter=letter, is_read=True)
    assert not rows_of(letter, room.clem)


def test_a_marking_and_a_reference_are_refused_at_once_with_their_kind(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        a_draft(room, text="a\nSECRET\nsee OCG-BCDFGH")
    first, second = refused.value.objections
    assert "Remove the marking “SECRET” from line 2 of your text" in first
    assert "Remove the reference of a record “OCG-BCDFGH” from line 3 of your text" in second
    assert field_of(first) == "text"


def test_a_missing_report_is_asked_for(room: Room) -> None:
    letter = addressed(room, report=None)
    assert "has no value: choose a report" in page_of(letter, room.cast.pol)
    with pytest.raises(Refused, match="has no value: choose a report"):
        ask_to_issue(actor=room.cast.pol, letter=letter)


def test_a_response_letter_quotes_the_published_answers(room: Room) -> None:
    publication = room.published()
    text = "Dear reader\n\n{{ response.answers }}\n\nYours\n\n{{ signature }}\n{{ signatory.name }}"
    template = a_template(room, kind="response", text=text)
    response = room.response()
    letter = issued(room, template=template, response=response, report=None, text="")
    [first, _] = rows_of(letter, room.clem)
    assert "**Action has been taken.**" in first.markdown
    assert "Both act on one plan." in first.markdown
    assert publication.ref == response.ref


def test_an_invitation_says_by_when_to_comment(room: Room) -> None:
    text = "Please comment by {{ response.comments_last_day }}.\n\n{{ signature }}"
    template = a_template(room, kind="invitation", text=text)
    not_invited = addressed(room, template=template, response=room.open(), report=None, text="")
    with pytest.raises(Refused, match="invite comments on the response first"):
        ask_to_issue(actor=room.cast.pol, letter=not_invited)
    assert not_invited.response
    invite_comments(
        actor=room.cast.pol, response=not_invited.response, units=[room.chas.unit],
        due_on=date(2021, 3, 12),
    )  # fmt: skip
    letter = ask_to_issue(actor=room.cast.pol, letter=not_invited)
    assert "Please comment by 11 March 2021." in page_of(letter, room.cast.pol)


def test_another_officer_issues_and_a_change_needs_a_new_request(room: Room) -> None:
    letter = ready(room)
    with pytest.raises(Refused, match="You last changed this letter"):
        issue_letter(actor=room.cast.pol, letter=letter, is_read=True)
    with as_actor(room.clem):
        assert "Issue letter" in {task.what for task in waiting_for(room.clem)}
    add_recipient(actor=room.clem, letter=letter, name="The Mayor", greeting="Dear Mayor")
    with pytest.raises(Refused, match="This letter is draft"):
        issue_letter(actor=room.clem, letter=letter, is_read=True)


def test_a_returned_letter_says_what_to_change(room: Room) -> None:
    letter = return_letter(actor=room.clem, letter=ready(room), because="Thank the staff too.")
    assert letter.stage == "draft"
    page = page_of(letter, room.cast.pol)
    assert "Returned for changes: Thank the staff too." in page
    again = ask_to_issue(actor=room.cast.pol, letter=letter)
    assert again.returned_because == ""


def test_an_issued_letter_keeps_its_version_pictures_and_words(room: Room) -> None:
    styled(room)
    letter = issued(room)
    [before, _] = rows_of(letter, room.cast.pol)
    template = letter.version.template
    edit_template(
        actor=room.cast.pol, letter_template=template, title=template.title,
        text=TEXT.replace("I write", "We write"), reason="We are several.",
    )  # fmt: skip
    set_house_style(actor=room.cast.pol, sender="Elsewhere", is_without_crest=True)
    [after, _] = rows_of(letter, room.cast.pol)
    assert bytes(after.pdf) == bytes(before.pdf)
    page = page_of(letter, room.cast.pol)
    assert "I write about" in page
    assert "1 Long Street" in page
    assert 'alt="Crest of Northshire"' in page
    assert "Letter about a report, version 1" in page
    with as_actor(room.cast.pol):
        for change in ({"text": "Other"}, {"stage": "draft"}, {"dated": None}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Letter.objects.filter(pk=letter.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Recipient.objects.update(name="Somebody else")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Issued.objects.update(markdown="x")


def test_a_draft_takes_the_newest_version_when_asked(room: Room) -> None:
    letter = a_draft(room)
    template = letter.version.template
    assert "Use the newest version" not in page_of(letter, room.cast.pol, "edit/")
    edit_template(
        actor=room.cast.pol, letter_template=template, title=template.title,
        text=TEXT.replace("I write", "We write"), reason="We are several.",
    )  # fmt: skip
    assert "Use the newest version" in page_of(letter, room.cast.pol, "edit/")
    words = {"subject": SUBJECT, "signatory": letter.signatory, "report": room.report}
    kept = edit_letter(actor=room.cast.pol, letter=letter, **words)
    assert kept.version.number == 1
    newest = edit_letter(actor=room.cast.pol, letter=letter, is_newest=True, **words)
    assert newest.version.number == 2


def test_a_correction_is_a_new_letter_with_its_reason(room: Room) -> None:
    letter = issued(room)
    correction = correct_letter(actor=room.cast.pol, letter=letter, because="Wrong date.")
    with as_actor(room.cast.pol):
        assert [one.name for one in correction.recipients.all()] == [
            HOME_SECRETARY["name"], INSPECTOR["name"],
        ]  # fmt: skip
    with pytest.raises(Refused, match="A correction of this letter is under way"):
        correct_letter(actor=room.cast.pol, letter=letter, because="Again.")
    assert "Correction:" in page_of(letter, room.cast.pol)
    assert "Reason: Wrong date." in page_of(correction, room.cast.pol)
    gone = withdraw_letter(actor=room.cast.pol, letter=correction, because="Not needed.")
    assert "Withdrawn" in page_of(gone, room.cast.pol)
    assert "Not needed." in page_of(gone, room.cast.pol)
    assert "Correct letter" in page_of(letter, room.cast.pol)


def test_an_unprintable_character_is_named(room: Room) -> None:
    letter = ready(room, text="A \U0001f980 crab.")
    with pytest.raises(Refused, match="cannot show these characters"):
        issue_letter(actor=room.clem, letter=letter, is_read=True)


def test_markup_in_a_recipient_stays_text(room: Room) -> None:
    hostile = HOME_SECRETARY | {"name": "**Bold** <b>x</b> {{ report.title }}"}
    letter = issued(room, hostile)
    [one] = rows_of(letter, room.cast.pol)
    page = page_of(letter, room.cast.pol)
    assert "<b>x</b>" not in page
    assert "**Bold** <b>x</b> {{ report.title }}" in (
        PdfReader(BytesIO(bytes(one.pdf))).pages[0].extract_text()
    )


def test_at_the_page_from_draft_to_issue(room: Room) -> None:
    template, signatory = a_template(room), a_signatory(room)
    pol, clem = browser(room.cast.pol), browser(room.clem)
    assert "Only" not in pol.get("/letters/draft/").content.decode()
    sent = pol.post(
        "/letters/draft/",
        {"template": template.ref, "subject": SUBJECT, "report": room.report.ref,
         "signatory": signatory.ref, "text": "We welcome it."},
    )  # fmt: skip
    assert sent.status_code == 302
    address = sent["Location"]
    assert "No recipients yet" in pol.get(address).content.decode()
    sent = pol.post(f"{address}add-recipient/", HOME_SECRETARY)
    assert sent.status_code == 302
    again = pol.post(f"{address}add-recipient/", HOME_SECRETARY)
    assert again.status_code == 409
    assert "is already a recipient" in again.content.decode()
    with as_actor(room.cast.pol):
        to = Recipient.objects.get()
    pol.post(f"/letters/recipients/{to.ref}/edit/", HOME_SECRETARY | {"greeting": "Dear Minister"})
    assert "Dear Minister" in pol.get(address).content.decode()
    pol.post(f"{address}add-recipient/", INSPECTOR)
    with as_actor(room.cast.pol):
        gone = Recipient.objects.get(name=INSPECTOR["name"])
    removed = pol.post(f"/letters/recipients/{gone.ref}/remove/", {"because": "Not them."})
    assert removed.status_code == 302
    assert pol.post(f"{address}ask-to-issue/").status_code == 302
    assert "Another officer of" in pol.get(address).content.decode()
    assert clem.post(f"{address}issue/", {"is_read": "on"}).status_code == 302
    page = clem.get(address).content.decode()
    assert "Download all letters (ZIP)" in page
    assert "We welcome it." in page
    found = clem.get(f"/search/?q={SUBJECT.replace(' ', '+')}").content.decode()
    assert address in found


def test_the_whole_way_at_the_api(room: Room) -> None:
    pol, clem = Machine(room.cast.pol), Machine(room.clem)
    template = pol.post("/letters/templates", kind="correspondence", title="T", text=TEXT).json()
    signatory = pol.post("/letters/signatories", name="Dora Millbrook", office="Mayor").json()
    assert pol.get("/letters/variables").json()["items"][0]["name"] == "letter.subject"
    style = pol.post("/letters/house-style/set", sender="Us\n1 Long Street")
    assert style.json() == {"sender": "Us\n1 Long Street", "crest": None}
    sent = pol.post(
        "/letters", template=template["ref"], subject=SUBJECT, report=room.report.ref,
        signatory=signatory["ref"], text="Words.",
    )  # fmt: skip
    assert sent.status_code == 201
    at = f"/letters/{sent.json()['ref']}"
    to = pol.post(f"{at}/add-recipient", **HOME_SECRETARY).json()
    edited = pol.post(f"/letters/recipients/{to['ref']}/edit", greeting="Dear Minister").json()
    assert (edited["greeting"], edited["name"]) == ("Dear Minister", HOME_SECRETARY["name"])
    other = pol.post(f"{at}/add-recipient", **INSPECTOR).json()
    left = pol.post(f"/letters/recipients/{other['ref']}/remove", because="No.").json()
    assert [one["name"] for one in left["recipients"]] == [HOME_SECRETARY["name"]]
    assert pol.post(f"{at}/edit", text="Other words.").json()["subject"] == SUBJECT
    assert pol.post(f"{at}/ask-to-issue").json()["stage"] == "ready"
    assert clem.post(f"{at}/return", because="More.").json()["returned_because"] == "More."
    pol.post(f"{at}/ask-to-issue")
    assert clem.post(f"{at}/issue").status_code == 422
    assert clem.post(f"{at}/issue", is_read=True).json()["dated"] == "2021-03-01"
    assert clem.get(f"/letters/recipients/{to['ref']}/letter.pdf").content[:5] == b"%PDF-"
    assert clem.get(f"/letters/recipients/{to['ref']}/letter.docx").content[:2] == b"PK"
    assert clem.get(f"{at}/letters.zip").content[:2] == b"PK"
    assert pol.post(f"{at}/correct", because="A date.").status_code == 201
    assert pol.post(f"{at}/withdraw", because="Over.").json()["stage"] == "withdrawn"
    assert len(pol.get("/letters?tab=all").json()["items"]) == 2


def test_the_whole_way_at_the_terminal(room: Room, tmp_path: Path) -> None:
    def said(actor: Any, *words: str) -> str:
        done = terminal(actor, "letters", *words)
        assert done.exit_code == 0, done.output
        return str(done.output)

    template = reference_in(
        said(
            room.cast.pol,
            "write-template",
            "--kind",
            "correspondence",
            "--title",
            "T",
            "--text",
            TEXT,
        )
    )
    signatory = reference_in(
        said(room.cast.pol, "add-signatory", "--name", "Dora Millbrook", "--office", "Mayor")
    )
    ref = reference_in(said(
        room.cast.pol, "draft", "--template", template, "--subject", SUBJECT, "--report",
        room.report.ref, "--signatory", signatory,
    ))  # fmt: skip
    to = reference_in(
        said(room.cast.pol, "add-recipient", ref, "--name", "The Mayor", "--greeting", "Dear Mayor")
    )
    said(room.cast.pol, "edit-recipient", to, "--greeting", "Dear Mr Mayor")
    said(room.cast.pol, "edit", ref, "--text", "Some words.")
    said(room.cast.pol, "ask-to-issue", ref)
    said(room.clem, "return", ref, "--because", "Look again.")
    said(room.cast.pol, "ask-to-issue", ref)
    said(room.clem, "issue", ref, "--is-read")
    for name in ("one.pdf", "one.docx"):
        said(room.clem, "download", to, "--to", str(tmp_path / name))
    said(room.clem, "download", ref, "--to", str(tmp_path / "all.zip"))
    assert (tmp_path / "one.pdf").read_bytes()[:5] == b"%PDF-"
    assert ref in said(room.clem, "list", "--tab", "all")
    assert template in said(room.clem, "templates")
    assert terminal(
        room.cast.olive, "letters", "download", to, "--to", str(tmp_path / "x.pdf")
    ).exit_code


def test_two_who_issue_at_once_make_one_set_of_letters(committed: Cast) -> None:
    room = make_room(committed)
    letter = ready(room)
    outcomes = at_once(
        lambda: issue_letter(actor=room.clem, letter=letter, is_read=True),
        lambda: edit_letter(
            actor=committed.pol, letter=letter, subject="Other", signatory=letter.signatory,
            report=room.report,
        ),
    )  # fmt: skip
    with as_actor(room.clem):
        now = Letter.objects.get(pk=letter.pk)
        rows = Issued.objects.filter(letter=letter).count()
    assert len(refusals(outcomes)) == 1
    assert (now.stage, now.subject, rows) in (("issued", SUBJECT, 2), ("draft", "Other", 0))


def test_last_writer_cannot_issue_past_the_rules(room: Room) -> None:
    letter = issued(room)
    with as_actor(room.cast.pol), pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(issued_by=room.cast.pol.officer)


def test_count_of_queries_does_not_grow_with_letters_and_recipients(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    client = browser(room.clem)
    template, signatory = a_template(room), a_signatory(room)
    letter = addressed(room, template=template, signatory=signatory)
    machine, lists = Machine(room.clem), ("/letters?tab=all", "/letters/templates")
    pages = ("/letters/?tab=all", f"/letters/{letter.ref}/", "/letters/templates/")
    for address in pages:
        client.get(address)
    most: dict[str, int] = {}
    for address in pages:
        with django_assert_max_num_queries(70) as asked:
            client.get(address)
        most[address] = len(asked)
    for address in lists:
        with django_assert_max_num_queries(70) as asked:
            machine.get(address)
        most[address] = len(asked)
    for number in range(3):
        addressed(room, template=template, signatory=signatory)
        a_template(room, title=f"Another {number}")
        add_recipient(
            actor=room.cast.pol, letter=letter, name=f"Reader {number}", greeting="Dear reader"
        )
    for address in pages:
        with django_assert_max_num_queries(most[address]):
            client.get(address)
    for address in lists:
        with django_assert_max_num_queries(most[address]):
            machine.get(address)


def test_an_issued_letter_has_its_recipients_for_good(room: Room) -> None:
    letter = issued(room)
    [first, _] = [one.recipient for one in rows_of(letter, room.clem)]
    with as_actor(room.cast.pol):
        recipient = Recipient.objects.select_related("letter").get(pk=first.pk)
    for change in (
        lambda: edit_recipient(
            actor=room.cast.pol, recipient=recipient, name="Somebody", greeting="Dear all"
        ),
        lambda: remove_recipient(actor=room.cast.pol, recipient=recipient, because="Not them."),
        lambda: add_recipient(actor=room.cast.pol, letter=letter, name="X", greeting="Dear X"),
    ):
        with pytest.raises(Refused, match="This letter is issued"):
            change()


def test_a_withdrawn_letter_stays_readable_and_can_be_downloaded(room: Room) -> None:
    letter = withdraw_letter(actor=room.cast.pol, letter=issued(room), because="Sent too early.")
    assert "Sent too early." in page_of(letter, room.clem)
    [first, _] = rows_of(letter, room.clem)
    assert take_copy(actor=room.clem, issued=first, form="pdf") == bytes(first.pdf)
    assert take_all(actor=room.clem, letter=letter)[:2] == b"PK"
    with pytest.raises(Refused, match="not issued yet"):
        take_all(actor=room.clem, letter=a_draft(room, template=letter.version.template))


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    letter = ready(room)
    address = f"/letters/{letter.ref}/issue/"
    author = browser(room.cast.pol).get(address)
    assert author.status_code == 403
    assert "You last changed this letter" in author.content.decode()
    assert browser(room.clem).get(address).status_code == 200
    issue_letter(actor=room.clem, letter=letter, is_read=True)
    late = browser(room.clem).get(address)
    assert late.status_code == 403
    assert "This letter is issued, so you cannot do this now." in late.content.decode()
