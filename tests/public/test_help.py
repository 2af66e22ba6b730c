"""Tests for the public pages: help, accessibility statement and privacy notice."""

import pytest
from django.test import override_settings

from broadhurst.foundation.agencies.models import Role
from broadhurst.surfaces.help.guides import guides
from tests.doors import browser
from tests.people import Cast


def test_every_role_has_a_guide_that_says_what_to_do(cast: Cast) -> None:
    assert list(guides()) == [role.value for role in Role]
    for role, guide in guides().items():
        assert guide.tasks
        page = browser(None).get(f"/help/{role}/")
        assert page.status_code == 200
        assert guide.tasks[0][0] in page.content.decode()


def test_help_shows_the_readers_own_guides_first(cast: Cast) -> None:
    page = browser(cast.gail).get("/help/").content.decode()
    mine, _, others = page.partition("Guides for other roles")
    assert 'href="/help/investigator/"' in mine
    assert 'href="/help/auditor/"' in others
    nobody = browser(None).get("/help/").content.decode()
    assert "Your guides" not in nobody
    assert "Guides by role" in nobody


def test_a_role_that_does_not_exist_has_no_guide(cast: Cast) -> None:
    assert browser(None).get("/help/spy/").status_code == 404


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/privacy/"])
def test_each_page_says_who_runs_the_installation(cast: Cast, path: str) -> None:
    with override_settings(OPERATOR="Fernshire Police", OPERATOR_CONTACT="0161 496 0123"):
        page = browser(None).get(path).content.decode()
    assert "Fernshire Police" in page
    assert "0161 496 0123" in page
    assert "administrator of your organisation" in browser(None).get(path).content.decode()


def test_every_page_leads_there_from_its_footer(cast: Cast) -> None:
    for reader, page in ((None, "/help/"), (cast.olive, "/")):
        footer = browser(reader).get(page).content.decode().partition("<footer")[2]
        for path in ("/help/", "/accessibility/", "/privacy/"):
            assert f'href="{path}"' in footer
