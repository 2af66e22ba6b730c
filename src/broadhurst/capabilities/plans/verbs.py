"""The verbs of plans, at the API and the terminal."""

from broadhurst.capabilities.plans.api.shapes import (
    as_action,
    as_criterion,
    as_gap,
    as_library,
    as_objective,
    as_outcome,
    as_outcome_list,
    as_plan,
    as_progress,
    as_review,
)
from broadhurst.capabilities.plans.cli.policies import in_force
from broadhurst.capabilities.plans.commands import (
    add_dependency,
    add_exit_criterion,
    add_outcome,
    answer_date,
    answer_question,
    ask_question,
    block_action,
    close_gap,
    close_plan,
    drop_outcome,
    grade_outcome,
    mark_exit_criterion,
    open_gap,
    propose_date,
    remove_dependency,
    reopen_plan,
    return_action,
    send_again,
    stop_repeating,
    unblock_action,
    use_template,
)
from broadhurst.capabilities.plans.commands.accept_action import AcceptActionForm, accept_action
from broadhurst.capabilities.plans.commands.add_action import AddActionForm, add_action
from broadhurst.capabilities.plans.commands.add_objective import AddObjectiveForm, add_objective
from broadhurst.capabilities.plans.commands.add_tactic import AddTacticForm, add_tactic
from broadhurst.capabilities.plans.commands.agree import AgreeForm, agree
from broadhurst.capabilities.plans.commands.cancel_action import CancelActionForm, cancel_action
from broadhurst.capabilities.plans.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.plans.commands.draft import DraftForm, draft
from broadhurst.capabilities.plans.commands.report_progress import (
    ReportProgressForm,
    report_progress,
)
from broadhurst.capabilities.plans.commands.review import ReviewForm, review
from broadhurst.capabilities.plans.commands.set_outcomes import SetOutcomesForm, set_outcomes
from broadhurst.capabilities.plans.models import ExitCriterion, Gap
from broadhurst.capabilities.plans.queries.actions import planned_actions, seen_actions
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.versions import plans, plans_to_decide
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

# An action for those who read its plan and for the unit that does it.
ACTION = Subject("action", "/actions/{ref}", lambda _actor: seen_actions())
# An action for those who read its plan. Commands that lock the plan need it.
PLANNED_ACTION = Subject("action", "/actions/{ref}", lambda _actor: planned_actions())
PLAN = Subject("plan", "/plans/{ref}", lambda _actor: plans())
PLAN_TO_DECIDE = Subject("plan", "/plans/{ref}", lambda _actor: plans_to_decide())
OUTCOME = Subject("outcome", "/desired-outcomes/{ref}", lambda _actor: outcomes())
GAP = Subject(
    "gap", "/intelligence-gaps/{ref}", lambda _actor: Gap.objects.select_related("plan__ocg")
)
CRITERION = Subject(
    "criterion",
    "/exit-criteria/{ref}",
    lambda _actor: ExitCriterion.objects.select_related("plan__ocg"),
)
OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.all())

