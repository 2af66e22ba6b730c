"""Files on records: size, type, scan and digest; who downloads; where they are kept."""

import socket
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.correct_file import correct_file
from broadhurst.capabilities.files.commands.download_file import download_file
from broadhurst.capabilities.files.commands.withdraw_file import withdraw_file
from broadhurst.capabilities.files.models import File, StoredContent
from broadhurst.config import files as config
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.file_types import type_of
from broadhurst.foundation.doors.paper import files_of
from broadhurst.foundation.doors.virus_scan import NotScanned, found_in
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.files.clamd import NAME, VIRUS, fake_clamd
from tests.files.s3 import fake_s3
from tests.people import Cast
from tests.planned_events.events import an_event
from tests.plans.written import a_plan, for_council
from tests.register.partner import led_by_council
from tests.transfers.making import assessed, opened, planned, prepared

TEXT = b"The tenancy agreement, in plain text."
DIGEST = sha256(TEXT).hexdigest()


def a_file(name: str = "agreement.txt", content: bytes = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def added(actor: Actor, about: Any, **changes: Any) -> File:
    given = {"file": a_file(), "description": "The tenancy agreement."} | changes
    return add_file(actor=actor, about=about, **given)


def seen_by(actor: Actor) -> tuple[int, int]:
    with as_actor(actor):
        return File.objects.count(), StoredContent.objects.count()


@pytest.mark.parametrize(
    ("name", "content", "media", "is_program"),
    [
        ("a.txt", TEXT, "text/plain", False),
        ("a.txt", b"%PDF-1.7\n1 0 obj\n%%EOF", "application/pdf", False),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(30), "image/png", False),
        ("a.bin", bytes(range(256)), "application/octet-stream", False),
        ("a.pdf", b"MZ\x90\0" + bytes(100), "application/vnd.microsoft.portable-executable", True),
        ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(60), "application/octet-stream", True),
        ("a.txt", b"#!/bin/sh\nls", "text/x-script", True),
    ],
)
def test_the_type_comes_from_the_content(
    name: str, content: bytes, media: str, is_program: bool
) -> None:
    found = type_of(content, name)
    assert (found.media, found.is_program) == (media, is_program)


def test_the_scanner_is_asked_by_its_protocol(settings: Any) -> None:
    with fake_clamd() as settings.CLAMD:
        assert found_in(TEXT) == ""
        assert found_in(bytes(200_000) + VIRUS) == NAME
    too_long = "INSTREAM size limit exceeded. ERROR"
    with fake_clamd(too_long) as settings.CLAMD, pytest.raises(NotScanned, match="size limit"):
        found_in(TEXT)
    settings.CLAMD = "unix:/nowhere/clamd.ctl"
    with pytest.raises(NotScanned):
        found_in(TEXT)
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        settings.CLAMD = f"tcp:127.0.0.1:{quiet.getsockname()[1]}"
        threading.Thread(target=lambda: quiet.accept()[0].close(), daemon=True).start()
        with pytest.raises(NotScanned):
            found_in(TEXT)


def test_a_file_with_a_virus_is_refused_and_none_is_kept_unscanned(
    cast: Cast, settings: Any
) -> None:
    ocg = cast.ocg()
    with fake_clamd() as settings.CLAMD:
        with pytest.raises(Refused, match=f"found {NAME} in this file"):
            added(cast.gail, ocg, file=a_file(content=VIRUS))
        assert added(cast.gail, ocg).scan == File.Scan.CLEAN
        page = browser(cast.gail).post(
            f"/records/{ocg.ref}/files/add/",
            {"file": a_file(content=VIRUS), "description": "x"},
        )
        assert page.status_code == 409
        assert NAME in page.content.decode()
    with pytest.raises(Refused, match="scanner does not answer"):
        added(cast.gail, ocg)
    settings.CLAMD = ""
    assert added(cast.gail, ocg).scan == File.Scan.NOT_SCANNED
    assert "Not scanned" in browser(cast.gail).get(f"/records/{ocg.ref}/files/").content.decode()
    with as_actor(cast.gail):
        refused = Event.objects.filter(verb="command.refused", detail__verb="add file")
        assert NAME in refused.earliest("pk").detail["objections"]


