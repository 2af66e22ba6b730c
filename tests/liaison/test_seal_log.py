"""Sealed copies of the policy log: signed, verified and downloaded as a disclosure."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.liaison.commands.seal_log import seal_log
from broadhurst.capabilities.liaison.commands.take_log_copy import take_log_copy
from broadhurst.capabilities.liaison.models import LogCopy
from broadhurst.capabilities.liaison.queries.log_copies import verified
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.pdf_signatures import signature_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.test_superseding import FULL, NEWER, own
from tests.people import Cast
from tests.signing import SUBJECT, sign_with


def sealed(cast: Cast) -> LogCopy:
    ocg = cast.ocg()
    first = own(cast, ocg, **FULL)
    own(cast, ocg, supersedes=first, **NEWER)
    return seal_log(actor=cast.gail, ocg=ocg)


def test_a_copy_is_signed_and_verified(cast: Cast, tmp_path: Path, settings: Any) -> None:
    sign_with(settings, tmp_path)
    copy = sealed(cast)
    assert copy.signed_by == SUBJECT
    assert copy.sha256 == sha256(copy.pdf).hexdigest()
    with as_actor(cast.gail):
        assert verified(copy).is_as_sealed
    found = signature_of(copy.pdf)
    assert found is not None
    assert found.is_intact
    page = browser(cast.len).get(f"/log-copies/{copy.ref}/").content.decode()
    for said in ("As sealed", copy.sha256, SUBJECT, "The whole log. 2 entries."):
        assert said in page
    state = Machine(cast.len).get(f"/log-copies/{copy.ref}/verify").json()
    assert (state["is_intact"], state["is_signature_right"]) == (True, True)


def test_the_pdf_is_tagged_and_says_so(cast: Cast) -> None:
    copy = sealed(cast)
    assert re.search(rb"pdfuaid", copy.pdf)
    assert b"/MarkInfo" in copy.pdf


def test_a_download_is_a_disclosure_at_each_door(cast: Cast, tmp_path: Path) -> None:
    copy = sealed(cast)
    address = f"/log-copies/{copy.ref}/policy-log.pdf"
    page = browser(cast.len).get(address)
    assert page.content == copy.pdf
    assert page["Content-Disposition"] == f'attachment; filename="{copy.ref}-policy-log.pdf"'
    assert Machine(cast.len).client.get(f"/api/v1{address}").content == copy.pdf
    path = tmp_path / "log.pdf"
    said = terminal(cast.len, "liaison", "take-log-copy", copy.ref, "--to", str(path))
    assert said.output == f"Sealed copy {copy.ref} is in {path}.\n"
    assert take_log_copy(actor=cast.len, copy=copy) == copy.pdf
    with as_actor(cast.gail):
        kinds = Event.objects.filter(verb="log.copy_downloaded").values_list("kind", flat=True)
        assert list(kinds) == ["disclosure"] * 4
    said = terminal(cast.len, "liaison", "verify-log-copy", copy.ref, str(path))
    assert "The file is the sealed copy." in said.output
    path.write_bytes(path.read_bytes() + b" ")
    said = terminal(cast.len, "liaison", "verify-log-copy", copy.ref, str(path))
    assert "not the copy that was sealed" in said.output
    assert said.exit_code == 1


def test_a_copy_is_never_changed_and_a_changed_file_is_found(cast: Cast) -> None:
    copy = sealed(cast)
    with as_actor(cast.gail):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            LogCopy.objects.update(count=1)
        copy.pdf = bytes(copy.pdf) + b" "
        assert not verified(copy).is_as_sealed


def test_a_period_has_the_decisions_made_in_it(cast: Cast) -> None:
    ocg = cast.ocg()
    own(cast, ocg)
    day = date(2021, 3, 1)
    copy = seal_log(actor=cast.gail, ocg=ocg, from_on=day, until_on=day)
    assert copy.count == 1
    page = browser(cast.gail).get(f"/log-copies/{copy.ref}/").content.decode()
    assert "Decisions made from 1 March 2021 to 1 March 2021. 1 entry." in page
    with pytest.raises(Refused, match="No decision was made in this period"):
        seal_log(actor=cast.gail, ocg=ocg, from_on=date(2021, 3, 2))
    with pytest.raises(Refused, match="on or after the first day"):
        seal_log(actor=cast.gail, ocg=ocg, from_on=day, until_on=date(2021, 2, 1))


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    own(cast, ocg)
    page = browser(cast.gail)
    assert (
        "Seal a copy of the policy log" in page.get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    )
    assert page.post(f"/ocgs/{ocg.ref}/seal-log/", {}).status_code == 302
    answer = Machine(cast.len).post(f"/ocgs/{ocg.ref}/seal-log", from_on="2021-03-01")
    assert answer.status_code == 201, answer.content
    said = terminal(cast.gail, "liaison", "seal-log", ocg.ref)
    assert "1 entry. SHA-256" in said.output
    items = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/log-copies").json()["items"]
    assert len(items) == 3
    assert Machine(cast.gail).get(f"/log-copies/{items[0]['ref']}").json() == items[0]
    shown = page.get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    assert shown.count("/log-copies/") == 3


def test_only_those_who_work_on_the_ocg_seal_and_strangers_see_nothing(cast: Cast) -> None:
    copy = sealed(cast)
    with pytest.raises(Refused, match="can do this"):
        seal_log(actor=cast.mo, ocg=copy.ocg)
    reader = browser(cast.mo).get(f"/ocgs/{copy.ocg.ref}/policy-log/").content.decode()
    assert "Seal a copy of the policy log" not in reader
    for path in (f"/log-copies/{copy.ref}", f"/ocgs/{copy.ocg.ref}/seal-log"):
        assert browser(cast.olive).get(f"{path}/").status_code == 404
        assert browser(None).get(f"{path}/").status_code == 302
    for path in (f"/log-copies/{copy.ref}/verify", f"/log-copies/{copy.ref}/policy-log.pdf"):
        assert Machine(cast.olive).get(path).status_code == 404
    assert browser(cast.olive).get(f"/log-copies/{copy.ref}/policy-log.pdf").status_code == 404
    assert terminal(cast.olive, "liaison", "verify-log-copy", copy.ref).exit_code == 1
