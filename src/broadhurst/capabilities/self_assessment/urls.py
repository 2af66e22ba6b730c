"""Pages of self-assessments."""

from django.urls import path

from broadhurst.capabilities.self_assessment import pages

ON_ASSESSMENT = {
    "correct": pages.correct_page,
    "cite-figure": pages.cite_figure_page,
    "link-record": pages.link_record_page,
    "withdraw-evidence": pages.withdraw_evidence_page,
    "share": pages.share_page,
    "stop-sharing": pages.stop_sharing_page,
    "withdraw": pages.withdraw_page,
}

app_name = "self_assessment"
urlpatterns = [
    path("self-assessments/", pages.list_page, name="assessments"),
    path("reports/<str:ref>/self-assessments/", pages.report_page, name="report"),
    path("findings/<str:key>/assess/", pages.assess_page, name="assess"),
    path("self-assessments/<str:ref>/", pages.assessment_page, name="assessment"),
    *(
        path(f"self-assessments/<str:ref>/{verb}/", page, name=verb.replace("-", "_"))
        for verb, page in ON_ASSESSMENT.items()
    ),
]
