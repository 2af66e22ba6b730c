"""What an officer did around checks, from the log; the stop-list; and flags."""

from dataclasses import replace

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, Entry, Flag, Stopped
from broadhurst.capabilities.deconfliction.rules.asking import FISHING_WINDOW, TOO_MANY, Asked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.waiting import Waiting


def with_the_log(actor: Actor, asked: Asked) -> Asked:
    """With what the officer withdrew soon after entering it, and where the limit stopped them."""
    of_the_day = Event.objects.filter(officer=actor.officer, at__gt=clock.now() - FISHING_WINDOW)
    found = of_the_day.aggregate(
        withdrawn=Count("pk", filter=Q(verb="entry.withdrawn", detail__soon="yes")),
        stopped=Count(
            "pk", filter=Q(verb="command.refused", detail__objections__icontains=TOO_MANY)
        ),
    )
    return replace(asked, **found)


def checks_made() -> QuerySet[Check]:
    """Checks that the reader may see, newest first."""
    return Check.objects.select_related("made_by", "unit__agency").order_by("-made_at", "-pk")


def own_entries(actor: Actor) -> QuerySet[Entry]:
    """What the reader's unit has entered, newest first. The wall shows nobody else's."""
    return Entry.objects.filter(unit=actor.unit).order_by("-registered_at", "-pk")


def stops() -> QuerySet[Stopped]:
    """What is on the stop-list now, last added on top."""
    return Stopped.objects.filter(lifted_at=None).order_by("-added_at", "-pk")


def flags() -> QuerySet[Flag]:
    """Flags that the reader may see, newest first."""
    return Flag.objects.select_related(
        "officer", "posting", "unit__agency", "answered_by"
    ).order_by("-raised_at", "-pk")


def flags_waiting(actor: Actor) -> list[Waiting]:
    """Flags that a desk or an auditor has to answer."""
    if not {"desk", "auditor"} & set(actor.roles):
        return []
    return [
        Waiting(
            "Look at",
            f"flag {flag.ref}: {flag.get_rule_display().lower()}",
            reverse("flag", args=[flag.ref]),
            flag.raised_at.astimezone(clock.LONDON).date(),
            "deconfliction",
        )
        for flag in flags().filter(answered_at=None)[:50]
    ]
