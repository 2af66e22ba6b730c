"""Fixtures for stories: the real program in a real browser.

The program is served as in production, but passwords are quick to check. Stories run if a Chromium
is found. Otherwise the run says that they were skipped, and how to get one. With
BROADHURST_STORIES=required, a missing Chromium is a failure.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from broadhurst.surfaces.demo.cast import PASSWORD
from tests.conftest import REGION, copied, exists, replace
from tests.server_process import OF_STORIES, environment, served, wait_for
from tests.stories import loading

# The shell has no window, and takes half of the browser's processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
HOW = "Stories need a Chromium: `apt-get install chromium-headless-shell`, or put one on the PATH."
PICTURES = os.environ.get("BROADHURST_PICTURES")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
TALLEST = 2200  # pixels of a picture
WIDTHS = ((390, "phone"), (1280, "desktop"), (1920, "wide"))  # the desktop is what a story walks on
HEIGHT = 900
# axe takes longer than the page itself. It checks a page once of those that have the same address
# without references, the same title and the same kinds of elements, at the same width.
LOOKED_AT: set[tuple[int, str, str, frozenset[str]]] = set()
# Most of its time is for the contrast of each text. It follows from the kind of element and its
# classes, on a light or a dark page, so it is worked out on pages that have a new one.
MEASURED: set[str] = set()
# Rows of a table and items of a list are alike.
ALIKE = {"exclude": ["main tbody tr:nth-child(n+13)", "main li:nth-child(n+13)"]}
FAULTS_ALONE = {"resultTypes": ["violations"]}
WITHOUT_CONTRAST = {**FAULTS_ALONE, "rules": {"color-contrast": {"enabled": False}}}
REFERENCE = re.compile(r"[A-Z]+-[A-Z0-9]{6,}|\?.*")
ELEMENTS = """() => {
  const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return [...new Set(Array.from(document.querySelectorAll("*"), one =>
    [scheme, one.tagName, one.className, one.getAttribute("role"), one.type].join(" ")))];
}"""
FIRST = "gw0"  # the first process of a run


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the machine's own headless Chromium, and close it with the module.

    While it runs, its event loop keeps this thread from using Django's connections.
    """
    if CHROMIUM is None:
        if os.environ.get("BROADHURST_STORIES") == "required":
            pytest.fail(HOW)
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.hookimpl(tryfirst=True)  # before the run hears that this process has collected its tests
def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to load the demo region in the first process, so that few stories wait for it."""
    worker = getattr(session.config, "workerinput", {}).get("workerid", FIRST)
    needed = any("region" in getattr(item, "fixturenames", ()) for item in session.items)
    if worker == FIRST and needed and not session.config.option.collectonly:
        session.config.add_cleanup(partial(loading.end, loading.begin()))


@pytest.fixture(scope="session")
def region() -> str:
    """Return the name of a database with the demo region. Stories use copies of it."""
    loading.lock().close()
    if not exists(REGION):
        pytest.fail("The demo region could not be loaded. The run printed the error above.")
    return REGION


class Program:
    """`broadhurst serve` over a copy of the demo region, for one story after another.

    To start the program for each story would take longer than to copy its database again.
    """

    def __init__(self, address: str, server: subprocess.Popen[bytes], name: str) -> None:
        self.address = address
        self.is_fresh = True
        self._server = server
        self._name = name

    def refresh(self) -> None:
        """Put a fresh copy of the region in the place of the one that a story has used."""
        if not self.is_fresh:
            replace(self._name, REGION)
            wait_for(f"{self.address}/readyz", self._server)
        self.is_fresh = False

    def build(self, what: str) -> dict[str, str]:
        """Build the state that a story begins with, by commands (tests/stories/building.py)."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.stories.building", what], env=environment(self._name),
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return found


@pytest.fixture(scope="session")
def program(region: str, worker: str) -> Iterator[Program]:
    """Serve the demo region as in production."""
    with (
        copied(f"broadhurst_{worker}_story", region) as name,
        served(name, program=OF_STORIES) as (address, server),
    ):
        yield Program(address, server, name)


@pytest.fixture(scope="module")
def site(chromium: Browser, program: Program) -> str:
    """Return the address of a site with the demo region, as it was loaded."""
    program.refresh()
    return program.address


def _is_error(said: ConsoleMessage) -> bool:
    """Return whether the page itself caused this error.

    Forms answered with 422 or 409 do not count.
    """
    return said.type == "error" and "Failed to load resource" not in said.text