VERBS = (
    Verb(
        "accept-action", AcceptActionForm, accept_action, ACTION, "Accept an action", as_action,
        says="You accepted action {.ref}.".format,
    ),
    Verb(
        "report-progress", ReportProgressForm, report_progress, ACTION, "Report progress",
        as_progress, status=201,
        says="Progress on action {.action.ref} is reported.".format,
    ),
    Verb(
        "complete-action", CompleteActionForm, complete_action, ACTION, "Report it done", as_action,
        says="Action {0.ref} is done. {0.asking_unit} is notified.".format,
    ),
    Verb(
        "return-action", return_action.ReturnActionForm, return_action.return_action, ACTION,
        "Return an action", as_action,
        says="Action {0.ref} is returned to {0.asking_unit}, with your reason.".format,
    ),
    Verb(
        "ask-question", ask_question.AskQuestionForm, ask_question.ask_question, ACTION,
        "Ask a question about an action", as_action,
        says="Your question about action {.ref} is sent. You are notified of the answer.".format,
    ),
    Verb(
        "propose-date", propose_date.ProposeDateForm, propose_date.propose_date, ACTION,
        "Propose another due date", as_action,
        says=("The date for action {.ref} is proposed. It is due as before until the date is "
              "accepted.").format,
    ),
    Verb(
        "block-action", block_action.BlockActionForm, block_action.block_action, ACTION,
        "Mark an action as blocked", as_action,
        says="Action {.ref} is blocked.".format,
    ),
    Verb(
        "unblock-action", unblock_action.UnblockActionForm, unblock_action.unblock_action, ACTION,
        "Mark an action as unblocked", as_action,
        says="Action {.ref} is in progress again.".format,
    ),
    Verb(
        "cancel-action", CancelActionForm, cancel_action, PLANNED_ACTION, "Cancel an action",
        as_action,
        says="Action {0.ref} is cancelled. {0.accountable_unit} is notified.".format,
    ),
    Verb(
        "answer-question", answer_question.AnswerQuestionForm, answer_question.answer_question,
        PLANNED_ACTION, "Answer the question about an action", as_action,
        says="Your answer about action {.ref} is sent.".format,
    ),
    Verb(
        "answer-date", answer_date.AnswerDateForm, answer_date.answer_date, PLANNED_ACTION,
        "Answer the proposed date", as_action,
        says="Your answer about the due date of action {.ref} is sent.".format,
    ),
    Verb(
        "send-again", send_again.SendAgainForm, send_again.send_again, PLANNED_ACTION,
        "Send a returned action again", as_action,
        says="Action {0.ref} is sent to {0.accountable_unit} again.".format,
    ),
    Verb(
        "add-dependency", add_dependency.AddDependencyForm, add_dependency.add_dependency,
        PLANNED_ACTION, "Add a dependency of an action", as_action,
        says="The dependency of action {.ref} is added.".format,
    ),
    Verb(
        "remove-dependency", remove_dependency.RemoveDependencyForm,
        remove_dependency.remove_dependency, PLANNED_ACTION, "Remove a dependency of an action",
        as_action,
        says="The dependency of action {.ref} is removed.".format,
    ),
    Verb(
        "stop-repeating", stop_repeating.StopRepeatingForm, stop_repeating.stop_repeating,
        PLANNED_ACTION, "Stop an action from repeating", as_action,
        says="No next action is made when action {.ref} is done.".format,
    ),
    Verb(
        "use-template", use_template.UseTemplateForm, use_template.use_template, PLAN,
        "Fill a draft with a template", as_plan,
        says="The template is in plan {.ref}. Next, add actions.".format,
    ),
    Verb(
        "add-outcome", add_outcome.AddOutcomeForm, add_outcome.add_outcome, PLAN,
        "Add a desired outcome", as_outcome, status=201,
        says="Desired outcome {.ref} is added.".format,
    ),
    Verb(
        "open-gap", open_gap.OpenGapForm, open_gap.open_gap, PLAN, "Open an intelligence gap",
        as_gap, status=201,
        says="Intelligence gap {.ref} is open.".format,
    ),
    Verb(
        "add-exit-criterion", add_exit_criterion.AddExitCriterionForm,
        add_exit_criterion.add_exit_criterion, PLAN, "Add an exit criterion", as_criterion,
        status=201,
        says="Exit criterion {.ref} is added.".format,
    ),
    Verb(
        "close", close_plan.ClosePlanForm, close_plan.close_plan, PLAN_TO_DECIDE,
        "Close a 4P plan", as_plan,
        says="Plan {.ref} is closed.".format,
    ),
    Verb(
        "reopen", reopen_plan.ReopenPlanForm, reopen_plan.reopen_plan, PLAN_TO_DECIDE,
        "Reopen a 4P plan", as_plan,
        says="Plan {.ref} is open again. Review it next.".format,
    ),
    Verb(
        "add-objective", AddObjectiveForm, add_objective, PLAN, "Add an objective", as_objective,
        status=201,
        says="Objective {.ref} is added.".format,
    ),
    Verb(
        "add-action", AddActionForm, add_action, PLAN, "Add an action", as_action,
        status=201,
        says="You asked {0.accountable_unit} for action {0.ref}.".format,
    ),
    Verb(
        "agree", AgreeForm, agree, PLAN_TO_DECIDE, "Agree a 4P plan", as_plan,
        says="Version {0.version} of plan {0.ref} is agreed.".format,
    ),
    Verb(
        "review", ReviewForm, review, PLAN, "Review a 4P plan", as_review, status=201,
        says="The review of plan {.plan.ref} is recorded.".format,
    ),
    Verb(
        "grade-outcome", grade_outcome.GradeOutcomeForm, grade_outcome.grade_outcome, OUTCOME,
        "Grade a desired outcome", as_outcome,
        says="The grade of desired outcome {.ref} is saved.".format,
    ),
    Verb(
        "drop-outcome", drop_outcome.DropOutcomeForm, drop_outcome.drop_outcome, OUTCOME,
        "Drop a desired outcome", as_outcome,
        says="Desired outcome {.ref} is dropped.".format,
    ),
    Verb(
        "close-gap", close_gap.CloseGapForm, close_gap.close_gap, GAP, "Close an intelligence gap",
        as_gap,
        says="Intelligence gap {.ref} is closed.".format,
    ),
    Verb(
        "mark-exit-criterion", mark_exit_criterion.MarkExitCriterionForm,
        mark_exit_criterion.mark_exit_criterion, CRITERION, "Mark an exit criterion", as_criterion,
        says="The status of exit criterion {.ref} is saved.".format,
    ),
    Verb(
        "set-outcomes", SetOutcomesForm, set_outcomes, None, "Set the list of desired outcomes",
        as_outcome_list, status=201, address="/desired-outcome-lists/set-outcomes",
        says=in_force
    ),
    Verb(
        "add-tactic", AddTacticForm, add_tactic, None, "Add a tactic", as_library,
        status=201, address="/tactics/add-tactic", says=in_force
    ),
    Verb(
        "draft", DraftForm, draft, OCG, "Draft a 4P plan", as_plan, status=201,
        says=("Version {0.version} of plan {0.ref} is a draft. Next, add objectives and "
              "actions.").format,
    ),
    VerbOnEach(
        "accept-actions", AcceptActionForm, accept_action, "action", lambda _actor: seen_actions(),
        "Accept several actions of your unit", "/unit-actions/accept"
    ),
    VerbOnEach(
        "propose-dates", propose_date.ProposeDateForm, propose_date.propose_date, "action",
        lambda _actor: seen_actions(), "Propose a due date for several actions",
        "/unit-actions/propose-date"
    ),
)  # fmt: skip
