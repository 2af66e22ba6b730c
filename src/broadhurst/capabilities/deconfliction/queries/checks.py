"""Checks, and what the reader's own unit has entered."""

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Check, Entry
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock


def latest_check(ocg: Ocg) -> Check | None:
    """The last check of all of an OCG's targets; that of one target as it was added is none."""
    whole = ocg.checks.exclude(occasion=Check.Occasion.REGISTERED)
    return whole.select_related("made_by").order_by("-made_at", "-pk").first()


def is_fresh(check: Check | None) -> bool:
    """Whether a check serves a bid or a handover today."""
    if check is None:
        return False
    return rules.is_fresh(check.made_at.astimezone(clock.LONDON).date(), clock.today())


def entries_of(ocg: Ocg) -> QuerySet[Entry]:
    """What the reader's own unit has registered from an OCG, until it expires."""
    return Entry.objects.filter(ocg_ref=ocg.ref)