class Walker:
    """A user at a browser who signs in, reads and answers.

    axe checks each page on the way.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.taken = 0

    def go(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        self.look()

    def sign_in(self, username: str) -> None:
        """Sign out the current user, and sign in with the form."""
        self.page.context.clear_cookies()
        self.page.goto(self.address + "/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(self.address + "/")
        self.look()

    def answer(self, **answers: str | list[str]) -> None:
        """Fill in the form on the page, by the names of its questions."""
        for name, value in answers.items():
            for one in value if isinstance(value, list) else [value]:
                self._fill(name, one)

    def look_up(self, name: str, text: str) -> str:
        """Type into a search box, choose its first suggestion, and return what it says."""
        box = self.page.locator(f"main [data-lookup='{name}']")
        box.get_by_role("combobox").fill(text)
        suggestion = box.locator("[role=option]:not([aria-disabled])").first
        said = suggestion.inner_text()
        suggestion.click()
        return said

    def _fill(self, name: str, value: str) -> None:
        box = self.page.locator(f"main [data-lookup='{name}'] [role=combobox]")
        if box.count():
            box.fill(value)  # a whole value needs no suggestion
            return
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.get_attribute("type")
        if kind in ("radio", "checkbox"):
            chosen = self.page.locator(f"main [name='{name}'][value='{value}']")
            (chosen if chosen.count() else field).check(force=True)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def date(self, name: str, day: str) -> None:
        """Answer a date in its three boxes. `day` is in ISO format."""
        year, month, of_month = day.split("-")
        for part, value in (("day", of_month), ("month", month), ("year", year)):
            self.page.fill(f"main [name='{name}_{part}']", str(int(value)))

    def send(self, button: str = "") -> None:
        """Press the form's button, and check the next page. Answers to be checked are sent on."""
        form = "main form:not(.govuk-button-group)"  # not the one that discards a draft
        buttons = self.page.locator(f"{form} button[type=submit]")
        asks_to_check = self.page.locator("main button[name=and_then][value=check]")
        named = buttons.filter(has_text=re.compile(button)) if button else buttons
        with self.page.expect_navigation():
            (asks_to_check if asks_to_check.count() else named).first.click()
        self.look()
        if "Check your answers" in self.page.locator("h1").all_inner_texts():
            with self.page.expect_navigation():
                self.page.locator(f"{form} .govuk-button").first.click()
            self.look()

    def sees(self, *words: str) -> None:
        text = self.page.inner_text("body")
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text[:2000]}"

    def sees_not(self, *words: str) -> None:
        html = self.page.content()
        for word in words:
            assert word not in html, f"{word!r} is on {self.page.url}"

    def look(self) -> None:
        """Check that axe finds nothing on this page, unless it has checked one just like it."""
        path = REFERENCE.sub("", self.page.url.removeprefix(self.address))
        elements = frozenset(self.page.evaluate(ELEMENTS))
        width = self.page.evaluate("innerWidth")
        looks = (width, path, self.page.title(), elements)
        if looks in LOOKED_AT:
            return
        LOOKED_AT.add(looks)
        options = WITHOUT_CONTRAST if elements <= MEASURED else FAULTS_ALONE
        MEASURED.update(elements)
        found = Axe().run(self.page, context=ALIKE, options=options).response["violations"]
        told = [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:3]}" for v in found]
        assert told == [], f"{self.page.url}: {told}"

    def press(self, words: str | re.Pattern[str]) -> None:
        """Open the first link of these words, and check the page."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words, exact=True).first.click()
        self.look()

    def picture(self, name: str) -> None:
        """Check that the page is as wide as a phone, and take pictures of it at three widths.

        Pictures are taken if BROADHURST_PICTURES names a folder.
        """
        self.taken += 1
        for width, kind in WIDTHS if PICTURES else WIDTHS[:1]:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            wide = int(self.page.evaluate("document.documentElement.scrollWidth"))
            assert wide <= width, f"{self.page.url} is {wide} pixels wide"
            if PICTURES:
                self._take(f"{self.taken:02d}-{name}-{kind}", width)
        self.page.set_viewport_size({"width": 1280, "height": HEIGHT})

    def _take(self, name: str, width: int) -> None:
        tall = int(self.page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
        path = Path(str(PICTURES)) / f"{name}.jpg"
        self.page.screenshot(path=path, full_page=True, clip=clip, type="jpeg", quality=60)


@pytest.fixture
def walker(chromium: Browser, site: str) -> Iterator[Walker]:
    """Open a fresh browser at the site. Any error in its console fails the story."""
    context = chromium.new_context(viewport={"width": 1280, "height": HEIGHT}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if _is_error(said) else None)
    yield Walker(page, site)
    context.close()
    assert errors == []


def own_ocg(walker: Walker) -> tuple[str, str]:
    """Return the name and the address of the first OCG that the officer leads."""
    walker.go("/ocgs/?tab=mine&sort=name")
    walker.page.locator("main tbody a[href^='/ocgs/OCG-']").first.click()
    walker.page.wait_for_url(re.compile("/ocgs/OCG-"))
    path = walker.page.url.removeprefix(walker.address)
    return walker.page.locator("h1").first.inner_text(), path
