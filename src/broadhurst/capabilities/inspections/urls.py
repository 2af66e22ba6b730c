"""Inspections, in the order of the journey: report, findings, response, evidence, publication."""

from django.urls import path

from broadhurst.capabilities.inspections import pages

ON_RESPONSE = {
    "invite-comments": pages.invite_comments_page,
    "comment": pages.comment_page,
    "address": pages.address_page,
    "draft": pages.draft_page,
    "clear": pages.clear_page,
    "publish": pages.publish_page,
    "record-sending": pages.record_sending_page,
}

urlpatterns = [
    path("reports/", pages.reports_page, name="reports"),
    path("reports/record/", pages.record_report_page, name="record_report"),
    path("reports/<str:ref>/", pages.report_page, name="report"),
    path("reports/<str:ref>/record-finding/", pages.record_finding_page, name="record_finding"),
    path("reports/<str:ref>/open-response/", pages.open_response_page, name="open_response"),
    path("findings/<str:ref>/", pages.finding_page, name="finding"),
    path("findings/<str:ref>/record-act/", pages.record_act_page, name="record_act"),
    path("findings/<str:ref>/set-our-status/", pages.set_our_status_page, name="set_our_status"),
    path("responses/<str:ref>/", pages.response_page, name="response"),
    path("responses/<str:ref>/letter/", pages.letter_page, name="response_letter"),
    path("responses/<str:ref>/letter.<str:form>", pages.copy_page, name="response_copy"),
    *(
        path(f"responses/<str:ref>/{verb}/", page, name=f"response_{verb.replace('-', '_')}")
        for verb, page in ON_RESPONSE.items()
    ),
    path(
        "responses/<str:ref>/findings/<str:key>/answer/",
        pages.answer_page,
        name="response_answer",
    ),
    path(
        "responses/<str:ref>/findings/<str:key>/add-evidence/",
        pages.add_evidence_page,
        name="response_add_evidence",
    ),
    path("evidence/<str:ref>/", pages.evidence_page, name="evidence"),
    path("evidence/<str:ref>/withdraw/", pages.withdraw_evidence_page, name="withdraw_evidence"),
]
