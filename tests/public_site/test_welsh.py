"""A Welsh version from draft to withdrawal, at the page, the API and the terminal."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext, override

from broadhurst.capabilities.public_messages.commands.withdraw_message import withdraw_message
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_site.commands.edit_welsh import edit_welsh
from broadhurst.capabilities.public_site.commands.publish_welsh import publish_welsh
from broadhurst.capabilities.public_site.commands.withdraw_welsh import withdraw_welsh
from broadhurst.capabilities.public_site.commands.write_welsh import write_welsh
from broadhurst.capabilities.public_site.models import PublicWelsh, StoredPage, WelshVersion
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.public import shelves, storing
from broadhurst.surfaces.public.welsh import day_in_language
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, reference_in, terminal
from tests.inspections.making import Room, make_room
from tests.people import Cast
from tests.public_messages.making import published

TITLE = "Peidiwch â rhoi benthyg eich cyfrif banc"
TEXT = "Os bydd rhywun yn eich talu, mae’n **wyngalchu arian**. Ffoniwch 101."
PUBLIC = Path(storing.__file__).parent
TEMPLATES = PUBLIC / "templates" / "public"
CATALOGUE = PUBLIC / "locale" / "cy" / "LC_MESSAGES" / "django.po"


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


def a_draft(room: Room, message: Message, **changes: str) -> WelshVersion:
    words = {"title": TITLE, "text": TEXT} | changes
    return write_welsh(actor=room.cast.pol, translates=message.ref, **words)


def made_public(room: Room, message: Message) -> WelshVersion:
    return publish_welsh(actor=room.clem, version=a_draft(room, message), is_read=True)


def paths_of(message: Message) -> tuple[str, str]:
    path = f"/published/messages/{message.ref}/"
    return path, f"/cy{path}"


def test_welsh_page_is_beside_the_english_one_until_it_is_withdrawn(room: Room) -> None:
    message, nobody = published(room), browser(None)
    english, welsh = paths_of(message)
    draft = a_draft(room, message)
    assert nobody.get(welsh).status_code == 404
    assert "Cymraeg" not in nobody.get(english).content.decode()
    with pytest.raises(Refused, match="another officer must publish it"):
        publish_welsh(actor=room.cast.pol, version=draft, is_read=True)
    version = publish_welsh(actor=room.clem, version=draft, is_read=True)
    page = nobody.get(welsh).content.decode()
    assert '<html lang="cy"' in page
    assert "<strong>wyngalchu arian</strong>" in page
    assert "Cyhoeddwyd 1 Mawrth 2021" in page
    for at in (page, nobody.get(english).content.decode()):
        for code, path in (("en", english), ("cy", welsh)):
            full = f"{settings.PUBLIC_URL}{path}"
            assert f'<link rel="alternate" hreflang="{code}" href="{full}">' in at
    assert TITLE in nobody.get("/cy/published/messages/").content.decode()
    assert "Nid oes dim byd yma" in nobody.get("/cy/published/practice/").content.decode()
    assert welsh in nobody.get("/sitemap.xml").content.decode()
    withdraw_welsh(actor=room.cast.pol, version=version, because="A wrong word")
    for path in (welsh, "/cy/published/messages/", "/cy/published/"):
        assert nobody.get(path).status_code == 404
    for path in (english, "/published/practice/"):
        assert "Cymraeg" not in nobody.get(path).content.decode()


def test_every_other_page_is_in_welsh_while_something_is(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, nobody = published(room), browser(None)
    monkeypatch.setattr(shelves, "NEWEST", 0)  # so that the lists link to those of a year
    organisation = f"/published/organisations/{room.cast.pol.agency.key}/"
    year = "/published/messages/2021/"
    version = made_public(room, message)
    words = {
        "/published/not-found/": "Heb ddod o hyd i’r dudalen",
        "/published/accessibility/": "Dylech allu:",
        "/published/messages/": "Popeth o 2021",
        year: "Negeseuon i’r cyhoedd, 2021",
        organisation: "Ffrwd RSS gan",
    }
    for path, said in words.items():
        page = nobody.get(f"/cy{path}").content.decode()
        assert '<html lang="cy"' in page, path
        assert said in page, path
        assert f'hreflang="en" href="{settings.PUBLIC_URL}{path}"' in page
        assert f'href="/cy{path}" lang="cy"' in nobody.get(path).content.decode()
    statement = nobody.get("/cy/published/accessibility/").content.decode()
    assert "heb golli testun" in statement
    assert "without" not in statement
    for path in (year, organisation):
        page = nobody.get(f"/cy{path}").content.decode()
        assert f'href="{paths_of(message)[1]}">{TITLE}</a>' in page
        assert message.title not in page
    page = nobody.get(paths_of(message)[1]).content.decode()
    assert f'href="/cy{organisation}"' in page
    assert 'href="/cy/published/accessibility/"' in page
    assert "Allow: /cy/published/" in nobody.get("/robots.txt").content.decode()
    withdraw_welsh(actor=room.cast.pol, version=version, because="A wrong word")
    for path in words:
        assert nobody.get(f"/cy{path}").status_code == 404
        assert "Cymraeg" not in nobody.get(path).content.decode()


def test_edited_version_leaves_the_public_site_until_it_is_published_again(room: Room) -> None:
    message, nobody = published(room), browser(None)
    version = made_public(room, message)
    _, welsh = paths_of(message)
    version = edit_welsh(actor=room.clem, version=version, title=TITLE, text="Ffoniwch 101.")
    assert nobody.get(welsh).status_code == 404
    publish_welsh(actor=room.cast.pol, version=version, is_read=True)
    assert "Ffoniwch 101." in nobody.get(welsh).content.decode()


def test_it_goes_with_the_english_text(room: Room) -> None:
    message, other, nobody = published(room), published(room, title="Another"), browser(None)
    made_public(room, message)
    made_public(room, other)
    withdraw_message(actor=room.cast.pol, message=message, because="The number was wrong.")
    english, welsh = paths_of(message)
    assert [nobody.get(path).status_code for path in (english, welsh)] == [404, 404]
    assert nobody.get(paths_of(other)[1]).status_code == 200
    assert welsh not in nobody.get("/cy/published/messages/").content.decode()
    with as_actor(room.cast.pol):
        version = WelshVersion.objects.get(record=message.ref)
    assert (version.stage, PublicWelsh.objects.count()) == ("withdrawn", 1)
    assert "left the public site" in version.withdrawn_because


def test_a_response_and_a_second_version(room: Room) -> None:
    response = room.published()
    write_welsh(actor=room.cast.pol, translates=response.ref, title=TITLE, text=TEXT)
    with pytest.raises(Refused, match="already has a Welsh version"):
        write_welsh(actor=room.cast.pol, translates=response.ref, title=TITLE, text=TEXT)


def test_others_cannot_write_or_see_it(room: Room) -> None:
    message = published(room)
    draft = a_draft(room, message)
    with pytest.raises(Refused, match="Only a policing body officer"):
        write_welsh(actor=room.cast.olive, translates=message.ref, title=TITLE, text=TEXT)
    assert browser(room.cast.olive).get(f"/welsh-versions/{draft.ref}/").status_code == 404
    with as_actor(room.cast.olive):
        assert not WelshVersion.objects.exists()


def test_words_of_the_register_are_refused(room: Room) -> None:
    message = published(room)
    room.cast.ocg(name="Marble Heron")
    with pytest.raises(Refused):
        a_draft(room, message, text="Dywedwch wrthym am Marble Heron.")
    with pytest.raises(Refused, match="Remove"):
        a_draft(room, message, text="Gweler OCG-7B4HWV.")


def test_database_keeps_a_copy_only_of_a_public_version(room: Room) -> None:
    draft = a_draft(room, published(room))
    copy = PublicWelsh(
        ref=draft.ref, record=draft.record, agency=room.cast.pol.agency, title=TITLE, html="x",
        published_at=NOW,
    )  # fmt: skip
    refused = pytest.raises(IntegrityError, match="Only a public Welsh version")
    with refused, transaction.atomic():
        copy.save()


def test_two_officers_write_at_once_and_one_version_is_kept(committed: Cast) -> None:
    room = make_room(committed)
    message = published(room)
    acts = [
        lambda by=by: write_welsh(actor=by, translates=message.ref, title=TITLE, text=TEXT)
        for by in (room.cast.pol, room.clem)
    ]
    assert len(refusals(at_once(*acts))) == 1
    with as_actor(room.cast.pol):
        assert WelshVersion.objects.count() == 1


def test_pages_lead_from_draft_to_withdrawal(room: Room) -> None:
    message, pol, clem = published(room), browser(room.cast.pol), browser(room.clem)
    assert "Welsh versions" in pol.get("/public-site/").content.decode()
    assert "No Welsh versions yet" in pol.get("/welsh-versions/").content.decode()
    answers = {"translates": message.ref, "title": TITLE, "text": TEXT}
    sent = pol.post("/welsh-versions/write/", answers)
    assert sent.status_code == 302, sent.content.decode()
    address = sent["Location"]
    assert "Publish Welsh version" not in pol.get(address).content.decode()
    assert "Publish Welsh version" in clem.get(address).content.decode()
    assert clem.post(f"{address}publish/", {"is_read": "on"}).status_code == 302
    assert TITLE in pol.get("/welsh-versions/").content.decode()
    changed = pol.post(f"{address}edit/", {"title": TITLE, "text": "Ffoniwch 101."})
    assert changed.status_code == 302
    assert pol.post(f"{address}withdraw/", {"because": "A wrong word"}).status_code == 302
    assert "Reason: A wrong word" in pol.get(address).content.decode()


def test_api_and_terminal_do_the_same(room: Room) -> None:
    message = published(room)
    pol, clem = Machine(room.cast.pol), Machine(room.clem)
    made = pol.post("/welsh-versions", translates=message.ref, title=TITLE, text=TEXT)
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    assert pol.post(f"/welsh-versions/{ref}/edit", title="Ffoniwch").json()["text"] == TEXT
    assert clem.post(f"/welsh-versions/{ref}/publish", is_read=True).json()["stage"] == "public"
    assert pol.get(f"/welsh-versions/{ref}").json()["translates"] == message.ref
    assert len(pol.get("/welsh-versions").json()["items"]) == 1
    gone = pol.post(f"/welsh-versions/{ref}/withdraw", because="A wrong word").json()
    assert gone["withdrawn_because"] == "A wrong word"
    done = terminal(
        room.cast.pol, "public-site", "write-welsh", "--translates", message.ref, "--title", TITLE,
        "--text", TEXT,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    ref = reference_in(done.output)
    assert terminal(room.clem, "public-site", "publish-welsh", ref, "--is-read").exit_code == 0
    assert ref in terminal(room.cast.pol, "public-site", "list-welsh").output
    told = ("--because", "A wrong word")
    assert terminal(room.cast.pol, "public-site", "withdraw-welsh", ref, *told).exit_code == 0


def test_every_word_that_a_page_says_is_there_in_welsh() -> None:
    said = {
        words
        for path in TEMPLATES.glob("*.html")
        for words in re.findall(r'{% translate "([^"]+)"', path.read_text())
    }
    each = r'^msgid "(.+)"\nmsgstr "(.+)"$'
    written = dict(re.findall(each, CATALOGUE.read_text(), flags=re.MULTILINE))
    assert said == written.keys()
    with override("cy"):
        shown = {words: gettext(words) for words in said}
    assert shown == written, "compile the catalogue again: see docs/how-to/welsh.md"


def test_welsh_is_only_spoken_on_welsh_pages(room: Room) -> None:
    message, nobody = published(room), browser(None)
    made_public(room, message)
    english, welsh = (nobody.get(path).content.decode() for path in paths_of(message))
    assert '<html lang="cy"' in welsh
    assert "Neidio i’r prif gynnwys" in welsh
    assert "Skip to main content" not in welsh
    assert '<html lang="en-GB"' in english
    assert "Skip to main content" in english
    assert "Neidio" not in english
    assert get_language() == "en-gb", "the language of a page ends with the page"


def test_days_are_said_in_welsh() -> None:
    assert day_in_language("cy", NOW) == "1 Mawrth 2021"
    assert day_in_language("en", NOW) == "1 March 2021"


def test_all_pages_made_again_are_the_same(room: Room) -> None:
    made_public(room, published(room))
    room.published()
    before = dict(StoredPage.objects.values_list("path", "etag"))
    storing.store_all()
    assert dict(StoredPage.objects.values_list("path", "etag")) == before


def test_public_page_that_is_not_found_speaks_of_no_posting(cast: Cast) -> None:
    text = browser(cast.gail).get("/published/1999/").content.decode()
    assert "Page not found" in text
    assert "the page does not exist or was removed" in text
    assert "your posting" not in text
