"""Test the whole journey on the pages, for a force without any records.

A report with a cause of concern and several recommendations is recorded months after it was
published. It is answered, cleared and published late, and shown as late.
"""

import re
from typing import Any

from django.test import Client

from broadhurst.capabilities.inspections.models import Report
from broadhurst.foundation.access.actor import Actor
from tests.doors import browser
from tests.inspections.others import another, answers_for, body, officer
from tests.people import Cast

LATE = "The report was overlooked when the office moved."


def sent(client: Client, path: str, **answers: Any) -> str:
    """Open a form, check its name and links, and send it."""
    shown = client.get(path)
    assert shown.status_code == 200, path
    page = shown.content.decode()
    assert "govuk-back-link" in page
    assert "Cancel" in page
    for name in answers:
        assert re.search(rf'name="{name}[-_"]', page), (path, name)
    answer = client.post(path, answers)
    assert answer.status_code == 302, re.findall(r"error-message.*?</p>", answer.content.decode())
    return answer["Location"]


def links(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def finding(client: Client, report: str, **answers: Any) -> None:
    given = {"is_verbatim": "on", "addressed_to": ["eastshire", "east-pcc"]} | answers
    assert sent(client, f"{report}record-finding/", **given) == report


def people(cast: Cast) -> tuple[Actor, Actor, Actor]:
    """Return the commissioner's officer and head of office, and the chief's officer."""
    body(cast, "hmi", "HMICFRS", "inspectorate")
    commissioner = body(cast, "east-pcc", "PCC for Eastshire")
    answers_for(commissioner, cast.olive.agency)
    pat = officer(cast, commissioner, "Pat Elmstead", "policing_body")
    head = another(cast, pat.unit, "Hope Larchfield", "policing_body", "clearer")
    chief = another(cast, cast.olive.unit, "Cleo Birchwood", "inspectorate_liaison")
    return pat, head, chief


def test_a_report_is_recorded_answered_cleared_and_published_late(cast: Cast) -> None:
    pat, head, chief = people(cast)
    pats, heads = browser(pat), browser(head)
    report = is_recorded(pats)
    response = sent(pats, f"{report}open-response/", force="eastshire")
    is_answered(pats, browser(chief), response)
    is_published_late(heads, response)
    for to in ("hmicfrs", "home_secretary"):
        sent(pats, f"{response}record-sending/", to=to, sent_on="2021-03-01")

    ref = response.split("/")[2]
    public = links(browser(None), f"/published/{ref}/")
    for part in (
        "day 152. The law allows 56 days",
        "The last day was 25 November 2020",
        LATE,
        "Train each LRO.",
    ):
        assert part in public, part
    assert "The last day was 25 November 2020" in links(browser(None), "/published/")
    for path in (response, report, "/reports/"):
        assert ">Late<" in links(pats, path)
    assert LATE in links(pats, response)
    assert Report.objects.count() == 1


def is_recorded(pats: Client) -> str:
    assert "/reports/record/" in links(pats, "/reports/")
    report = sent(
        pats, "/reports/record/", title="Eastshire: serious and organised crime", publisher="hmi",
        published_on="2020-10-01", scope="force", url="https://hmi.example/eastshire",
        key="eastshire-2020",
    )  # fmt: skip
    page = links(pats, report)
    assert "The 56 days to publish a response ended on 25 November 2020." in page
    assert f"{report}record-finding/" in page
    finding(
        pats, report, kind="cause_of_concern", key="eastshire-2020-c", text="Plans are not kept."
    )
    for number, text in enumerate(("Review each plan.", "Train each LRO.", "Assess each OCG."), 1):
        finding(
            pats, report, kind="recommendation", number=str(number), text=text,
            key=f"eastshire-2020-{number}", parent="eastshire-2020-c", deadline="by 1 October 2021",
        )  # fmt: skip
    page = links(pats, report)
    assert page.count("Related cause of concern") == 3
    assert "Addressed to 2 organisations." in page
    assert f"{report}open-response/" in page
    return report


def is_answered(pats: Client, chiefs: Client, response: str) -> None:
    page = links(pats, response)
    for verb in ("address", "draft", "invite-comments"):
        assert f"{response}{verb}/" in page
    sent(pats, f"{response}invite-comments/", units=["e-team"], due_on="2021-03-15")
    assert f"{response}comment/" in links(chiefs, response)
    sent(chiefs, f"{response}comment/", comments="The force accepts the report.")
    for key in ("c", "1", "2", "3"):
        path = f"{response}findings/eastshire-2020-{key}/answer/"
        assert path in links(pats, response)
        sent(pats, path, answer="action_taken", explanation="Each plan is reviewed monthly.")
    sent(
        pats, f"{response}address/", sender="PCC for Eastshire\n1 High Street",
        recipient="The Home Secretary\n2 Marsham Street", greeting="Dear Home Secretary",
        subject="Eastshire: serious and organised crime", signed_by="Pat Elmstead",
        office="Police and Crime Commissioner for Eastshire",
    )  # fmt: skip
    sent(pats, f"{response}draft/", body_comments="We accept every recommendation.")


def is_published_late(heads: Client, response: str) -> None:
    page = links(heads, response)
    assert "Pat Elmstead cannot do this, because they made the last change." in page
    assert f"{response}clear/" in page
    sent(heads, f"{response}clear/", is_read="on")
    refused = heads.post(f"{response}publish/", {})
    assert refused.status_code == 422
    assert "Enter the reason for lateness" in refused.content.decode()
    sent(heads, f"{response}publish/", late_reason=LATE)
