"""The story of one OCG: registered, lent a team, transferred and answered for.

The letter of 30 March 2021 says that each of these things is in place. Here the right people do
each of them on the pages that they would use.
"""

import re
from datetime import date, timedelta

import pytest

from tests.stories.conftest import Walker

NAME = "Saffron Wren"
PHONE = "07700 900 417"
SCORES = {
    "physical_harm": "3", "victim_vulnerability": "4", "community": "3", "reach": "2",
    "capability": "3", "intent": "unknown",
}  # fmt: skip
pytestmark = pytest.mark.story


def soon(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 - the site's own day


def reference(walker: Walker, prefix: str) -> str:
    """Return the newest reference of a kind on the page."""
    found = re.findall(rf"{prefix}-[0-9A-Z]{{6}}", walker.page.content())
    assert found, f"no {prefix} on {walker.page.url}"
    return str(found[0])


def test_one_ocg_all_the_way(walker: Walker) -> None:
    ocg = register(walker)
    merseyside_has_the_same_phone(walker)
    assess(walker, ocg)
    plan_with_a_partner(walker, ocg)
    refer_a_child(walker, ocg)
    check_for_deconfliction(walker, ocg)
    borrow_a_team(walker, ocg)
    transfer = adopt_in_full(walker, ocg)
    hand_over(walker, ocg, transfer)
    work_together_after(walker, ocg)
    see_what_happened(walker, ocg)
    answer_the_inspectorate(walker)


def register(walker: Walker) -> str:
    """1 and 2. Sign in, and register an OCG with people and identifiers."""
    walker.go("/sign-in/")
    walker.picture("sign-in")
    walker.sign_in("gail")
    walker.picture("home")
    walker.go("/ocgs/register/")
    walker.answer(
        name=NAME, threat_types=["drugs", "modern_slavery"], districts=["bolton"], lro="len",
        urgent_because="An arrest is planned for tomorrow.",
        description="Supplies Class A drugs and controls young people who carry them.",
    )  # fmt: skip
    walker.send("Register OCG")
    walker.sees("There is a problem", "Select an SIO")
    walker.picture("register-with-an-error")
    walker.answer(sio="gail")
    walker.send("Register OCG")
    walker.sees(NAME, "Challenger Bolton", "Len Oakapple", "Not assessed")
    ocg = reference(walker, "OCG")
    for name, category, part, born, exploited in (
        ("Barnaby Ragwort", "suspect", "principal", "1984-05-02", False),
        ("Pip Larkspurre", "victim", "peripheral", soon(-15 * 365), True),
    ):
        walker.go(f"/ocgs/{ocg}/add-member/")
        walker.answer(name=name, category=category, part=part)
        walker.date("born_on", born)
        if exploited:
            walker.answer(is_exploited="on")
        walker.send("^Save person$")
    walker.go(f"/ocgs/{ocg}/add-identifier/")
    walker.answer(kind="phone", value=PHONE)
    walker.send("^Save identifier$")
    walker.sees("Barnaby Ragwort", "Exploited", PHONE)
    walker.picture("people")
    return ocg


def merseyside_has_the_same_phone(walker: Walker) -> None:
    """Let another force add the same phone number, unknown to Gail."""
    walker.sign_in("olive")
    walker.go("/ocgs/register/")
    walker.answer(
        name="Teal Sparrow", threat_types=["drugs"], districts=["liverpool"],
        description="Supplies drugs by post.", sio="olive", lro="asha-harebell",
        urgent_because="A parcel is due tomorrow.",
    )  # fmt: skip
    walker.send("Register OCG")
    ocg = reference(walker, "OCG")
    walker.go(f"/ocgs/{ocg}/add-identifier/")
    walker.answer(kind="phone", value="+44 (0)7700 900417")
    walker.send("^Save identifier$")
    walker.go(f"/ocgs/{ocg}/check/")
    walker.send()


def assess(walker: Walker, ocg: str) -> None:
    """3. One officer scores and another moderates. Unknown criteria are shown."""
    walker.sign_in("gail")
    walker.go(f"/ocgs/{ocg}/assess/")
    walker.answer(**SCORES, rationale="Seen weekly by two teams; what it intends is not known.")
    walker.picture("assess")
    walker.send()
    walker.sign_in("mo")
    walker.page.get_by_role("link", name=re.compile(f"Moderate.*{ocg}")).click()
    walker.look()
    walker.sees("Not known")
    walker.answer(outcome="accepted")
    walker.send("Moderate")
    walker.sees("Band", "tier", "scores missing")


def plan_with_a_partner(walker: Walker, ocg: str) -> None:
    """4. Plan under the four Ps. The council sees only its action and the brief."""
    walker.sign_in("len")
    walker.go(f"/ocgs/{ocg}/draft/")
    walker.answer(aim="Take the principals out and keep the young people safe.")
    walker.send()
    for p, text in (
        ("pursue", "Bring the principals to justice"), ("prevent", "Close the premises it uses"),
        ("protect", "Make the young people safe"), ("prepare", "Be ready for retaliation"),
    ):  # fmt: skip
        walker.go(f"/ocgs/{ocg}/plan/")
        plan = reference(walker, "PLN")
        walker.go(f"/plans/{plan}/add-objective/")
        walker.answer(p=p, text=text)
        walker.send()
    for objective, title, unit, brief in (
        ("Bring the principals to justice", "Prepare the warrants", "gmp-bolton", ""),
        ("Make the young people safe", "Brief the schools", "gmp-bolton", ""),
        ("Be ready for retaliation", "Plan patrols", "gmp-bolton", ""),
        (
            "Close the premises it uses", "Visit two licensed premises", "council-bolton",
            "Visit the two premises that licensing has listed, and check staff records.",
        ),
    ):  # fmt: skip
        walker.go(f"/plans/{plan}/add-action/")
        choice = walker.page.locator("main [name='objective'] option").filter(has_text=objective)
        walker.answer(
            objective=str(choice.first.get_attribute("value")), title=title, accountable_unit=unit,
            description=f"{title} for this group.",
        )  # fmt: skip
        walker.date("due_on", soon(21))
        if brief:
            walker.answer(brief=brief, shared_under="GM Challenger sharing agreement")
        walker.send()
    walker.go(f"/plans/{plan}/add-outcome/")
    walker.answer(kind="premises_closed")
    walker.send()
    walker.sign_in("gail")
    walker.go(f"/plans/{plan}/agree/")
    walker.send()
    walker.go(f"/ocgs/{ocg}/plan/")
    walker.sees("Agreed", "Visit two licensed premises")
    walker.picture("plan")
    link = walker.page.get_by_role("link", name="Visit two licensed premises")
    action = str(link.get_attribute("href")).strip("/").rpartition("/")[2]
    the_council_sees_its_action_alone(walker, ocg, plan, action)


def the_council_sees_its_action_alone(walker: Walker, ocg: str, plan: str, action: str) -> None:
    walker.sign_in("connie")
    walker.page.get_by_role(
        "link", name=re.compile(f"Visit two licensed premises.*{action}")
    ).click()
    walker.look()
    walker.sees("Visit two licensed premises", "check staff records")
    walker.sees_not(ocg, NAME, plan, "Prepare the warrants", "Ragwort")
    walker.picture("a-partners-action")
    for hidden in (f"/ocgs/{ocg}/", f"/plans/{plan}/", f"/ocgs/{ocg}/people/"):
        answer = walker.page.request.get(walker.address + hidden)
        assert answer.status == 404
    walker.go("/ocgs/")
    walker.sees_not(ocg, NAME)
    walker.go(f"/actions/{action}/accept-action/")
    walker.send()
    walker.go(f"/actions/{action}/complete-action/")
    walker.answer(outcome="Both visited; records were in order at one and not at the other.")
    walker.send()
    walker.sees_not(ocg, NAME)


def refer_a_child(walker: Walker, ocg: str) -> None:
    """Refer a child, who never needs consent. It stays open for the district's team."""
    walker.sign_in("len")
    walker.go(f"/ocgs/{ocg}/refer/")
    child = walker.page.locator("main [name='person'] option").filter(has_text="Pip Larkspurre")
    walker.answer(
        person=str(child.first.get_attribute("value")), destination="complex_safeguarding",
        team="cs-bolton", consent="not_needed",
    )  # fmt: skip
    walker.send()
    walker.sees("Pip Larkspurre")
    walker.picture("safeguarding")
    walker.sign_in("sid")
    walker.sees("Acknowledge")
    walker.page.get_by_role("link", name=re.compile("Acknowledge")).first.click()
    walker.look()
    walker.sees_not(ocg, NAME)


def check_for_deconfliction(walker: Walker, ocg: str) -> None:
    """5. Get a receipt at once. Both sides learn only who to contact."""
    walker.sign_in("gail")
    walker.go(f"/ocgs/{ocg}/check/")
    walker.send()
    walker.go(f"/ocgs/{ocg}/deconfliction/")
    walker.sees("DCN-", "Merseyside", "duty officer")
    walker.sees_not("Teal Sparrow")
    walker.picture("deconfliction")
    walker.sign_in("olive")
    walker.go("/deconfliction/hits/")
    walker.sees("Challenger Bolton")
    walker.sees_not(NAME, ocg, "Ragwort")
    walker.picture("the-other-side-of-a-hit")


def bid(walker: Walker, ocg: str, **answers: str) -> str:
    walker.sign_in("gail")
    walker.go(f"/ocgs/{ocg}/bid/")
    walker.answer(
        objective="Follow the supply to its source.",
        why_not_own="The force's own teams are committed for a month.",
        safeguarding="A referral is with Complex Safeguarding.",
        **answers,
    )
    if answers["ask"] == "capability":
        walker.date("from_on", soon(0))
        walker.date("until_on", soon(14))
    walker.send()
    walker.go(f"/ocgs/{ocg}/tasking/")
    return reference(walker, "BID")


def borrow_a_team(walker: Walker, ocg: str) -> None:
    """6. Level 2 supports the bid. The force keeps SIO, plan and risk."""
    ref = bid(walker, ocg, ask="capability", capability="surveillance", board="gmp-level-2")
    walker.sign_in("tess")
    walker.go(f"/bids/{ref}/decide/")
    walker.picture("decide-a-bid")
    walker.answer(
        outcome="supported", reason="It is the highest risk before us.", known_hits="1"
    )  # fmt: skip
    walker.send()
    walker.sign_in("cass")
    walker.go(f"/bids/{ref}/allocate/")
    walker.date("from_on", soon(0))
    walker.date("until_on", soon(14))
    walker.send()
    walker.go(f"/bids/{ref}/put-in-place/")
    walker.send()
    walker.sign_in("gail")
    walker.go(f"/bids/{ref}/")
    walker.sees("In place", "Supported")
    walker.picture("a-bid-in-place")
    walker.go(f"/ocgs/{ocg}/")
    walker.sees("Challenger Bolton", "Gail Fernsby")


def adopt_in_full(walker: Walker, ocg: str) -> str:
    """7. Regional tasking adopts in full. This only opens a transfer."""
    ref = bid(walker, ocg, ask="adoption", board="nw-regional")
    walker.sign_in("reg")
    walker.go(f"/bids/{ref}/adopt/")
    walker.answer(reason="It reaches four forces.", receiver="nw-investigations", known_hits="1")
    walker.date("window_from", soon(0))
    walker.date("window_until", soon(28))
    walker.send()
    walker.go(f"/ocgs/{ocg}/handover/")
    walker.sees("TRF-", "Challenger Bolton")
    return reference(walker, "TRF")


def hand_over(walker: Walker, ocg: str, transfer: str) -> None:
    """8. Prepare, then move owner, SIO, plan and risk in one act."""
    walker.sign_in("gail")
    walker.go(f"/transfers/{transfer}/prepare/")
    walker.answer(
        authorities="Directed surveillance, 30 April 2027", exhibits="Sealed, in store.",
        disclosure_officer="Disclosure officer, Challenger", gaps="Who finances it is not known.",
    )  # fmt: skip
    walker.send()
    walker.go(f"/transfers/{transfer}/check-again/")
    walker.send()
    walker.go(f"/transfers/{transfer}/pack/")
    walker.picture("handover-pack")
    walker.sign_in("rita")
    walker.go(f"/transfers/{transfer}/")
    walker.picture("handover-in-progress")
    while walker.page.locator("main button").filter(has_text="Acknowledge").count():
        walker.send("Acknowledge")
    walker.sign_in("hal")
    walker.go(f"/transfers/{transfer}/accept/")
    walker.picture("accept-a-handover")
    walker.sees("Match found: contact Challenger Bolton")
    walker.answer(new_sio="rita", known_hits="1")
    walker.send()
    walker.go(f"/ocgs/{ocg}/")
    walker.sees("NWROCU investigations", "Rita Quillfeather", "Gail Fernsby")
    walker.picture("ocg")
    walker.go(f"/ocgs/{ocg}/handover/")
    walker.picture("handed-over")
    walker.go(f"/ocgs/{ocg}/plan/")
    walker.sees("NWROCU investigations")


def work_together_after(walker: Walker, ocg: str) -> None:
    """9. The ROCU's SIO asks the LRO to execute a warrant, and the LRO does."""
    walker.sign_in("rita")
    walker.go(f"/ocgs/{ocg}/ask/")
    walker.answer(kind="execute_warrant", what="Execute the warrant at the first premises.")
    walker.send()
    walker.go(f"/ocgs/{ocg}/liaison/")
    walker.sees("Gail Fernsby")
    walker.picture("liaison")
    request = reference(walker, "REQ")
    walker.sign_in("gail")
    walker.go(f"/requests/{request}/accept/")
    walker.send()
    walker.go(f"/requests/{request}/complete/")
    walker.answer(outcome_kind="executed", outcome="Two arrested; nobody was hurt.")
    walker.send()
    walker.go(f"/requests/{request}/")
    walker.sees("Executed")


def see_what_happened(walker: Walker, ocg: str) -> None:
    """11. See the timeline, who can see the OCG and why, home and insight."""
    walker.go(f"/ocgs/{ocg}/timeline/")
    walker.sees("Ownership of", "NWROCU investigations", "asked")
    walker.picture("timeline")
    walker.go(f"/ocgs/{ocg}/who-can-see/")
    walker.sees("NWROCU investigations", "Gail Fernsby", "Owns it")
    walker.picture("who-can-see")
    walker.sign_in("cora")
    walker.go("/insight/")
    walker.sees("Does every OCG have an SIO and an LRO?")
    walker.picture("insight")
    walker.sign_in("olive")
    answer = walker.page.request.get(f"{walker.address}/ocgs/{ocg}/")
    assert answer.status == 404


def answer_the_inspectorate(walker: Walker) -> None:
    """10. Answer the report of 2021: its deadline, live figures and the letter."""
    walker.sign_in("pol")
    walker.go("/reports/")
    walker.page.get_by_role(
        "link", name=re.compile("Regional Organised Crime Units: An inspection")
    ).first.click()
    walker.look()
    walker.sees("14 April 2021", "February 2022", "systems are in place")
    walker.picture("report")
    walker.page.locator("main a[href*='/responses/']").first.click()
    walker.look()
    walker.picture("response")
    response = reference(walker, "RSP")
    walker.go(f"/responses/{response}/letter/")
    walker.sees("30 March 2021", "Home Secretary", "18 months to 30 March 2021: 1 transfer")
    walker.picture("letter")
    for form, kind in (("pdf", "application/pdf"), ("docx", "application/vnd.openxml")):
        answer = walker.page.request.get(f"{walker.address}/responses/{response}/letter.{form}")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith(kind)
    walker.page.context.clear_cookies()
    walker.go(f"/published/{response}/")
    walker.sees("30 March 2021")
    walker.sees_not("OCG-")
    walker.picture("published")
