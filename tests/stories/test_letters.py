"""A template is edited, a letter refused for a name, and another issued to several."""

from io import BytesIO

from pypdf import PdfReader

from tests.stories.conftest import Walker, own_ocg

READY = "Paying for the regional unit beyond March"
RETURNED = "Children who were found in other counties"
CUMBRIA = "The Police and Crime Commissioner for Cumbria"


def test_letter_from_template_to_issue(walker: Walker) -> None:
    walker.sign_in("gail")
    name, _address = own_ocg(walker)
    walker.sign_in("pol")
    walker.go("/letters/")
    walker.sees(READY, RETURNED, "Ready to issue")
    walker.picture("letters")
    _preview_a_template(walker)
    _refused_for_a_name(walker, name)
    _issued(walker)


def _preview_a_template(walker: Walker) -> None:
    walker.press("Templates")
    walker.press("Letter about a report")
    walker.sees("Version 2, the newest", "Dear Home Secretary")
    walker.picture("template")
    walker.press("Edit template")
    walker.answer(text="{{ recipient.greeting }}\n\n{{ text }} and {{ report.titles }}")
    walker.send("Show preview")
    walker.sees("Line 3: put “{{ text }}” on a line of its own.", "Did you mean")
    walker.sees_not("There is a problem")
    walker.picture("template-preview")


def _refused_for_a_name(walker: Walker, name: str) -> None:
    walker.go("/letters/")
    walker.press(RETURNED)
    walker.sees("Returned for changes: Say which councils")
    walker.press("Edit letter")
    walker.picture("edit-letter")
    walker.answer(text=f"We ask the councils first.\n\nThe {name} group moved them.")
    walker.send("Save draft")
    walker.press("Ask for issue")
    walker.send("Ask for issue")
    walker.sees(f"Remove “{name}” from line 3 of your text")
    walker.picture("refused")


def _issued(walker: Walker) -> None:
    walker.sign_in("della")
    walker.sees("Issue letter")
    walker.go("/letters/")
    walker.press(READY)
    walker.sees(CUMBRIA)
    walker.press("Issue letter")
    walker.answer(is_read="on")
    walker.send("Issue letter")
    walker.sees("SHA-256 of this PDF")
    walker.picture("issued")
    with walker.page.expect_download() as taken:
        walker.page.get_by_role("link", name=f"Download PDF to {CUMBRIA}").click()
    words = PdfReader(BytesIO(taken.value.path().read_bytes())).pages[0].extract_text()
    assert "Dear Colleague" in words
    walker.go("/letters/house-style/")
    walker.picture("house-style")
