"""Pages of the steps of an OCG's life, in their order."""

from django.urls import path

from broadhurst.capabilities.lifecycle import pages

app_name = "lifecycle"
urlpatterns = [
    path("ocgs/report/", pages.report_page, name="report"),
    path("ocgs/<str:ref>/start-assessment/", pages.start_assessment_page, name="start_assessment"),
    path("ocgs/<str:ref>/adopt/", pages.adopt_page, name="adopt"),
    path("ocgs/<str:ref>/decline-adoption/", pages.decline_adoption_page, name="decline_adoption"),
    path("ocgs/<str:ref>/reopen/", pages.reopen_page, name="reopen"),
    path("ocgs/<str:ref>/make-dormant/", pages.make_dormant_page, name="make_dormant"),
    path("ocgs/<str:ref>/keep-dormant/", pages.keep_dormant_page, name="keep_dormant"),
    path("ocgs/<str:ref>/resume-work/", pages.resume_work_page, name="resume_work"),
]
