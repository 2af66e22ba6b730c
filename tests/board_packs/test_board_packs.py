"""A board pack: chosen once, made again on any day, by its maker alone."""

import re
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from broadhurst.capabilities.board_packs.commands.edit_board_pack import edit_board_pack
from broadhurst.capabilities.board_packs.commands.make_board_pack import make_board_pack
from broadhurst.capabilities.board_packs.commands.remove_board_pack import remove_board_pack
from broadhurst.capabilities.board_packs.commands.tell_ready import tell_ready
from broadhurst.capabilities.board_packs.jobs import notify_makers
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.tasking.commands.withdraw import withdraw
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, reference_in, terminal
from tests.people import Cast
from tests.tasking.stage import set_the_stage

NEXT_MONTH = NOW + timedelta(days=31)
SCOPE = "agency:northshire"
FIGURES = ["active_ocgs", "bids_made", "venetic_arrests"]


@pytest.fixture
def bid(cast: Cast) -> Bid:
    return set_the_stage(cast).bid(objective="Find | *where* <b>it</b> is.")


def made(cast: Cast, **changes: Any) -> BoardPack:
    given: dict[str, Any] = {
        "name": "Level 2 | *board*", "scope": SCOPE, "period": "month", "figures": FIGURES,
    }  # fmt: skip
    return make_board_pack(actor=cast.tess, **(given | changes))


def text_of(document: bytes) -> str:
    opened = docx.Document(BytesIO(document))
    assert opened.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert opened.sections[0].footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_a_pack_is_made_at_the_page_with_its_figures_and_records(cast: Cast, bid: Bid) -> None:
    page = browser(cast.tess)
    assert "Make a board pack" in page.get("/board-packs/").content.decode()
    assert 'href="/board-packs/"' in page.get("/insight/").content.decode()
    answers = {
        "name": "Level 2 | *board*", "scope": SCOPE, "period": "month", "figures": FIGURES,
        "records": bid.ref.lower(), "is_monthly": "on",
    }  # fmt: skip
    done = page.post("/board-packs/make/", answers)
    assert done.status_code == 302, done.content.decode()
    shown = page.get(done["Location"]).content.decode()
    with clock.set_to(NEXT_MONTH):
        copy = page.get(f"{done['Location']}copy.docx")
        pdf = page.get(f"{done['Location']}copy.pdf")
    text = text_of(copy.content)
    assert "<h1>Level 2 | *board*</h1>" in shown
    assert "1 February 2021 to the end of 28 February 2021" in shown
    assert "1 March 2021 to the end of 31 March 2021" in text, "made again on another day"
    for said in ("Active OCGs", "Whose records: ", "Northshire", "Method: ", "Change", bid.ref,
                 "Find | *where* <b>it</b> is."):  # fmt: skip
        assert said in text, said
    assert "Find | *where* &lt;b&gt;it&lt;/b&gt; is." in shown
    links = re.findall(r'<h3><a href="([^"]+)">', shown)
    assert links[-1] == f"/bids/{bid.ref}/"
    assert links[0] == "/insight/active_ocgs/?scope=agency%3Anorthshire"
    assert all(page.get(link).status_code == 200 for link in links)
    assert "/insight/" not in text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.content
    for one in PdfReader(BytesIO(pdf.content)).pages:
        assert one.extract_text().count("OFFICIAL-SENSITIVE") == 2
    with as_actor(cast.tess):
        events = Event.objects.filter(verb="record.downloaded")
        assert {(event.kind, event.detail["format"]) for event in events} == {
            ("disclosure", "DOCX"), ("disclosure", "PDF"),
        }  # fmt: skip
        assert Event.objects.filter(verb="figures.counted").exists()


def test_figures_have_a_chart_with_a_table_on_the_page_and_on_paper(cast: Cast, bid: Bid) -> None:
    pack = made(cast, figures=["active_ocgs", "bids_made", "venetic_arrests"])
    page, path = browser(cast.tess), f"/board-packs/{pack.ref}/"
    with clock.set_to(NEXT_MONTH):
        shown = page.get(path).content.decode()
        word, pdf = (page.get(f"{path}copy.{form}").content for form in ("docx", "pdf"))
    charts = re.findall(r'<svg role="img" aria-label="([^"]+)"', shown)
    assert charts, "a month has a bid"
    assert any("Mar 2021" in said and "The highest is 1" in said for said in charts), charts
    opened = docx.Document(BytesIO(word))
    assert len(opened.inline_shapes) == len(charts)
    drawn = [one._inline.docPr.get("descr") for one in opened.inline_shapes]
    assert [unescape(said) for said in charts] == drawn
    months = [table for table in opened.tables if table.cell(0, 0).text == "Month"]
    assert len(months) >= len(charts), "each chart has its table"
    assert "Mar 2021" in [row.cells[0].text for row in months[0].rows]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert "Mar 2021" in "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)


