"""A council officer who is the LRO of an OCG: what she sees and does, and the end of it."""

import re

from tests.stories.conftest import Walker, own_ocg

HIDDEN = ("people", "links", "deconfliction", "tasking", "disruptions", "handover", "timeline")


def test_council_officer_leads_as_lro(walker: Walker) -> None:
    path = _opens_their_ocg(walker)
    _works_with_the_sio(walker, path)
    walker.go(f"{path}plan/")
    walker.sees_not("Close the plan", "Agree this version")
    walker.picture("plan")
    walker.go(f"{path}safeguarding/")
    walker.sees("without names")
    walker.picture("referrals")
    _sees_nothing_once_another_leads(walker, path)


def _opens_their_ocg(walker: Walker) -> str:
    walker.sign_in("nell")
    walker.sees("Answer request")
    walker.sees_not(">Deconfliction</a>", ">Tasking</a>", ">Transfers</a>")
    name, path = own_ocg(walker)
    walker.sees("What you can see and do", "Ownership over time", "Marking")
    walker.sees_not(*(f"{path}{part}/" for part in HIDDEN), "Add a person", "Follow this")
    walker.picture("overview")
    people = walker.page.goto(f"{walker.address}{path}people/")
    assert people is not None
    assert people.status == 404
    walker.go("/search/?q=" + name.split()[0])
    walker.sees_not(path)
    return path


def _works_with_the_sio(walker: Walker, path: str) -> None:
    walker.go(path)
    walker.press("Liaison")
    walker.sees("Open requests", "Policy log", "SIO and LRO last met")
    walker.sees_not("deconfliction check")
    walker.picture("liaison")
    walker.page.locator("main tr", has_text="Assess community impact").locator("a").first.click()
    walker.page.wait_for_url(re.compile("/requests/REQ-"))
    walker.press("Accept")
    walker.send("Accept")
    walker.press("Add a note")
    walker.answer(text="The ward councillors meet residents on Thursday.")
    walker.send()
    walker.sees("The ward councillors meet residents on Thursday.")

    walker.go(f"{path}liaison/")
    walker.press("Ask the other lead")
    walker.sees_not("Execute a warrant")
    walker.answer(kind="intelligence", what="Which of the premises do you watch at night?")
    walker.send("Send request")
    walker.sees("You asked Gail Fernsby.")


def _sees_nothing_once_another_leads(walker: Walker, path: str) -> None:
    walker.sign_in("gail")
    walker.go(f"{path}name-lead/")
    walker.answer(role="lro", officer="len", because="Back from leave")
    walker.send("Name lead")
    walker.sees("LRO Len Oakapple is named.")

    walker.sign_in("nell")
    walker.sees_not(">OCGs</a>")
    gone = walker.page.goto(walker.address + path)
    assert gone is not None
    assert gone.status == 404