def test_size_programs_and_secrets_are_refused(cast: Cast, settings: Any) -> None:
    ocg = cast.ocg()
    settings.FILE_BYTES = 1_000_000
    for file, said in (
        (a_file(content=bytes(1_000_001)), "must be 1 MB or smaller"),
        (a_file("notes.pdf", b"MZ\x90\0" + bytes(100)), "is a program"),
    ):
        with pytest.raises(Refused, match=said):
            added(cast.gail, ocg, file=file)
    with pytest.raises(Refused, match="OFFICIAL-SENSITIVE"):
        added(cast.gail, ocg, description="TOP SECRET.")
    form = browser(cast.gail).get(f"/records/{ocg.ref}/files/add/").content.decode()
    assert "At most 1 MB. Programs are refused." in form
    assert seen_by(cast.gail) == (0, 0)


def test_the_page_and_the_api_add_and_download(cast: Cast) -> None:
    ocg, site, machine = cast.ocg(), browser(cast.gail), Machine(cast.gail)
    address = f"/records/{ocg.ref}/files/"
    name = 'wîth "quotes".txt'
    sent = site.post(f"{address}add/", {"file": a_file(name), "description": "One."})
    assert (sent.status_code, sent["Location"]) == (302, address)
    [first] = machine.get(address[:-1]).json()["items"]
    assert (first["sha256"], first["media"], first["size"]) == (DIGEST, "text/plain", len(TEXT))
    for page in (address, f"/ocgs/{ocg.ref}/"):
        assert DIGEST in browser(cast.len).get(page).content.decode()

    answers = [
        browser(cast.len).get(f"/files/{first['ref']}/download/"),
        machine.get(f"/files/{first['ref']}/content"),
    ]
    for answer in answers:
        assert answer.content == TEXT
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''w%C3%AEth")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with as_actor(cast.gail):
        told = Event.objects.filter(verb="record_file.downloaded", kind="disclosure")
        assert [(one.subject, one.officer.username) for one in told.order_by("pk")] == [
            (ocg.ref, cast.len.officer.username),
            (ocg.ref, cast.gail.officer.username),
        ]


def test_it_is_corrected_and_withdrawn_with_a_reason(cast: Cast) -> None:
    ocg, site, machine = cast.ocg(), browser(cast.gail), Machine(cast.gail)
    ref = added(cast.len, ocg).ref
    change = f"/files/{ref}/correct"
    fixed = machine.post(change, description="Second.", because="Clearer.").json()
    assert fixed["description"] == "Second."
    assert machine.post(change, because="The same.").status_code == 409
    assert site.post(f"/files/{ref}/withdraw/", {"because": "Wrong OCG."}).status_code == 302
    gone = browser(cast.len).get(f"/files/{ref}/download/")
    assert gone.status_code == 409
    assert "This file was withdrawn: Wrong OCG." in gone.content.decode()
    assert machine.get(f"/files/{ref}/content").status_code == 409
    assert "Wrong OCG." in site.get(f"/records/{ocg.ref}/files/").content.decode()
    assert f"/files/{ref}/download/" not in site.get(f"/ocgs/{ocg.ref}/").content.decode()
    assert seen_by(cast.gail) == (1, 0), "the database does not show withdrawn content"


