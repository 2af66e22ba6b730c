"""URLs of plans, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.plans.pages import (
    actions,
    aims,
    dependencies,
    messages,
    plans,
    policies,
    tactics,
)
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.foundation.record_copies import pages as record_copies

app_name = "plans"
urlpatterns = [
    path("ocgs/<str:ref>/draft/", plans.draft_page, name="draft_plan"),
    path("plans/<str:ref>/", plans.plan_page, name="plan"),
    path("plans/<str:ref>/copy.<str:form>", record_copies.page(PLAN_COPY), name="plan_copy"),
    path("plans/<str:ref>/board/", plans.board_page, name="board"),
    path("plans/<str:ref>/timeline/", plans.timeline_page, name="timeline"),
    path("plans/<str:ref>/add-objective/", plans.add_objective_page, name="add_objective"),
    path("plans/<str:ref>/add-action/", plans.add_action_page, name="add_action"),
    path("plans/<str:ref>/agree/", plans.agree_page, name="agree_plan"),
    path("plans/<str:ref>/review/", plans.review_page, name="review_plan"),
    path("tactics/", tactics.tactics_page, name="tactics"),
    path("tactics/add-tactic/", policies.add_tactic_page, name="add_tactic"),
    path("tactics/versions/", policies.tactic_versions_page, name="tactic_versions"),
    path("tactics/<str:key>/change-tactic/", policies.change_tactic_page, name="change_tactic"),
    path("tactics/<str:key>/retire-tactic/", policies.retire_tactic_page, name="retire_tactic"),
    path("desired-outcome-lists/", policies.outcome_lists_page, name="outcome_lists"),
    path("desired-outcome-lists/set-outcomes/", policies.set_outcomes_page, name="set_outcomes"),
    path("plans/<str:ref>/use-template/", aims.use_template_page, name="use_template"),
    path("plans/<str:ref>/add-outcome/", aims.add_outcome_page, name="add_outcome"),
    path("plans/<str:ref>/open-gap/", aims.open_gap_page, name="open_gap"),
    path(
        "plans/<str:ref>/add-exit-criterion/",
        aims.add_exit_criterion_page,
        name="add_exit_criterion",
    ),
    path("plans/<str:ref>/close/", aims.close_plan_page, name="close_plan"),
    path("plans/<str:ref>/reopen/", aims.reopen_plan_page, name="reopen_plan"),
    path(
        "desired-outcomes/<str:ref>/grade-outcome/", aims.grade_outcome_page, name="grade_outcome"
    ),
    path("desired-outcomes/<str:ref>/drop-outcome/", aims.drop_outcome_page, name="drop_outcome"),
    path("intelligence-gaps/<str:ref>/close-gap/", aims.close_gap_page, name="close_gap"),
    path(
        "exit-criteria/<str:ref>/mark-exit-criterion/",
        aims.mark_exit_criterion_page,
        name="mark_exit_criterion",
    ),
    path("unit-actions/accept/", actions.accept_actions_page, name="accept_actions"),
    path("unit-actions/propose-date/", messages.propose_dates_page, name="propose_dates"),
    path("actions/<str:ref>/", actions.action_page, name="action"),
    path("actions/<str:ref>/accept-action/", actions.accept_action_page, name="accept_action"),
    path(
        "actions/<str:ref>/report-progress/", actions.report_progress_page, name="report_progress"
    ),
    path(
        "actions/<str:ref>/complete-action/", actions.complete_action_page, name="complete_action"
    ),
    path("actions/<str:ref>/cancel-action/", actions.cancel_action_page, name="cancel_action"),
    path("actions/<str:ref>/return-action/", messages.return_action_page, name="return_action"),
    path("actions/<str:ref>/ask-question/", messages.ask_question_page, name="ask_question"),
    path("actions/<str:ref>/propose-date/", messages.propose_date_page, name="propose_date"),
    path(
        "actions/<str:ref>/answer-question/", messages.answer_question_page, name="answer_question"
    ),
    path("actions/<str:ref>/answer-date/", messages.answer_date_page, name="answer_date"),
    path("actions/<str:ref>/send-again/", messages.send_again_page, name="send_again"),
    path("actions/<str:ref>/block-action/", messages.block_action_page, name="block_action"),
    path("actions/<str:ref>/unblock-action/", messages.unblock_action_page, name="unblock_action"),
    path(
        "actions/<str:ref>/add-dependency/", dependencies.add_dependency_page, name="add_dependency"
    ),
    path(
        "actions/<str:ref>/remove-dependency/",
        dependencies.remove_dependency_page,
        name="remove_dependency",
    ),
    path("actions/<str:ref>/stop-repeating/", actions.stop_repeating_page, name="stop_repeating"),
]
