"""Enter a person or an identifier of an OCG, without the deconfliction check that follows.

Not commands: the commands that add them call these, and so does the trial of an import. A trial
must check nothing: its checks would not count, and its time would tell of other units' entries.
"""

from datetime import date

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.kinds import SUSPECTED, objections_to_nominal
from broadhurst.capabilities.register.rules.registering import (
    objections_to_identifier,
    objections_to_member,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


def enter_member(
    *,
    actor: Actor,
    ocg: Ocg,
    name: str,
    category: str,
    part: str,
    is_exploited: bool,
    aliases: str = "",
    born_on: date | None = None,
    sex: str = "",
) -> Membership:
    """Enter a person of an OCG that the caller has locked."""
    has_nominal = ocg.memberships.filter(category__in=SUSPECTED).exists()
    refuse_if(
        objections_to_work_on(ocg, current_leadership(ocg).parts_of(actor))
        + objections_to_member(
            category=category, is_exploited=is_exploited, born_on=born_on, today=clock.today()
        )
        + objections_to_nominal(ocg.kind, category, has_nominal=has_nominal)
    )

    person = Person.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("PER"),
        name=name,
        born_on=born_on,
        sex=sex,
        aliases=other_names(aliases),
    )
    member = Membership.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        person=person,
        category=category,
        part=part,
        is_exploited=is_exploited,
        added_at=clock.now(),
    )

    record(
        actor,
        "ocg.member_added",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        person=person.ref,
        category=member.get_category_display(),
    )
    return member


def enter_identifier(
    *, actor: Actor, ocg: Ocg, kind: str, value: str, person: Person | None = None
) -> Identifier:
    """Enter an identifier of an OCG that the caller has locked."""
    objections = objections_to_work_on(ocg, current_leadership(ocg).parts_of(actor))
    objections += objections_to_identifier(kind, value)
    if ocg.identifiers.filter(kind=kind, value=value).exists():
        objections.append("This is already on the OCG.")
    refuse_if(objections)

    identifier = Identifier.objects.create(
        dossier=ocg.dossier, ref=new_reference("IDN"), ocg=ocg, person=person, kind=kind,
        value=value, added_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "ocg.identifier_added",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        what=in_sentence(identifier.get_kind_display()),
    )
    return identifier


def other_names(text: str) -> list[str]:
    """Split a text of names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]
