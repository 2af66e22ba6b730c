"""Link an OCG with another that the officer can see."""

from datetime import date

from broadhurst.capabilities.links import rules
from broadhurst.capabilities.links.forms.link import OCG_KINDS, GroundsForm
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import lock_ends, ocgs_to_link, same_link
from broadhurst.capabilities.register.forms.fields import OcgField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.workflow import refuse_if


class LinkOcgsForm(GroundsForm):
    field_order = ("other", "kind")

    other = OcgField(
        Ocg.objects.none(),
        label="Other OCG",
        noun="the other OCG",
        help_text="You can link only OCGs that you can see.",
        to_field_name="ref",
    )
    kind = ChoiceField(
        label="Kind of link",
        help_text="Choose what the other OCG is to this one.",
        choices=[(kind, Link.Kind(kind).label) for kind in OCG_KINDS],
    )

    def narrow_choices(self) -> None:
        """Offer the other OCGs that the officer can see."""
        others = ocgs_to_link(self.subject["ocg"])
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


@for_record(to_work_on())
@command
def link_ocgs(
    *,
    actor: Actor,
    ocg: Ocg,
    other: Ocg,
    kind: str,
    source: str,
    intelligence: str,
    handling: str,
    reason: str,
    conditions: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Link:
    """Link two OCGs. Only those who can see both see the link."""
    lock_ends(ocg, other)
    ocg, other = locked(ocg), locked(other)
    link = Link(
        ref=new_reference("LNK"), ocg=ocg, other_ocg=other, one_dossier=ocg.dossier,
        other_dossier=other.dossier, kind=kind, from_on=from_on, until_on=until_on, source=source,
        intelligence=intelligence, handling=handling, conditions=conditions, reason=reason,
        recorded_by=actor.officer, recorded_at=clock.now(),
    )  # fmt: skip
    refuse_if(
        rules.objections_to_link(
            ocg,
            current_leadership(ocg).parts_of(actor),
            is_same=ocg.pk == other.pk,
            already=same_link(link),
        )
        + rules.objections_to_grounds(
            from_on=from_on, until_on=until_on, today=clock.today(), handling=handling,
            conditions=conditions, text=reason,
        )
    )  # fmt: skip

    link.save(force_insert=True)

    # Without a dossier, only the officer reads this event: an OCG's would name the other.
    record(actor, "link.ocgs_linked", link.ref, dossier=None, kind=Event.Kind.COLLECTION)
    return link
