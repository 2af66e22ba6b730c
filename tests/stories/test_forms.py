"""Stories of forms: without the mouse, with and without a script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import HEIGHT, Walker, own_ocg

pytestmark = pytest.mark.story
# Unlike one another, so that none is taken for a likely duplicate.
PEOPLE = (
    "Barnaby Ragwort", "Celia Thornback", "Dunstan Marl", "Etta Quickbeam", "Fergus Oxlip",
    "Greta Saltmarsh", "Horace Dimity", "Isolde Pebble",
)  # fmt: skip
NUMBERS = 12
FARTHEST = 120  # presses of Tab


class Keyboard:
    """An officer who never touches the mouse."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.page = walker, walker.page

    def to(self, name: str) -> None:
        """Press Tab until a question of this name has the focus."""
        for _ in range(FARTHEST):
            focused = "[document.activeElement.name, document.activeElement.id]"
            if {name, f"id_{name}"} & {*self.page.evaluate(focused)}:
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never comes to {name}")

    def type(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.type(text)

    def choose_first(self, name: str) -> None:
        self.to(name)
        self.page.keyboard.press("Space")

    def choose_officer(self, name: str, officer: str) -> None:
        """Type a name, and take the first suggestion if the question suggests."""
        self.type(name, officer)
        if self.page.evaluate("document.activeElement.getAttribute('role')") == "combobox":
            matches = f"#id_{name}__listbox [role=option]:not([aria-disabled])"
            self.page.locator(matches).first.wait_for()
            self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, words: str) -> None:
        """Press Tab until the button has the focus, then Enter."""
        for _ in range(FARTHEST):
            if self.page.evaluate("document.activeElement.innerText || ''").strip() == words:
                self.enter()
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never comes to the button {words}")


def register(walker: Walker, keys: Keyboard) -> str:
    """Register an OCG, and return its reference."""
    walker.go("/ocgs/register/")
    keys.type("name", "Amber Plover")
    keys.choose_first("threat_types")
    keys.choose_first("districts")
    keys.type("description", "Supplies Class A drugs across two districts.")
    for lead, officer in (("lro", "Len Oakapple"), ("sio", "Gail Fernsby")):
        keys.choose_officer(lead, officer)
    keys.type("urgent_because", "An arrest is planned for tomorrow.")
    keys.press("Register OCG")
    walker.look()
    ref = re.search(r"OCG-[0-9A-Z]{6}", walker.page.content())
    assert ref, walker.page.inner_text("main")
    return ref[0]


def save(walker: Walker, keys: Keyboard, first: str, *, is_last: bool) -> None:
    """Save, and add another unless it is the last. The first question then has the focus."""
    if is_last:
        walker.look()
        keys.press("Save person" if first == "name" else "Save identifier")
        return
    keys.enter()  # Enter presses the first button: save and add another
    walker.sees("is added.")
    assert walker.page.evaluate("document.activeElement.name") == first


def test_an_ocg_with_eight_people_and_twelve_numbers_without_the_mouse(walker: Walker) -> None:
    walker.sign_in("gail")
    keys = Keyboard(walker)
    ref = register(walker, keys)
    walker.go(f"/ocgs/{ref}/add-member/")
    for name in PEOPLE:
        keys.type("name", name)
        keys.choose_first("category")
        keys.choose_first("part")
        save(walker, keys, "name", is_last=name == PEOPLE[-1])
    walker.sees(PEOPLE[0], PEOPLE[-1])
    walker.go(f"/ocgs/{ref}/add-identifier/")
    keys.choose_first("kind")
    for number in range(1, NUMBERS + 1):
        keys.type("value", f"077009005{number:02}")
        save(walker, keys, "value", is_last=number == NUMBERS)
    walker.sees("07700900501", "07700900512")


@pytest.fixture
def elsewhere(chromium: Browser, site: str) -> Iterator[Walker]:
    """Open another browser, as on another machine."""
    context = chromium.new_context(viewport={"width": 1280, "height": HEIGHT}, locale="en-GB")
    yield Walker(context.new_page(), site)
    context.close()


