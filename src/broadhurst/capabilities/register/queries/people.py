"""People and identifiers, current and before corrections."""

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg


def members() -> QuerySet[Membership]:
    """Return current memberships, with the person and OCG."""
    return Membership.objects.select_related("person", "ocg__dossier", "dossier")


def identifiers() -> QuerySet[Identifier]:
    """Return current identifiers, with their users and OCGs."""
    return Identifier.objects.select_related("person", "ocg__dossier", "dossier")


def member_now(member: Membership) -> Membership | None:
    """Return a person's current membership, or None if they were removed meanwhile."""
    return members().filter(ocg=member.ocg_id, person=member.person_id).first()


def identifier_now(identifier: Identifier) -> Identifier | None:
    """Return the identifier, or None if it was corrected or removed meanwhile."""
    return identifiers().filter(pk=identifier.pk).first()


def earlier_members(ocg: Ocg) -> QuerySet[Membership]:
    """Return ended memberships with their time and reason, the latest first."""
    ended = Membership.with_ended.filter(ocg=ocg, ended_at__isnull=False)
    return ended.select_related("person").order_by("-ended_at", "-pk")


def earlier_identifiers(ocg: Ocg) -> QuerySet[Identifier]:
    """Return corrected and removed identifiers, the latest first."""
    ended = Identifier.with_ended.filter(ocg=ocg, ended_at__isnull=False)
    return ended.select_related("person").order_by("-ended_at", "-pk")
