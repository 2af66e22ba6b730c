"""The inspectorate is answered late and corrected, and a published figure is followed inwards."""

from datetime import timedelta
from pathlib import Path

from tests.stories.conftest import Walker
from tests.stories.test_funding import sites_day

LATE = "The report reached the office after its move."
DONE = "Each plan is read on the first Monday of the month."
NEW = "We read each plan on the first Monday, and publish how many were late."
RECOMMENDATIONS = (
    "Keep a plan for each OCG.",
    "Review each plan every two months.",
    "Record each meeting of the SIO and the LRO.",
    "Train each lead responsible officer.",
    "Name a deputy for each absent lead.",
    "Answer each match with another force within a day.",
    "Tell partners the outcome of each referral.",
    "Count the referrals of each district.",
    "Publish the result once a year.",
)


def spreadsheet(folder: Path) -> Path:
    """Write a cause of concern and nine recommendations for one force and its policing body."""
    lines = ["Number,Type,Text,Due by,Addressed to"]
    lines.append(",Cause of concern,Plans are not kept.,,GMP; GMCA")
    lines += [
        f"{number},Recommendation,{text},immediately,GMP; GMCA"
        for number, text in enumerate(RECOMMENDATIONS, start=1)
    ]
    file = folder / "findings.csv"
    file.write_text("\n".join(lines))
    return file


def test_ten_findings_are_answered_late_and_the_answer_is_corrected(
    walker: Walker, tmp_path: Path
) -> None:
    report = _record_report(walker, tmp_path)
    response = _answer(walker, report)
    _clear_and_publish(walker, response, late_reason=LATE)
    ref = response.strip("/").split("/")[1]
    walker.go(f"/published/{ref}/")
    walker.sees("day 81. The law allows 56 days", LATE, RECOMMENDATIONS[-1])
    walker.picture("late")

    walker.sign_in("pol")
    walker.go(response)
    walker.press("Correct this response")
    walker.answer(because="The answer gave no number.")
    walker.send()
    corrected = walker.page.url.removeprefix(walker.address)
    walker.press("Write our comments and reply")
    walker.answer(body_comments=NEW)
    walker.send()
    _clear_and_publish(walker, corrected)
    walker.go(f"/published/{ref}/")
    walker.sees("This version was corrected", "The answer gave no number.")
    walker.press("Read the corrected response")
    walker.press("See what changed")
    walker.sees("Changes in version 2", "publish how many were late")
    walker.picture("corrected")


def _record_report(walker: Walker, folder: Path) -> str:
    """Record a report whose 56 days are over, import its findings, and return its path."""
    walker.sign_in("cora")
    walker.go("/reports/record/")
    walker.answer(
        title="Made up: how plans for OCGs are kept", publisher="hmicfrs", scope="force",
        url="https://inspectorate.example/plans", key="made-up-plans",
    )  # fmt: skip
    walker.date("published_on", f"{sites_day() - timedelta(days=80)}")
    walker.send("Record report")
    walker.sees("The 56 days to publish a response ended on")
    path = walker.page.url.removeprefix(walker.address)
    walker.press("Import findings from a spreadsheet")
    walker.page.set_input_files("main [name=file]", str(spreadsheet(folder)))
    walker.send("Send the spreadsheet")
    walker.send("Continue")
    walker.press("Import all rows")
    walker.send("Import all rows")
    walker.sees("10 findings")
    return path


def _answer(walker: Walker, report: str) -> str:
    """Answer all ten findings for the policing body, with the chief officer's comments."""
    walker.sign_in("pol")
    walker.go(f"{report}open-response/")
    walker.answer(force="gmp")
    walker.send()
    response = walker.page.url.removeprefix(walker.address)
    walker.go(f"{response}invite-comments/")
    walker.answer(units="gmp-occu")
    walker.date("due_on", f"{sites_day() + timedelta(days=7)}")
    walker.send()
    walker.sign_in("cora")
    walker.go(f"{response}comment/")
    walker.answer(comments="The force accepts every recommendation.")
    walker.send()

    walker.sign_in("pol")
    walker.go(response)
    paths = walker.page.locator("main a[href$='/answer/']").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    assert len(set(paths)) == 10
    for path in sorted(set(paths)):
        walker.go(path)
        walker.answer(answer="action_taken", explanation=DONE)
        walker.send()
    walker.go(f"{response}address/")
    walker.answer(
        sender="Greater Manchester Combined Authority", recipient="The Home Secretary",
        greeting="Dear Home Secretary", subject="How plans for OCGs are kept",
        signed_by="Dorothea Fennimore", office="Deputy Mayor of Greater Manchester",
    )  # fmt: skip
    walker.send()
    walker.go(f"{response}draft/")
    walker.answer(body_comments="We accept every recommendation.")
    walker.send()
    return response


def _clear_and_publish(walker: Walker, response: str, **answers: str) -> None:
    """Clear a response as its author, its force and its second reader, and publish it."""
    for reader in ("pol", "cora", "della"):
        walker.sign_in(reader)
        walker.go(f"{response}clear/")
        walker.answer(is_read="on")
        walker.send()
    walker.go(f"{response}publish/")
    walker.answer(**answers)
    walker.send()
    walker.sees("Published")


def test_a_published_figure_is_followed_inwards_by_four_readers(walker: Walker) -> None:
    page = walker.page
    walker.go("/published/")
    page.get_by_role(
        "link", name="effectiveness of the Regional Organised Crime Units"
    ).last.click()
    walker.look()
    walker.sees("Requests between SIO and LRO answered in time", "How it was counted")
    walker.press("Officers who sign in can open the records that they may see")
    walker.sees("Sign in")
    ref = page.url.split("RSP-")[1][:6]
    figures = f"/published-figures/RSP-{ref}/"

    walker.sign_in("gail")
    walker.go(figures)
    walker.picture("behind")
    opened = page.locator("main a[href^='/requests/'], main a[href^='/ocgs/']")
    assert opened.count()
    opened.first.click()
    walker.look()
    for reader in ("olive", "pol", "hope"):
        walker.sign_in(reader)
        walker.go(figures)
        walker.sees("of Greater Manchester Police. You cannot open")
        walker.sees_not("OCG-", "REQ-")