def test_half_a_form_is_continued_on_another_machine(walker: Walker, elsewhere: Walker) -> None:
    """It is saved as Gail types, and is on her home page until she sends or discards it."""
    walker.sign_in("gail")
    _, path = own_ocg(walker)
    form = f"{path}add-member/"
    walker.go(form)
    walker.page.locator("[name=name]").press_sequentially("Barnaby Half")
    walker.date("born_on", "1988-03-27")
    walker.page.get_by_text("Draft saved at").wait_for()
    walker.look()
    walker.page.close()
    elsewhere.taken = 140
    elsewhere.sign_in("gail")
    elsewhere.sees("Continue")
    elsewhere.picture("home-with-a-draft")
    elsewhere.page.locator(f"main a[href='{form}?draft=1']").click()
    elsewhere.look()
    assert elsewhere.page.input_value("[name=name]") == "Barnaby Half"
    assert elsewhere.page.input_value("[name=born_on_year]") == "1988"
    elsewhere.picture("a-draft-continued")
    elsewhere.go(form)
    elsewhere.sees("You have a draft from")
    elsewhere.picture("a-draft-offered")
    with elsewhere.page.expect_navigation():
        elsewhere.page.get_by_role("button", name="Discard this draft").click()
    elsewhere.look()
    elsewhere.sees("The draft is discarded.")
    elsewhere.go("/")
    elsewhere.sees_not(f"{form}?draft=1")


def test_answers_are_checked_before_what_cannot_be_undone(walker: Walker) -> None:
    """Gail cancels an action. She looks at her reason, changes it, and then cancels."""
    walker.taken = 145
    walker.sign_in("gail")
    walker.go("/?every=yes")
    actions = walker.page.locator("main a[href^='/actions/']")
    hrefs = [str(one.get_attribute("href")) for one in actions.all()]
    is_open = f"{walker.address}{{}}cancel-action/"
    action = next(one for one in hrefs if walker.page.request.get(is_open.format(one)).ok)
    walker.go(f"{action}cancel-action/")
    walker.answer(reason="The premises closed.")
    check = walker.page.locator("main button[name=and_then][value=check]")
    change = walker.page.get_by_role("button", name=re.compile("^Change"))
    for button in (check, change):
        with walker.page.expect_navigation():
            button.first.click()
        walker.look()
        walker.sees("The premises closed." if button is check else "Cancel this action")
        walker.picture("check-your-answers" if button is check else "change-an-answer")
    assert walker.page.input_value("[name=reason]") == "The premises closed."
    walker.answer(reason="The premises closed for good.")
    walker.send()
    walker.sees("is cancelled.", "The premises closed for good.")


def test_questions_come_with_the_answers_that_call_for_them(walker: Walker) -> None:
    walker.sign_in("dot")
    walker.go("/deconfliction/check-lines/")
    because = walker.page.locator("[name=because]")
    assert not because.is_visible()
    assert because.is_disabled(), "and is not sent"
    walker.page.locator("[name=is_silent]").check(force=True)
    assert because.is_visible()
    assert because.is_enabled()
    walker.look()
    walker.page.locator("[name=is_silent]").uncheck(force=True)
    assert not because.is_visible()


def test_lines_are_checked_after_they_are_shown(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/deconfliction/check-lines/")
    walker.picture("check-a-target")
    walker.answer(lines="07700 900650\n35209900176148\nAB12 CDE\nSilas Thornwhistle 14/08/1979")
    walker.send()
    walker.sees("Check what each line is", "This can be more than one kind")
    walker.picture("what-each-line-is")
    walker.send("Check 4 targets")
    walker.sees("There is a problem", "35209900176148: choose what it is")
    walker.page.get_by_label("Kind of 35209900176148").select_option("imei")
    walker.send("Check 4 targets")
    walker.sees("Results", "DCN-")
    walker.picture("results-of-lines")


@pytest.fixture
def without_script(chromium: Browser, site: str) -> Iterator[Walker]:
    """Open a browser that runs no script."""
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    walker = Walker(context.new_page(), site)
    walker.look = lambda: None  # type: ignore[method-assign] # axe is a script
    yield walker
    context.close()


def test_all_of_it_works_without_a_script(without_script: Walker) -> None:
    walker = without_script
    walker.sign_in("dot")
    walker.go("/deconfliction/check-lines/")
    assert walker.page.locator("[name=because]").is_visible(), "every question is shown"
    walker.answer(lines="07700 900651")
    walker.send()
    walker.send("Check 1 target")
    walker.sees("Results", "No hit")
