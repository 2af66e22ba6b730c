"""Days at work: a supervisor's Monday, a council officer's ten minutes, a spreadsheet imported."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.stories.conftest import Walker, own_ocg

pytestmark = pytest.mark.story
HEADINGS = ("Full name", "Also known as", "DOB", "Sex", "Category", "Role in the group", "Mobile")
RIGHT = (
    ("Barnaby Crickmere", "Barney", "27/03/1988", "M", "Suspect", "Principal", "07700 900871"),
    ("Juniper Ashdown", "", "14/08/1991", "F", "Convicted", "Associate", "07700 900872"),
    ("Tobias Fennimore", "", "2 May 1979", "M", "Suspect", "Significant", "07700 900873"),
    ("Clementine Rushworth", "Clem", "30/11/1995", "F", "Suspect", "Associate", "07700 900874"),
)
# A date that does not exist, a word for a category that is not ours, and half a phone number.
WRONG = (
    RIGHT[0],
    (*RIGHT[1][:2], "31/02/1991", *RIGHT[1][3:]),
    (*RIGHT[2][:4], "Baddie", *RIGHT[2][5:]),
    (*RIGHT[3][:6], "0770"),
)


def open_what_is_late(walker: Walker) -> str:
    """Open the OCG with a late action in the unit that has most of these. Return its reference."""
    load = walker.page.locator("main table", has_text="Workload of").locator("tbody tr").first
    unit, late = load.locator("td").first.inner_text(), load.locator("td").last.inner_text()
    assert int(late) > 0
    walker.press("OCGs with an overdue review")
    walker.page.locator(".bh-sub").get_by_role("link", name=re.compile("^All")).click()
    walker.press("Owner")
    rows = walker.page.locator("main tbody tr").filter(has_text=unit)
    links = rows.locator("a[href^='/ocgs/OCG-']").all()
    for path in [str(link.get_attribute("href")) for link in links]:
        walker.go(path)
        if "overdue" in walker.page.locator("section:has(#attention)").inner_text():
            return path.strip("/").rpartition("/")[2]
    pytest.fail(f"No OCG of {unit} says what is late.")


def test_a_supervisors_monday(walker: Walker) -> None:
    """See what is late and who has how much, and give an OCG to an officer, who is notified."""
    walker.taken = 110
    walker.sign_in("cora")
    walker.sees("Your tasks", "Workload of Greater Manchester Police", "Challenger Bolton")
    walker.picture("monday-of-a-supervisor")
    for tab in ("My unit", "Overdue", "All"):
        walker.page.locator(".bh-sub").get_by_role("link", name=re.compile(f"^{tab}")).click()
        walker.look()
        dues = walker.page.locator("main td[data-label='Due']").all_inner_texts()
        assert tab != "Overdue" or all("overdue" in due for due in dues)
    ref = open_what_is_late(walker)
    walker.picture("an-ocg-that-needs-attention")
    walker.press("Name an SIO, LRO or SRO")
    walker.answer(role="sio", because="Gail has room for another group")
    assert walker.look_up("officer", "fernsby").startswith("Gail Fernsby")
    walker.picture("name-another-sio")
    walker.send("Name lead")
    walker.sees("Gail Fernsby")
    walker.sign_in("gail")
    walker.go("/notices/")
    walker.sees(f"Cora Plumstead named Gail Fernsby as SIO of {ref}")
    walker.picture("notices-of-gail")
    walker.page.locator(f"main a[href='/ocgs/{ref}/']").first.click()
    walker.look()
    walker.sees("Gail Fernsby", ref)


def answer_first_task(walker: Walker) -> str:
    """Open the first task, accept the action if need be, and mark it as done."""
    walker.page.locator("main tbody tr a").first.click()
    walker.look()
    action = walker.page.url.removeprefix(walker.address)
    assert action.startswith("/actions/"), action
    walker.sees("Brief")
    walker.picture("an-action-for-the-council")
    if walker.page.get_by_role("link", name="Accept action").count():
        walker.press("Accept action")
        walker.send("Accept action")
        walker.go(action)
    walker.press("Mark action as done")
    walker.answer(outcome="Both premises visited. Staff records are in order at one of them.")
    walker.picture("say-what-was-done")
    walker.send("Mark action as done")
    walker.sees("is done.")
    walker.picture("done")
    return action


def test_a_council_officers_ten_minutes(walker: Walker) -> None:
    """Sign in, see your own action, say what was done, and see nothing else."""
    walker.taken = 120
    walker.sign_in("gail")
    name, path = own_ocg(walker)
    walker.sign_in("connie")
    walker.picture("home-of-a-council-officer")
    action = answer_first_task(walker)
    walker.go("/")
    tasks = walker.page.locator("main tbody tr")
    assert tasks.count(), "the officer has others, and the next one if the action is repeated"
    assert not tasks.filter(has_text=action.strip("/").rpartition("/")[2]).count()
    walker.go(action)
    walker.sees_not(name)
    for hidden in (path, f"{path}people/"):
        answer = walker.page.request.get(walker.address + hidden)
        assert answer.status == 404, hidden
    walker.go("/search/?q=" + name.replace(" ", "+"))
    walker.sees_not(path)
    walker.picture("a-search-that-finds-nothing")


def workbook(rows: tuple[tuple[str, ...], ...]) -> dict[str, object]:
    """Return a workbook of these rows as a file to upload."""
    book, content = Workbook(), BytesIO()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "nominals.xlsx", "mimeType": kind, "buffer": content.getvalue()}


def send_workbook(walker: Walker, rows: tuple[tuple[str, ...], ...]) -> None:
    """Upload a workbook, and accept the columns as they were guessed."""
    walker.page.set_input_files("main input[type=file]", workbook(rows))  # type: ignore[arg-type]
    walker.send("Send the spreadsheet")
    walker.sees("What the columns hold", "Nothing has been added yet.")
    walker.picture("what-the-columns-hold")
    walker.send("Continue")


def test_a_workbook_is_mended_imported_and_undone(walker: Walker) -> None:
    walker.taken = 130
    walker.sign_in("gail")
    _, path = own_ocg(walker)
    walker.go(f"{path}people/")
    walker.press("Import a spreadsheet")
    walker.picture("send-a-spreadsheet")
    send_workbook(walker, WRONG)
    problems = walker.page.locator("table", has_text="Rows to correct").locator("tbody tr")
    assert [row.split("\t")[0] for row in problems.all_inner_texts()] == ["3", "4", "5"]
    assert walker.page.get_by_role("link", name="Import all rows").count() == 0
    walker.picture("three-rows-to-correct")
    walker.press("send it again")
    send_workbook(walker, RIGHT)
    walker.picture("rows-to-import")
    walker.press("Import all rows")
    walker.send("Import all rows")
    walker.sees("4 people and 4 identifiers")
    sent = walker.page.url.removeprefix(walker.address)
    walker.picture("imported")
    walker.go(f"{path}people/")
    walker.sees("Tobias Fennimore", "07700 900874")
    walker.go(sent)
    walker.press("Undo the import")
    walker.send("Undo the import")
    walker.sees("The import is undone.")
    walker.picture("undone")
    walker.go(f"{path}people/")
    people = walker.page.locator("main td[data-label='Name']").all_inner_texts()
    assert {row[0] for row in RIGHT} & set(people) == set()
