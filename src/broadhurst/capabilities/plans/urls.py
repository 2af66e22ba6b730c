"""URLs of plans, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.plans.pages import actions, plans

app_name = "plans"
urlpatterns = [
    path("ocgs/<str:ref>/draft/", plans.draft_page, name="draft_plan"),
    path("plans/<str:ref>/", plans.plan_page, name="plan"),
    path("plans/<str:ref>/add-objective/", plans.add_objective_page, name="add_objective"),
    path("plans/<str:ref>/add-action/", plans.add_action_page, name="add_action"),
    path("plans/<str:ref>/agree/", plans.agree_page, name="agree_plan"),
    path("plans/<str:ref>/review/", plans.review_page, name="review_plan"),
    path("actions/<str:ref>/", actions.action_page, name="action"),
    path("actions/<str:ref>/accept-action/", actions.accept_action_page, name="accept_action"),
    path(
        "actions/<str:ref>/report-progress/", actions.report_progress_page, name="report_progress"
    ),
    path(
        "actions/<str:ref>/complete-action/", actions.complete_action_page, name="complete_action"
    ),
    path("actions/<str:ref>/cancel-action/", actions.cancel_action_page, name="cancel_action"),
]
