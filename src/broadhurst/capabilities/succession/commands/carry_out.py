"""Carry out a succession: everything moves to the successor in one act."""

from django.db import connection

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.models import Succession, UnitMove
from broadhurst.capabilities.succession.queries import (
    counts_of,
    locked_succession,
    stops_of,
    to_change,
    units_that_move,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CarryOutForm(CommandForm):
    """A form without fields. The page shows what moves."""


@for_record(to_change)
@command
def carry_out(*, actor: Actor, succession: Succession) -> Succession:
    """Move units, OCGs and all that belongs to them to the successor, at one instant."""
    succession = locked_succession(succession)
    old = list(succession.predecessors.all())
    for key in sorted({succession.successor_id, *(agency.pk for agency in old)}):
        take(Agency, key)
    units = units_that_move(succession)
    stops = stops_of(succession, units)
    refuse_if(
        rules.objections_to_carry_out(
            actor.roles, succession, stops, today=clock.today(), now=clock.now()
        )
    )

    succession.moved = counts_of(succession, units)
    UnitMove.objects.bulk_create(
        UnitMove(
            succession=succession,
            unit=unit,
            was=unit.agency,
            now=succession.successor,
            moved_at=clock.now(),
        )
        for unit in units
    )
    moved = _carry(actor, succession, units, old)
    succession.stage = Succession.Stage.DONE
    succession.ended_by, succession.ended_at = actor.officer, clock.now()
    succession.save()

    names = ", ".join(agency.name for agency in old)
    for ref, dossier, is_owned in moved:
        behind, ref_now, now = Dossier(pk=dossier), succession.ref, succession.successor.name
        if is_owned:
            record(
                actor, "ocg.succeeded", ref, dossier=behind, was=names, now=now, succession=ref_now
            )
        else:
            record(
                actor,
                "ocg.lead_succeeded",
                ref,
                dossier=behind,
                was=names,
                now=now,
                succession=ref_now,
            )
    record(
        actor,
        "succession.carried_out",
        succession.ref,
        dossier=None,
        tell=units,
        predecessors=names,
        successor=succession.successor.name,
        ocgs=sum(is_owned for _, _, is_owned in moved),
        units=len(units),
    )
    return succession


def _carry(
    actor: Actor, succession: Succession, units: list[Unit], old: list[Agency]
) -> list[tuple[str, int, bool]]:
    """Move everything in the database. Return each OCG for its log, and if it was owned or led."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ref, dossier, is_owned FROM succession_carry(%s, %s, %s, %s, %s, %s, %s)",
            [
                [unit.pk for unit in units],
                [agency.pk for agency in old],
                succession.successor_id,
                succession.kind == Succession.Kind.WHOLE,
                f"succession {succession.ref}",
                clock.now(),
                actor.officer.pk,
            ],
        )
        return list(cursor.fetchall())
