"""Inspections, in the order of the journey: report, findings, response, evidence, publication."""

from django.urls import path

from broadhurst.capabilities.inspections.pages import shown, verbs

ON_RESPONSE = {
    "invite-comments": verbs.invite_comments_page,
    "comment": verbs.comment_page,
    "address": verbs.address_page,
    "draft": verbs.draft_page,
    "clear": verbs.clear_page,
    "publish": verbs.publish_page,
    "record-sending": verbs.record_sending_page,
}

urlpatterns = [
    path("reports/", shown.reports_page, name="reports"),
    path("reports/record/", verbs.record_report_page, name="record_report"),
    path("reports/<str:ref>/", shown.report_page, name="report"),
    path("reports/<str:ref>/record-finding/", verbs.record_finding_page, name="record_finding"),
    path("reports/<str:ref>/open-response/", verbs.open_response_page, name="open_response"),
    path("findings/<str:ref>/", shown.finding_page, name="finding"),
    path("findings/<str:ref>/record-act/", verbs.record_act_page, name="record_act"),
    path("findings/<str:ref>/set-our-status/", verbs.set_our_status_page, name="set_our_status"),
    path("responses/<str:ref>/", shown.response_page, name="response"),
    path("responses/<str:ref>/letter/", shown.letter_page, name="response_letter"),
    path("responses/<str:ref>/letter.<str:form>", shown.copy_page, name="response_copy"),
    *(
        path(f"responses/<str:ref>/{verb}/", page, name=f"response_{verb.replace('-', '_')}")
        for verb, page in ON_RESPONSE.items()
    ),
    path(
        "responses/<str:ref>/findings/<str:key>/answer/",
        verbs.answer_page,
        name="response_answer",
    ),
    path(
        "responses/<str:ref>/findings/<str:key>/add-evidence/",
        verbs.add_evidence_page,
        name="response_add_evidence",
    ),
    path("evidence/<str:ref>/", shown.evidence_page, name="evidence"),
    path("evidence/<str:ref>/withdraw/", verbs.withdraw_evidence_page, name="withdraw_evidence"),
]