def test_a_pack_is_made_as_of_an_earlier_day_at_each_door(
    cast: Cast, bid: Bid, tmp_path: Path
) -> None:
    pack = made(cast, records=[bid.ref])
    page, path = browser(cast.tess), f"/board-packs/{pack.ref}/"
    earlier, later = NOW.date().isoformat(), (NEXT_MONTH + timedelta(days=9)).date().isoformat()
    with clock.set_to(NEXT_MONTH):
        now = page.get(path).content.decode()
        then = page.get(f"{path}?as_of={earlier}").content.decode()
        refused = page.get(f"{path}?as_of={later}")
        copy = page.get(f"{path}copy.docx?as_of={earlier}")
        wrong = [page.get(f"{path}copy.docx?as_of={day}").status_code for day in (later, "x")]
        machine = Machine(cast.tess)
        told = machine.get(f"/board-packs/{pack.ref}?as_of={earlier}").json()
        too_late = machine.get(f"/board-packs/{pack.ref}?as_of={later}")
        paper = machine.get(f"/board-packs/{pack.ref}/copy.docx?as_of={earlier}").content
        file = tmp_path / "pack.docx"
        download = ("board-packs", "download", pack.ref, "--to", str(file), "--as-of")
        assert terminal(cast.tess, *download, earlier).exit_code == 0
        assert "Choose today or an earlier day." in terminal(cast.tess, *download, later).output
    whole = "1 February 2021 to the end of 28 February 2021"
    assert whole in then
    assert whole not in now
    assert "The figures are those of a pack made on 1 March 2021." in then
    assert f'href="{path}copy.docx?as_of={earlier}"' in then
    assert (refused.status_code, too_late.status_code, wrong) == (422, 422, [409, 404])
    assert "Choose today or an earlier day." in refused.content.decode()
    assert (told["since"], told["as_of"]) == ("2021-02-01", "2021-02-28")
    assert [one["month"] for one in told["counted"][1]["months"]][-1] == "Feb 2021"
    assert pack.ref + f"-board-pack-{earlier}.docx" in copy["Content-Disposition"]
    for document in (copy.content, paper, file.read_bytes()):
        assert whole in text_of(document)


def test_only_who_answers_to_a_board_makes_one_and_only_its_maker_sees_it(cast: Cast) -> None:
    pack = made(cast)
    path = f"/board-packs/{pack.ref}/"
    for other in (cast.pol, cast.gail, cast.olive):
        page, machine = browser(other), Machine(other)
        for part in ("", "edit/", "remove/", "copy.docx", "copy.pdf"):
            assert page.get(f"{path}{part}").status_code == 404, part
        assert machine.get(path.rstrip("/")).status_code == 404
        assert machine.post(f"{path}remove", because="x").status_code == 404
    assert browser(cast.gail).get("/board-packs/").status_code == 403
    assert "/board-packs/" not in browser(cast.gail).get("/insight/").content.decode()
    with pytest.raises(Refused, match="Only a chief officer"):
        make_board_pack(actor=cast.gail, name="x", scope="seen", period="month", figures=FIGURES)
    assert Machine(cast.pol).get("/board-packs").json()["items"] == []


def test_what_its_maker_cannot_see_or_count_is_refused(cast: Cast, bid: Bid) -> None:
    with as_actor(cast.gail):
        ocg = bid.ocg.ref
    with pytest.raises(Refused) as refused:
        made(cast, records=[bid.ref, "OCG-ZZZZZZ", "LOG-222222"])
    said = " ".join(refused.value.objections)
    assert re.findall("“(.+?)”", said) == ["OCG-ZZZZZZ", "LOG-222222"]
    with pytest.raises(Refused, match="Choose whose records to count"):
        made(cast, scope="agency:elsewhere")
    with pytest.raises(Refused, match="Select at least one figure"):
        made(cast, figures=[])
    made(cast, records=[bid.ref, ocg])
    with pytest.raises(Refused, match="already have a board pack with this name"):
        made(cast, name="LEVEL 2 | *board*")
    answer = Machine(cast.tess).post("/board-packs", name="x", scope=SCOPE, period="month",
                                     figures=["no_such"])  # fmt: skip
    assert answer.status_code == 422


