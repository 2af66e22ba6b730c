"""Remove a dependency of an action, with the reason."""

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import lock_both, roles_on
from broadhurst.capabilities.plans.queries.dependencies import waits_of
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules.plans import ACTION
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ModelSelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class RemoveDependencyForm(CommandForm):
    after = ModelSelectField(
        Action.objects.none(), label="Action it waits for", to_field_name="ref"
    )
    because = TextAreaField(
        label="Reason", help_text="We keep the reason with the plan.", max_length=2000
    )

    def narrow_choices(self) -> None:
        """Offer the actions it waits for."""
        waits = waits_of(self.subject["action"]).values("after")
        self.fields["after"].queryset = Action.objects.filter(pk__in=waits)  # type: ignore[attr-defined]


@for_record(to_move("remove_dependency"))
@command
def remove_dependency(*, actor: Actor, action: Action, after: Action, because: str) -> Action:
    """Remove a dependency. It is kept, with who removed it and why."""
    ocg, action = lock_both(action)
    row = waits_of(action).filter(after=after).first()
    objections = ACTION.objections("remove_dependency", action.stage, roles_on(action, actor))
    if row is None:
        objections.append("This action does not wait for that one.")
    refuse_if(objections + objections_to_text(because))

    if row is not None:
        row.removed_by, row.removed_at = actor.officer, clock.now()
        row.removed_because = because
        row.save(update_fields=["removed_by", "removed_at", "removed_because"])

    record(
        actor,
        "plan.dependency_removed",
        ocg.ref,
        dossier=ocg.dossier,
        action=action.title,
        after=after.title,
    )
    return action
