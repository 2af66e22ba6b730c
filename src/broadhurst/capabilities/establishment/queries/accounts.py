"""Read an account and its administrator, under their locks."""

from datetime import date, timedelta

from django.db.models import Q

from broadhurst.capabilities.establishment.rules.accounts import (
    IS_WRONG,
    MINUTES_OF_TRIES,
    objections_to_one_time_password,
)
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_change_account,
    objections_to_open_elsewhere,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import SYSTEM, Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, Role, in_force_on
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.workflow import Refused

NO_LONGER = "Your own posting has ended, so nothing was changed. Sign in again."


def locked_account(actor: Actor, officer: Officer) -> Officer:
    """Lock an account and return its current row.

    Refused if the actor's own posting has ended meanwhile. Both accounts are locked in id order, so
    two administrators cannot close each other's account at the same moment.
    """
    for key in sorted({actor.officer.pk, officer.pk}):
        take(Officer, key)
    current = Posting.objects.filter(
        in_force_on(clock.today()), pk=actor.posting.pk, officer__is_active=True
    )
    if not current.exists():
        raise Refused([NO_LONGER])
    return Officer.objects.select_related("agency").get(pk=officer.pk)


def is_system(officer: Officer) -> bool:
    """Whether an account is the system's own."""
    return officer.username == SYSTEM


def objections_to_account(actor: Actor, officer: Officer) -> list[str]:
    """Return why an administrator cannot change this account."""
    agency, own_agency = officer.agency_id, actor.agency.pk
    today = clock.today()
    return objections_to_administer_in(
        actor.roles, own_agency=own_agency, agency=agency
    ) or objections_to_change_account(
        actor.roles,
        is_self=officer.pk == actor.officer.pk,
        is_system=is_system(officer),
        other_agencies=other_agencies_of(officer, actor.agency, today),
        has_service_role=has_service_role(officer, today),
    )


def objections_to_reset(actor: Actor, officer: Officer) -> list[str]:
    """Return why an administrator cannot give this account a new password."""
    return objections_to_account(actor, officer) or objections_to_open_elsewhere(
        actor.roles, holds_elsewhere=holds_elsewhere(officer)
    )


def objections_to_sign_in(officer: Officer) -> list[str]:
    """Return why the officer's password does not work now."""
    return objections_to_one_time_password(
        is_temporary=officer.password_is_temporary,
        expires_at=officer.password_expires_at,
        now=clock.now(),
    )


def wrong_tries(officer: Officer) -> int:
    """Count the recent tries with a wrong current password. Each refusal is in the log."""
    since = clock.now() - timedelta(minutes=MINUTES_OF_TRIES)
    return Event.objects.filter(
        officer=officer, verb="command.refused", at__gt=since,
        detail__verb="change password", detail__objections__contains=IS_WRONG,
    ).count()  # fmt: skip


def holds_elsewhere(officer: Officer) -> bool:
    """Whether an officer has personal access to a record of another organisation.

    For example, as its LRO. The database answers yes or no, because the administrator sees none of
    those records.
    """
    row = send("SELECT wall_holds_elsewhere(%s::bigint)", [officer.pk]).row()
    return bool(row[0])


def other_agencies_of(officer: Officer, than: Agency, day: date) -> list[str]:
    """Return other organisations where an officer is posted now or later, by name."""
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=day)
    postings = Posting.objects.filter(ahead, officer=officer).exclude(unit__agency=than)
    return sorted(set(postings.values_list("unit__agency__name", flat=True)))


def has_service_role(officer: Officer, day: date) -> bool:
    """Whether an officer administers the service, today or later."""
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=day)
    return Posting.objects.filter(
        ahead, officer=officer, roles__contains=[Role.ADMINISTRATOR.value]
    ).exists()
