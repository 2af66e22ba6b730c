"""Read the items on the checklist of a transfer."""

from django.db.models import QuerySet

from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.foundation.access.locks import lock

OFFICERS = ("added_by", "acknowledged_by", "terms_by", "agreed_by", "handed_over_by")


def items_of(transfer: Transfer) -> QuerySet[Risk]:
    """Return every item of a transfer, with the officers who dealt with it."""
    return Risk.objects.filter(transfer=transfer).select_related(*OFFICERS)


def to_acknowledge(transfer: Transfer) -> QuerySet[Risk]:
    """Return the items that the receiver has not acknowledged yet."""
    return Risk.objects.filter(transfer=transfer, over_at=None, acknowledged_at=None)


def risks() -> QuerySet[Risk]:
    """Return items with their transfer and OCG, as their commands need them."""
    return Risk.objects.select_related("dossier", "transfer__ocg")


def locked_risk(risk: Risk) -> Risk:
    """Lock an item and return it. The caller locks its OCG and its transfer first."""
    return lock(Risk.objects.all(), risk)


def kept_referrals(transfer: Transfer) -> set[str]:
    """Return the references of the referrals that the giver keeps after the transfer."""
    kept_risks = Risk.objects.filter(
        transfer=transfer, source=Risk.Source.REFERRAL, terms=Risk.Terms.KEPT, over_at=None
    )
    return set(kept_risks.values_list("about", flat=True))


def kept_items() -> QuerySet[Risk]:
    """Return the items that givers of accepted transfers still keep."""
    return Risk.objects.filter(
        transfer__stage=Transfer.Stage.ACCEPTED,
        terms=Risk.Terms.KEPT,
        over_at=None,
        handed_over_at=None,
    )
