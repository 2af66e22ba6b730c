"""Plans, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.plans import pages

urlpatterns = [
    path("ocgs/<str:ref>/draft/", pages.draft_page, name="draft_plan"),
    path("plans/<str:ref>/", pages.plan_page, name="plan"),
    path("plans/<str:ref>/add-objective/", pages.add_objective_page, name="add_objective"),
    path("plans/<str:ref>/add-action/", pages.add_action_page, name="add_action"),
    path("plans/<str:ref>/agree/", pages.agree_page, name="agree_plan"),
    path("plans/<str:ref>/review/", pages.review_page, name="review_plan"),
    path("actions/<str:ref>/", pages.action_page, name="action"),
    path("actions/<str:ref>/accept-action/", pages.accept_action_page, name="accept_action"),
    path("actions/<str:ref>/report-progress/", pages.report_progress_page, name="report_progress"),
    path("actions/<str:ref>/complete-action/", pages.complete_action_page, name="complete_action"),
    path("actions/<str:ref>/cancel-action/", pages.cancel_action_page, name="cancel_action"),
]
