"""The handover pack is downloaded as one marked DOCX or PDF, by the giver and the receiver only."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.queries.moving import pack_of
from broadhurst.capabilities.transfers.queries.pack_on_paper import on_paper
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import assessed, opened, planned, ready, referred


def test_the_pdf_is_marked_and_has_every_item(cast: Cast, tmp_path: Path) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    referred(cast, ocg)
    made = tmp_path / "pack.pdf"
    made.write_bytes(take_pack(actor=cast.hal, transfer=ready(cast, ocg)))
    pages = [page.extract_text() for page in PdfReader(made).pages]
    assert all("OFFICIAL-SENSITIVE" in page for page in pages)
    text = " ".join(" ".join(pages).split())
    assert "Checklist" in text
    assert "Map the line" in text
    assert "Hal Brindlewood" in text
    with as_actor(cast.gail):
        event = Event.objects.get(verb="transfer.pack_downloaded")
    assert (event.kind, event.officer) == ("disclosure", cast.hal.officer)


def test_what_officers_typed_is_no_markup(cast: Cast) -> None:
    ocg = assessed(cast, name="Copper | *Heron*")
    transfer = ready(cast, ocg)
    with as_actor(cast.gail):
        pack = pack_of(transfer)
        assert pack is not None
        assert r"Copper \| \*Heron\*" in on_paper(transfer, pack).markdown


def test_nobody_else_takes_it(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with pytest.raises(Refused, match="has not been prepared"):
        take_pack(actor=cast.gail, transfer=transfer)
    transfer = ready(cast, assessed(cast))
    with pytest.raises(Refused, match="Only the giving and the receiving unit"):
        take_pack(actor=cast.mo, transfer=transfer)
    address = f"/transfers/{transfer.ref}/pack.pdf"
    assert browser(cast.olive).get(address).status_code == 404
    page = browser(cast.mo).get(address)
    assert page.status_code == 409
    assert "Only the giving and the receiving unit" in page.content.decode()
    assert Machine(cast.mo).client.get(f"/api/v1{address}").status_code == 409
    with as_actor(cast.mo):
        assert Event.objects.filter(verb="command.refused", officer=cast.mo.officer).count() == 2


def test_at_each_door(cast: Cast, tmp_path: Path) -> None:
    ref = ready(cast).ref
    assert (
        f"/transfers/{ref}/pack.pdf"
        in browser(cast.hal).get(f"/transfers/{ref}/pack/").content.decode()
    )
    answer = browser(cast.hal).get(f"/transfers/{ref}/pack.pdf")
    assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert Machine(cast.gail).client.get(f"/api/v1/transfers/{ref}/pack.pdf").status_code == 200
    made = tmp_path / "pack.pdf"
    done = terminal(cast.gail, "transfers", "take-pack", ref, "--to", str(made))
    assert done.output == f"The handover pack of transfer {ref} is in {made}.\n"
    assert made.read_bytes()[:4] == b"%PDF"
    answer = browser(cast.hal).get(f"/transfers/{ref}/pack.docx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert Machine(cast.gail).client.get(f"/api/v1/transfers/{ref}/pack.docx").status_code == 200
    assert browser(cast.hal).get(f"/transfers/{ref}/pack.exe").status_code == 404
    with as_actor(cast.gail):
        formats = Event.objects.filter(verb="transfer.pack_downloaded").order_by("pk")
        assert [one.detail["format"] for one in formats] == ["PDF", "PDF", "PDF", "DOCX", "DOCX"]
