"""Correct a link. The earlier record stays, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.links import rules
from broadhurst.capabilities.links.forms.link import OCG_KINDS, PERSON_KINDS, GroundsForm
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import links, locked, parts_of, same_link
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if

CORRECTED = (
    "kind", "from_on", "until_on", "source", "intelligence", "handling", "conditions", "reason",
)  # fmt: skip


class CorrectLinkForm(GroundsForm):
    prefills = True
    field_order = ("kind",)

    kind = ChoiceField(label="Kind of link", choices=Link.Kind.choices)
    because = TextAreaField(label="Reason for the correction", max_length=300)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        return subject | {"link": locked(subject["link"])}

    def narrow_choices(self) -> None:
        """Start with the link as it is recorded."""
        link: Link = self.subject["link"]
        kinds = OCG_KINDS if link.person_id is None else PERSON_KINDS
        labels = [(kind, Link.Kind(kind).label) for kind in kinds]
        self.fields["kind"].choices = labels  # type: ignore[attr-defined]
        for field in CORRECTED:
            self.fields[field].initial = getattr(link, field)


@for_record(lambda actor, link: rules.objections_to_change(link, parts_of(link, actor)))
@command
def correct_link(
    *,
    actor: Actor,
    link: Link,
    kind: str,
    source: str,
    intelligence: str,
    handling: str,
    reason: str,
    because: str,
    conditions: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Link:
    """Replace a link by a corrected one, with a reason."""
    link = locked(link)
    again = links().get(pk=link.pk)
    answers = (kind, from_on, until_on, source, intelligence, handling, conditions, reason)
    for field, answer in zip(CORRECTED, answers, strict=True):
        setattr(again, field, answer)
    changes = {name: True for name in CORRECTED if getattr(link, name) != getattr(again, name)}
    refuse_if(
        rules.objections_to_correct(
            link, parts_of(link, actor), changes=changes, already=same_link(again), because=because
        )
        + rules.objections_to_grounds(
            from_on=from_on, until_on=until_on, today=clock.today(), handling=handling,
            conditions=conditions, text=reason,
        )
    )  # fmt: skip

    link.withdrawn_at, link.withdrawn_by = clock.now(), actor.officer
    link.withdrawn_because = f"Corrected: {because}"
    link.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    again.pk, again.ref, again.replaces = None, new_reference("LNK"), link
    again.recorded_by, again.recorded_at = actor.officer, clock.now()
    again.ended_because = "" if until_on is None else again.ended_because
    again.save(force_insert=True)

    record(actor, "link.corrected", again.ref, dossier=None, was=link.ref)
    return again
