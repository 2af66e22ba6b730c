"""Make an action wait for another action of the same plan."""

from broadhurst.capabilities.plans.models import Action, Dependency
from broadhurst.capabilities.plans.queries.actions import lock_both, ocg_of, open_actions, roles_on
from broadhurst.capabilities.plans.queries.dependencies import dependencies
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import dependencies as rules
from broadhurst.capabilities.plans.rules.plans import ACTION
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ModelSelectField
from broadhurst.foundation.workflow import refuse_if


class AddDependencyForm(CommandForm):
    after = ModelSelectField(
        Action.objects.none(),
        label="Action it waits for",
        help_text="An open action of the same plan.",
        to_field_name="ref",
    )

    def narrow_choices(self) -> None:
        """Offer the other open actions of the plan."""
        ocg = ocg_of(self.subject["action"])
        if ocg is not None:
            rows = open_actions(ocg).exclude(pk=self.subject["action"].pk)
            self.fields["after"].queryset = rows  # type: ignore[attr-defined]


@for_record(to_move("add_dependency"))
@command
def add_dependency(*, actor: Actor, action: Action, after: Action) -> Action:
    """Add a dependency. The lock on the OCG stops two officers from creating a loop together."""
    ocg, action = lock_both(action)
    pairs = set(dependencies(ocg).values_list("action", "after"))
    refuse_if(
        ACTION.objections("add_dependency", action.stage, roles_on(action, actor))
        + rules.objections_to_depend(action, after, pairs)
    )

    Dependency.objects.create(
        dossier=ocg.dossier,
        action=action,
        after=after,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(
        actor,
        "plan.dependency_added",
        ocg.ref,
        dossier=ocg.dossier,
        action=action.title,
        after=after.title,
    )
    return action
