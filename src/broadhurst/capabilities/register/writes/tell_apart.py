"""Record that an officer told a new record apart from its likely duplicates."""

from collections.abc import Sequence

from broadhurst.capabilities.register.models import Membership, Ocg, ToldApart
from broadhurst.capabilities.register.rules.duplicates import Likely
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import record


def tell_ocg_apart(actor: Actor, ocg: Ocg, likely: Sequence[Likely]) -> None:
    """Store each likely duplicate of a new OCG, and who said that it is a different OCG.

    The event names none of them: readers of this OCG may not see the others.
    """
    _keep(
        actor,
        [ToldApart(ocg=ocg, other=duplicate.row, why_alike=duplicate.why) for duplicate in likely],
    )
    if likely:
        record(actor, "ocg.told_apart", ocg.ref, dossier=ocg.dossier, many=len(likely))


def tell_person_apart(actor: Actor, member: Membership, likely: Sequence[Likely]) -> None:
    """Store each likely duplicate of a new person, and who said that it is somebody else."""
    _keep(
        actor,
        [
            ToldApart(
                ocg=member.ocg,
                person=member.person,
                other_person=duplicate.row.person,
                why_alike=duplicate.why,
            )
            for duplicate in likely
        ],
    )
    if likely:
        record(
            actor,
            "ocg.people_told_apart",
            member.ocg.ref,
            dossier=member.ocg.dossier,
            person=member.person.ref,
            others=", ".join(duplicate.ref for duplicate in likely),
        )


def _keep(actor: Actor, statements: Sequence[ToldApart]) -> None:
    for statement in statements:
        statement.dossier, statement.said_by, statement.said_at = (
            statement.ocg.dossier,
            actor.officer,
            clock.now(),
        )
    ToldApart.objects.bulk_create(statements)
