"""Tests for the comparison of two letters, and for the digests of a published one."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.signatures import is_as_published
from broadhurst.capabilities.inspections.rules.differences import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    changes,
    differences,
    paragraphs,
)
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.pdf_signatures import signature_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_versions import corrected, republished
from tests.signing import SUBJECT, sign_with

letters = st.lists(
    st.lists(st.sampled_from(["all", "six", "forces", "agree", "by", "May", "and"]), min_size=1)
    .map(" ".join)
)  # fmt: skip


@given(letters, letters)
def test_both_letters_can_be_read_from_their_differences(old: list[str], new: list[str]) -> None:
    found = differences("\n\n".join(old), "\n\n".join(new))
    assert [one.before for one in found if one.kind != ADDED] == old
    assert [one.after for one in found if one.kind != REMOVED] == new
    for one in found:
        if one.kind == CHANGED:
            before = [words for mark, words in one.words if mark != ADDED]
            after = [words for mark, words in one.words if mark != REMOVED]
            assert (" ".join(before), " ".join(after)) == (one.before, one.after)


@given(letters)
def test_a_letter_does_not_differ_from_itself(letter: list[str]) -> None:
    assert changes("\n\n".join(letter), "\n\n".join(letter)) == []


def test_marks_are_left_out_and_tables_compared_by_line() -> None:
    text = "## Our comments\n\n**1 OCG** ([figure 1](/x/#figure-1))."
    text += "\n\n| No. | Value |\n|--:|--|\n| 1 | 7 |"
    assert paragraphs(text) == ["Our comments", "1 OCG (figure 1).", "No. · Value", "1 · 7"]


def test_changed_words_are_shown_within_the_paragraph() -> None:
    before = "We commend the staff.\n\nThe force agrees."
    [one] = changes(before, before.replace("the staff", "all the staff"))
    assert one.words == [(SAME, "We commend"), (ADDED, "all"), (SAME, "the staff.")]


def test_a_correction_says_what_changed_to_officers_and_to_anyone(room: Room) -> None:
    first, after = corrected(room)
    draft = browser(room.cast.pol).get(f"/responses/{after.ref}/changes/")
    assert draft.status_code == 200
    republished(room, after)
    for page in (
        browser(room.cast.pol).get(f"/responses/{after.ref}/changes/"),
        browser(None).get(f"/published/{after.ref}/changes/"),
    ):
        text = page.content.decode()
        assert "We commend the <del>staff.</del> <ins>staff twice.</ins>" in text
        assert "Both act on one plan." not in text
    page = browser(room.cast.pol).get(f"/responses/{first.ref}/changes/")
    assert "This version corrects no letter that was published here." in page.content.decode()
    assert browser(None).get(f"/published/{first.ref}/changes/").status_code == 404
    assert browser(room.cast.olive).get(f"/responses/{after.ref}/changes/").status_code == 404
    found = Machine(room.cast.pol).get(f"/responses/{after.ref}/changes").json()["items"]
    assert {"kind": "changed", "before": "We commend the staff.",
            "after": "We commend the staff twice."} in found  # fmt: skip
    shown = terminal(room.cast.pol, "inspections", "changes", after.ref)
    assert "+ We commend the staff twice." in shown.output


def test_the_digests_of_a_published_letter_are_shown_and_verified(
    room: Room, tmp_path: Path
) -> None:
    row = room.published()
    ref, pol = row.ref, room.cast.pol
    in_pdf = hashlib.sha256(bytes(row.pdf)).hexdigest()
    assert row.pdf_sha256 == in_pdf
    for page in (browser(pol).get(f"/responses/{ref}/"), browser(None).get(f"/published/{ref}/")):
        for form in ("pdf", "docx", "text"):
            assert getattr(row, f"{form}_sha256") in page.content.decode()
    copy = browser(None).get(f"/published/{ref}/letter.pdf").content
    assert hashlib.sha256(copy).hexdigest() == in_pdf
    items = Machine(room.cast.olive).get(f"/published/{ref}/verify").json()["items"]
    assert [(one["form"], one["is_intact"]) for one in items] == [
        ("text", True), ("pdf", True), ("docx", True),
    ]  # fmt: skip
    file = tmp_path / "letter.pdf"
    file.write_bytes(copy)
    ran = terminal(pol, "inspections", "verify", ref, str(file))
    assert (ran.exit_code, "The file is the published PDF." in ran.output) == (0, True)
    file.write_bytes(copy + b" ")
    ran = terminal(pol, "inspections", "verify", ref, str(file))
    assert ran.exit_code == 1
    assert "This is not the letter that was published." in ran.output
    with as_actor(pol):
        assert Publication.objects.get().text_sha256 == hashlib.sha256(
            row.markdown.encode()
        ).hexdigest()  # fmt: skip


def test_a_published_pdf_is_signed_and_the_signature_is_verified(
    room: Room, settings: Any, tmp_path: Path
) -> None:
    certificate = sign_with(settings, tmp_path)
    row = room.published()
    ref, pol, digest = row.ref, room.cast.pol, certificate.fingerprint(SHA256()).hex()
    assert (row.pdf_signed_by, row.certificate_sha256) == (SUBJECT, digest)
    copy = browser(None).get(f"/published/{ref}/letter.pdf").content
    assert hashlib.sha256(copy).hexdigest() == row.pdf_sha256
    signature = signature_of(copy)
    assert signature is not None
    assert signature.is_intact
    public = browser(None).get(f"/published/{ref}/").content.decode()
    assert f"The PDF is signed by {SUBJECT}." in public
    assert digest in public
    assert SUBJECT in browser(pol).get(f"/responses/{ref}/").content.decode()
    found = Machine(room.cast.olive).get(f"/published/{ref}/signature").json()
    assert (found["is_signed"], found["signed_by"], found["is_as_published"]) == (
        True, SUBJECT, True,
    )  # fmt: skip
    ran = terminal(pol, "inspections", "verify", ref)
    assert f"Signed by {SUBJECT}, certificate {digest}  as published" in ran.output
    assert not is_as_published(row, signature_of(copy + b" "))
    row.certificate_sha256 = "0" * 64
    assert not is_as_published(row, signature)


def test_a_letter_without_a_signing_key_says_that_it_is_not_signed(room: Room) -> None:
    row = room.published()
    assert row.pdf_signed_by == ""
    assert "The PDF is not signed." in browser(None).get(f"/published/{row.ref}/").content.decode()
    found = Machine(room.cast.olive).get(f"/published/{row.ref}/signature").json()
    assert (found["is_signed"], found["signed_by"], found["is_as_published"]) == (
        False, None, True,
    )  # fmt: skip
    ran = terminal(room.cast.pol, "inspections", "verify", row.ref)
    assert (ran.exit_code, "without a signature" in ran.output) == (0, True)


def test_a_signing_key_that_cannot_sign_stops_the_publication(
    room: Room, settings: Any, tmp_path: Path
) -> None:
    sign_with(settings, tmp_path)
    settings.SIGNING_PASSPHRASE = "wrong"
    with pytest.raises(Refused, match="signing key of this site cannot be read"):
        room.published()
    with as_actor(room.cast.pol):
        assert not Publication.objects.exists()
