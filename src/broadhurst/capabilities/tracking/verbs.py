"""The verbs of tracking, at the API and the terminal."""

from broadhurst.capabilities.inspections.commands.assign_finding import (
    AssignFindingForm,
    assign_finding,
)
from broadhurst.capabilities.inspections.queries.reports import findings
from broadhurst.capabilities.tracking.api import as_milestone, as_next_step
from broadhurst.capabilities.tracking.commands import (
    add_milestone,
    complete_milestone,
    edit_milestone,
    reopen_milestone,
    set_next_step,
    withdraw_milestone,
)
from broadhurst.capabilities.tracking.queries.work import findings_by_key, milestones
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

FINDING = Subject("finding", "/findings/{key}", lambda _actor: findings())
MILESTONE = Subject("milestone", "/milestones/{ref}", lambda _actor: milestones())

VERBS = (
    Verb(
        "set-next-step", set_next_step.SetNextStepForm, set_next_step.set_next_step, FINDING,
        "Set the next step", as_next_step, status=201,
        says="The next step of {0.agency} on finding {0.finding.key} is set.".format,
    ),
    Verb(
        "add-milestone", add_milestone.AddMilestoneForm, add_milestone.add_milestone, FINDING,
        "Add a milestone", as_milestone, status=201,
        says="Milestone {.ref} is added.".format,
    ),
    Verb(
        "edit-milestone", edit_milestone.EditMilestoneForm, edit_milestone.edit_milestone,
        MILESTONE, "Correct a milestone", as_milestone, address="/milestones/{ref}/edit",
        says="Milestone {.ref} is corrected.".format,
    ),
    Verb(
        "complete-milestone", complete_milestone.CompleteMilestoneForm,
        complete_milestone.complete_milestone, MILESTONE, "Complete a milestone", as_milestone,
        address="/milestones/{ref}/complete",
        says="Milestone {.ref} is completed.".format,
    ),
    Verb(
        "reopen-milestone", reopen_milestone.ReopenMilestoneForm,
        reopen_milestone.reopen_milestone, MILESTONE, "Reopen a milestone", as_milestone,
        address="/milestones/{ref}/reopen",
        says="Milestone {.ref} is open again.".format,
    ),
    Verb(
        "withdraw-milestone", withdraw_milestone.WithdrawMilestoneForm,
        withdraw_milestone.withdraw_milestone, MILESTONE, "Withdraw a milestone", as_milestone,
        address="/milestones/{ref}/withdraw",
        says="Milestone {.ref} is withdrawn.".format,
    ),
    VerbOnEach(
        "name-owners", AssignFindingForm, assign_finding, "finding",
        lambda _actor: findings_by_key(), "Name the owner of several findings",
        "/tracker/name-owners"
    ),
    VerbOnEach(
        "set-next-steps", set_next_step.SetNextStepForm, set_next_step.set_next_step, "finding",
        lambda _actor: findings_by_key(), "Set the next step of several findings",
        "/tracker/set-next-steps"
    ),
)  # fmt: skip