def test_the_terminal_adds_lists_downloads_and_withdraws(cast: Cast, tmp_path: Path) -> None:
    ocg = cast.ocg()
    path, copy = tmp_path / "second.txt", tmp_path / "copy.txt"
    path.write_bytes(TEXT)
    said = terminal(cast.len, "files", "add", ocg.ref, "--file", str(path), "--description", "Two.")
    assert said.exit_code == 0, said.output
    ref = said.output.split()[0]
    assert terminal(cast.gail, "files", "download", ref, "--to", str(copy)).exit_code == 0
    assert copy.read_bytes() == TEXT
    assert DIGEST in terminal(cast.gail, "files", "list", ocg.ref).output
    ended = terminal(cast.gail, "files", "withdraw", ref, "--because", "Wrong.")
    assert ended.exit_code == 0, ended.output
    again = terminal(cast.gail, "files", "download", ref, "--to", str(copy))
    assert "This file was withdrawn: Wrong." in again.output


def test_readers_of_the_record_and_nobody_else(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    file = added(cast.gail, ocg)
    action = for_council(cast, a_plan(cast))
    theirs = added(cast.connie, action, description="Ours.")
    with as_actor(cast.connie):
        assert list(File.objects.all()) == [theirs], "she sees the OCG in part"
    for actor in (cast.olive, cast.connie):
        site, machine = browser(actor), Machine(actor)
        assert site.get(f"/records/{ocg.ref}/files/").status_code == 404
        assert site.get(f"/files/{file.ref}/download/").status_code == 404
        assert machine.get(f"/files/{file.ref}/content").status_code == 404
        assert machine.post(f"/files/{file.ref}/withdraw", because="x").status_code == 404
        assert terminal(actor, "files", "list", ocg.ref).exit_code == 1
        with pytest.raises(Refused, match="no longer see"):
            added(actor, ocg)
    assert seen_by(cast.olive) == (0, 0)
    with as_actor(cast.gail):
        for change in ({"sha256": "0" * 64}, {"stored_as": "x"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                File.objects.filter(pk=file.pk).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            StoredContent.objects.update(content=b"x")
    with pytest.raises(Refused, match="officer of their unit"):
        withdraw_file(actor=cast.cora, file=file, because="x")
    assert browser(None).get(f"/files/{file.ref}/download/").status_code == 302


def test_sides_of_a_hit_have_their_own_and_events_have_none(cast: Cast) -> None:
    side, _ = a_hit(cast)
    added(cast.gail, side)
    assert (seen_by(cast.gail), seen_by(cast.olive)) == ((1, 1), (0, 0))
    event = an_event(cast.gail)
    assert browser(cast.gail).get(f"/records/{event.ref}/files/").status_code == 404
    page = browser(cast.gail).get(f"/deconfliction/events/{event.ref}/").content.decode()
    assert "Add a note" in page
    assert "Add a file" not in page


def test_a_changed_file_is_not_sent(cast: Cast, settings: Any) -> None:
    """Any storage of Django will do, for example one that somebody else can write to."""
    settings.STORAGES = settings.STORAGES | {
        "files": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    file = added(cast.gail, cast.ocg())
    assert seen_by(cast.gail) == (1, 0)
    assert download_file(actor=cast.gail, file=file) == TEXT
    with storages["files"].open(file.stored_as, "wb") as stored:
        stored.write(b"Something else.")
    with pytest.raises(Refused, match="SHA-256 differs"):
        download_file(actor=cast.gail, file=file)
    storages["files"].delete(file.stored_as)
    with pytest.raises(Refused, match="could not be read"):
        download_file(actor=cast.gail, file=file)


def test_s3_compatible_storage(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("storages", reason="the extra broadhurst[s3] is not installed")
    with fake_s3() as (address, objects):
        for name, value in (
            ("FILES", "s3"),
            ("S3_BUCKET", "kept"),
            ("S3_ENDPOINT", address),
            ("S3_ACCESS_KEY", "made-up"),
            ("S3_SECRET_KEY", "made-up"),
        ):
            monkeypatch.setenv(f"BROADHURST_{name}", value)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
        settings.STORAGES = settings.STORAGES | {"files": config.storage()}
        file = added(cast.gail, cast.ocg())
        assert seen_by(cast.gail) == (1, 0)
        [path] = objects
        assert path == f"/kept/{file.ref}"
        assert download_file(actor=cast.gail, file=file) == TEXT
        del objects[path]
        with pytest.raises(Refused, match="could not be read"):
            download_file(actor=cast.gail, file=file)


def test_a_handover_pack_lists_the_files_of_the_transfer_and_the_ocg(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    transfer = opened(cast, ocg)
    prepared(cast, transfer)
    on_both = [added(cast.gail, row, description=f"Of {row.ref}.") for row in (transfer, ocg)]
    page = browser(cast.rita).get(f"/transfers/{transfer.ref}/pack/").content.decode()
    with as_actor(cast.rita):
        text = "\n".join(files_of(transfer))
    for file in on_both:
        assert f"/files/{file.ref}/download/" in page
        assert file.ref in text.replace("\\", "")
    assert "Add a file" not in page


def test_documents_of_the_record_list_its_files(cast: Cast) -> None:
    ocg, site = cast.ocg(), browser(cast.gail)
    before = site.get(f"/ocgs/{ocg.ref}/copy.docx").content
    added(cast.gail, ocg)
    with as_actor(cast.gail):
        text = "\n".join(files_of(ocg))
    assert DIGEST in text
    assert "agreement" in text
    assert len(site.get(f"/ocgs/{ocg.ref}/copy.docx").content) > len(before)
    with as_actor(cast.olive):
        assert files_of(ocg) == []


def test_a_list_takes_the_same_queries_however_long(cast: Cast) -> None:
    ocg, site = cast.ocg(), browser(cast.gail)

    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert site.get(f"/records/{ocg.ref}/files/").status_code == 200
        return len(taken)

    added(cast.gail, ocg)
    queries()
    few = queries()
    for _ in range(4):
        added(cast.gail, ocg)
    assert queries() == few


def test_two_withdrawals_at_once(committed: Cast) -> None:
    file = added(committed.gail, committed.ocg())
    ended = at_once(
        lambda: withdraw_file(actor=committed.gail, file=file, because="A"),
        lambda: withdraw_file(actor=committed.len, file=file, because="B"),
    )
    assert refusals(ended) == ["This file was withdrawn already."]
    with pytest.raises(Refused, match="withdrawn already"):
        correct_file(actor=committed.gail, file=file, description="x", because="y")


def test_settings_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.storage() == config.IN_POSTGRESQL
    for name, value, function in (
        ("BROADHURST_FILE_MEGABYTES", "51", config.most_bytes),
        ("BROADHURST_CLAMD", "localhost", config.clamd),
        ("BROADHURST_FILES", "disk", config.storage),
        ("BROADHURST_FILES", "s3", config.storage),
    ):
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured, match="BROADHURST_"):
            function()
    monkeypatch.setenv("BROADHURST_S3_BUCKET", "broadhurst-files")
    monkeypatch.setenv("BROADHURST_S3_ENDPOINT", "https://s3.example")
    monkeypatch.setattr(config, "find_spec", lambda _: object())
    made = config.storage()
    assert made["BACKEND"] == "storages.backends.s3.S3Storage"
    assert made["OPTIONS"] | {"file_overwrite": False} == made["OPTIONS"]
    assert made["OPTIONS"]["endpoint_url"] == "https://s3.example"
    monkeypatch.setattr(config, "find_spec", lambda _: None)
    with pytest.raises(ImproperlyConfigured, match="install broadhurst"):
        config.storage()


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    file = added(cast.gail, cast.ocg())
    address = f"/files/{file.ref}/withdraw/"
    assert "Only the officer who added a file" in why_not_shown(cast.cora, address)
    assert browser(cast.gail).get(address).status_code == 200
    assert browser(cast.gail).post(address, {"because": "Wrong OCG."}).status_code == 302
    assert "This file was withdrawn already." in why_not_shown(cast.gail, address)