def test_a_pack_is_corrected_and_removed_with_its_reason(cast: Cast, bid: Bid) -> None:
    pack, machine = made(cast), Machine(cast.tess)
    path = f"/board-packs/{pack.ref}"
    edited = machine.post(f"{path}/edit", records=[bid.ref], period="year")
    assert (edited.status_code, edited.json()["records"]) == (200, [bid.ref])
    one = machine.get(path).json()
    assert [figure["name"] for figure in one["counted"]] == FIGURES
    assert one["summaries"][0]["facts"]["Objective"] == "Find | *where* <b>it</b> is."
    assert (one["since"], one["as_of"]) == ("2020-03-01", "2021-02-28")
    assert machine.get(f"{path}/copy.docx").status_code == 200
    page = browser(cast.tess)
    assert page.post(f"/board-packs/{pack.ref}/remove/", {"because": "Ended"}).status_code == 302
    assert page.get(f"/board-packs/{pack.ref}/").status_code == 404
    with as_actor(cast.tess):
        kept = BoardPack.objects.get(pk=pack.pk)
    assert (kept.removed_because, kept.removed_at) == ("Ended", NOW)
    for change in (
        lambda: remove_board_pack(actor=cast.tess, pack=pack, because="Again"),
        lambda: edit_board_pack(
            actor=cast.tess, pack=pack, name="x", scope=SCOPE, period="month", figures=FIGURES
        ),
    ):
        with pytest.raises(Refused, match="was removed"):
            change()
    assert made(cast).name == pack.name, "the name is free again"


def test_a_record_that_is_closed_to_its_maker_is_named_by_reference_alone(
    cast: Cast, bid: Bid
) -> None:
    with as_actor(cast.gail):
        ocg = bid.ocg
    pack = made(cast, records=[ocg.ref])
    shown = browser(cast.tess).get(f"/board-packs/{pack.ref}/").content.decode()
    assert ocg.name in shown
    withdraw(actor=cast.gail, bid=bid, because="No longer needed.")
    shown = browser(cast.tess).get(f"/board-packs/{pack.ref}/").content.decode()
    assert "You can no longer see this record." in shown
    assert ocg.name not in shown
    edit_board_pack(
        actor=cast.tess, pack=pack, name="Kept", scope=SCOPE, period="month", figures=[],
        records=[ocg.ref],
    )  # fmt: skip


def ready_for(cast: Cast, at: datetime) -> list[str]:
    with clock.set_to(at):
        notify_makers()
    with as_actor(cast.tess):
        rows = Notification.objects.filter(event__verb="board_pack.ready").order_by("pk")
        return [words(row.event) for row in rows.select_related("event__officer")]


def test_its_maker_is_notified_once_a_month_that_it_is_ready(cast: Cast) -> None:
    pack = made(cast, is_monthly=True)
    made(cast, name="Not monthly")
    assert ready_for(cast, NOW + timedelta(days=20)) == []
    said = ["Your board pack Level 2 | *board* is ready. Look at it or download it."]
    assert ready_for(cast, NEXT_MONTH) == said
    assert ready_for(cast, NEXT_MONTH + timedelta(days=1)) == said
    assert len(ready_for(cast, NEXT_MONTH + timedelta(days=31))) == 2
    with pytest.raises(Refused, match="already been notified"):
        tell_ready(actor=cast.tess, pack=pack)
    notices = browser(cast.tess).get("/notices/").content.decode()
    assert f"/board-packs/{pack.ref}/" in notices


def test_the_terminal_makes_lists_and_downloads_a_pack(
    cast: Cast, bid: Bid, tmp_path: Path
) -> None:
    done = terminal(
        cast.tess, "board-packs", "make", "--name", "Board", "--scope", "seen", "--period",
        "quarter", "--figures", "active_ocgs", "--records", bid.ref,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    ref = reference_in(done.output)
    assert ref in terminal(cast.tess, "board-packs", "list").output
    file = tmp_path / "board.docx"
    done = terminal(cast.tess, "board-packs", "download", ref, "--to", str(file))
    assert done.exit_code == 0, done.output
    assert "The records you can see" in text_of(file.read_bytes())
    done = terminal(cast.tess, "board-packs", "remove", ref, "--because", "Ended")
    assert done.exit_code == 0, done.output
    refused = terminal(cast.gail, "board-packs", "make", "--name", "B", "--scope", "seen",
                       "--period", "month", "--figures", "active_ocgs")  # fmt: skip
    assert (refused.exit_code, "Only a chief officer" in refused.output) == (1, True)
