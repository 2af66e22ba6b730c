"""Correct an operation that was opened with wrong details."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.commands.open_operation import OpenOperationForm
from broadhurst.capabilities.operations.forms import because_field
from broadhurst.capabilities.operations.models import Operation, Participation
from broadhurst.capabilities.operations.queries import to_change_operation
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.workflow import refuse_if

FACTS = ("name", "description", "source")
ORGANISATIONS = "organisations"


class EditOperationForm(OpenOperationForm):
    prefills = True

    because = because_field()

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the operation locked."""
        return subject | {"operation": lock(Operation.objects.all(), subject["operation"])}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        super().narrow_choices()
        operation = self.subject["operation"]
        for name in FACTS:
            self.fields[name].initial = getattr(operation, name)
        self.fields["agencies"].initial = [
            part.agency.key for part in operation.participations.select_related("agency")
        ]


@for_roles(rules.objections_to_record)
@for_record(to_change_operation)
@command
def edit_operation(
    *,
    actor: Actor,
    operation: Operation,
    name: str,
    description: str,
    agencies: Iterable[Agency],
    source: str,
    because: str,
) -> Operation:
    """Correct an operation's name, description, organisations or source, with the reason."""
    operation = lock(Operation.objects.all(), operation)
    before, chosen = _facts(operation), sorted(agencies, key=lambda agency: agency.name)
    now = {"name": name, "description": description, "source": source}
    after = now | {ORGANISATIONS: ", ".join(agency.name for agency in chosen)}
    changed = [fact for fact in before if before[fact] != after[fact]]
    others = Operation.objects.filter(name=name).exclude(pk=operation.pk)
    refuse_if(
        rules.objections_to_correct(
            actor.roles, "operation", is_withdrawn=operation.withdrawn_at is not None,
            because=because, is_changed=bool(changed),
        )
        + rules.objections_to_open(actor.roles, name=name, is_known=others.exists())
    )  # fmt: skip

    was, is_now = ("; ".join(f"{f}: {facts[f]}" for f in changed) for facts in (before, after))
    for fact in FACTS:
        setattr(operation, fact, now[fact])
    operation.corrected_at, operation.corrected_was = clock.now(), was
    operation.corrected_because = because
    operation.save(update_fields=[*FACTS, "corrected_at", "corrected_was", "corrected_because"])
    public_copies.changed(operation)
    if ORGANISATIONS in changed:
        operation.participations.all().delete()
        Participation.objects.bulk_create(
            Participation(operation=operation, agency=agency) for agency in chosen
        )

    record(
        actor, "operation.corrected", operation.ref, dossier=None, name=operation.name, was=was,
        now=is_now, because=because,
    )  # fmt: skip
    return operation


def _facts(operation: Operation) -> dict[str, str]:
    parts = operation.participations.select_related("agency")
    facts = {name: getattr(operation, name) for name in FACTS}
    return facts | {ORGANISATIONS: ", ".join(sorted(part.agency.name for part in parts))}
