"""Cover for the leads of OCGs, and who can be named as a deputy."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.cover.rules import may_arrange, verbs_open
from broadhurst.capabilities.register.forms.leads import officers_who_lead
from broadhurst.capabilities.register.models import Cover, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer

VERBS = {
    "end_cover": "End this cover",
    "correct_cover": "Correct this cover",
    "withdraw_cover": "Withdraw this cover",
}


def covers() -> QuerySet[Cover]:
    """Return the cover that the actor may see, with its OCG, lead and officers."""
    return Cover.objects.select_related(
        "ocg", "lead__officer", "lead__unit__agency", "deputy", "named_by", "closed_by"
    )


def covers_of(ocg: Ocg) -> QuerySet[Cover]:
    """Return the cover of an OCG's leads, the latest first."""
    return covers().filter(ocg=ocg).order_by("-from_on", "-pk")


def status_of(cover: Cover) -> str:
    """Return whether cover is in force, in words."""
    if cover.closed_at is not None:
        return cover.get_closed_as_display()
    if cover.from_on > clock.today():
        return "Coming"
    return "In force" if cover.until_on >= clock.today() else "Over"


def covers_between(ocg: Ocg, from_on: date, until_on: date) -> QuerySet[Cover]:
    """Return open cover of an OCG's leads on any of these days."""
    return covers().filter(ocg=ocg, closed_at=None, from_on__lte=until_on, until_on__gte=from_on)


def locked_cover(cover: Cover) -> Cover:
    """Lock the OCG of cover, and return the cover as it is now."""
    locked(cover.ocg)
    return covers().get(pk=cover.pk)


def deputies_on(leadership: Leadership, role: str = "") -> QuerySet[Officer]:
    """Return the officers of the leads' organisations who can cover for a role."""
    agencies = {lead.unit.agency for lead in leadership.leads}
    return officers_who_lead(role, agencies)


def leads_to_cover(actor: Actor, leads: list[Lead]) -> list[Lead]:
    """Return the leads that an actor can name a deputy for, the actor's own first."""
    mine = [lead for lead in leads if may_arrange(actor, lead)]
    return sorted(mine, key=lambda lead: lead.officer_id != actor.officer.pk)


def verbs_on(cover: Cover, actor: Actor) -> list[dict[str, str]]:
    """Return links to the commands that an actor can use on cover."""
    return [
        {"text": VERBS[verb], "href": reverse(f"cover:{verb}", args=[cover.ref])}
        for verb in verbs_open(cover, actor, today=clock.today())
    ]
