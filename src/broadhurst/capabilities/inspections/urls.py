"""Addresses of inspections, in the order of the work: report to evidence."""

from django.urls import path

from broadhurst.capabilities.inspections.pages import (
    corrections,
    figures,
    paragraphs,
    shown,
    verbs,
    versions,
)

ON_RESPONSE = {
    "invite-comments": verbs.invite_comments_page,
    "comment": verbs.comment_page,
    "address": verbs.address_page,
    "draft": verbs.draft_page,
    "choose-paragraphs": paragraphs.choose_paragraphs_page,
    "clear": verbs.clear_page,
    "return-for-changes": verbs.return_for_changes_page,
    "publish": verbs.publish_page,
    "record-sending": verbs.record_sending_page,
    "withdraw": corrections.withdraw_response_page,
    "correct": corrections.correct_response_page,
    "correct-elsewhere": corrections.correct_elsewhere_page,
}
ON_REPORT = {
    "record-finding": verbs.record_finding_page,
    "open-response": verbs.open_response_page,
    "record-elsewhere": corrections.record_elsewhere_page,
    "record-grade": corrections.record_grade_page,
    "edit": corrections.edit_report_page,
    "remove": corrections.remove_report_page,
    "withdraw": corrections.withdraw_report_page,
}
ON_FINDING = {
    "record-act": verbs.record_act_page,
    "set-our-status": verbs.set_our_status_page,
    "assign": verbs.assign_finding_page,
    "correct-act": corrections.correct_act_page,
    "withdraw-act": corrections.withdraw_act_page,
    "correct-our-status": corrections.correct_our_status_page,
    "edit": corrections.edit_finding_page,
    "readdress": corrections.readdress_finding_page,
    "remove": corrections.remove_finding_page,
    "withdraw": corrections.withdraw_finding_page,
}
# URL names of these actions add the record. The others are named after the action alone.
NAMES_WITH_RECORD = {
    "edit": "edit_{}",
    "remove": "remove_{}",
    "withdraw": "withdraw_{}",
    "readdress": "readdress_{}",
    "assign": "assign_{}",
}


def _url_name(verb: str, noun: str) -> str:
    return NAMES_WITH_RECORD.get(verb, verb.replace("-", "_")).format(noun)


app_name = "inspections"
urlpatterns = [
    path("reports/", shown.reports_page, name="reports"),
    path("reports/record/", verbs.record_report_page, name="record_report"),
    path("reports/<str:ref>/", shown.report_page, name="report"),
    *(
        path(f"reports/<str:ref>/{verb}/", page, name=_url_name(verb, "report"))
        for verb, page in ON_REPORT.items()
    ),
    path("findings/<str:ref>/", shown.finding_page, name="finding"),
    path("findings/<str:ref>/over-the-years/", shown.over_the_years_page, name="over_the_years"),
    *(
        path(f"findings/<str:ref>/{verb}/", page, name=_url_name(verb, "finding"))
        for verb, page in ON_FINDING.items()
    ),
    path("responses/<str:ref>/", shown.response_page, name="response"),
    path("responses/<str:ref>/changes/", versions.changes_page, name="response_changes"),
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
    path(
        "responses/<str:ref>/findings/<str:key>/share-answer/",
        verbs.share_answer_page,
        name="response_share_answer",
    ),
    path(
        "shared-answers/<str:ref>/withdraw/",
        verbs.withdraw_shared_answer_page,
        name="withdraw_shared_answer",
    ),
    path(
        "published-figures/<str:ref>/",
        figures.published_figures_page,
        name="published_figures",
    ),
    path("paragraphs/", paragraphs.paragraphs_page, name="paragraphs"),
    path("paragraphs/write/", paragraphs.write_paragraph_page, name="paragraph_write"),
    path("paragraphs/<str:ref>/edit/", paragraphs.edit_paragraph_page, name="paragraph_edit"),
    path(
        "paragraphs/<str:ref>/withdraw/",
        paragraphs.withdraw_paragraph_page,
        name="paragraph_withdraw",
    ),
    path("evidence/<str:ref>/", figures.evidence_page, name="evidence"),
    path("evidence/<str:ref>/withdraw/", verbs.withdraw_evidence_page, name="withdraw_evidence"),
]
