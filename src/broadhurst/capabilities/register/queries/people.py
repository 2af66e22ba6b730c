"""People and identifiers as they are now, and as they were before a correction."""

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg


def members() -> QuerySet[Membership]:
    """Memberships that hold now, with the person and the OCG."""
    return Membership.objects.select_related("person", "ocg__dossier", "dossier")


def identifiers() -> QuerySet[Identifier]:
    """Identifiers that hold now, with who uses each, and the OCG."""
    return Identifier.objects.select_related("person", "ocg__dossier", "dossier")


def member_now(member: Membership) -> Membership | None:
    """The person's row that holds now; none if they were removed meanwhile."""
    return members().filter(ocg=member.ocg_id, person=member.person_id).first()


def identifier_now(identifier: Identifier) -> Identifier | None:
    """The identifier, unless it was corrected or removed meanwhile."""
    return identifiers().filter(pk=identifier.pk).first()


def earlier_members(ocg: Ocg) -> QuerySet[Membership]:
    """How people were recorded before, each with when and why that ended; the latest first."""
    ended = Membership.with_ended.filter(ocg=ocg, ended_at__isnull=False)
    return ended.select_related("person").order_by("-ended_at", "-pk")


def earlier_identifiers(ocg: Ocg) -> QuerySet[Identifier]:
    """Identifiers that were corrected or removed, the latest first."""
    ended = Identifier.with_ended.filter(ocg=ocg, ended_at__isnull=False)
    return ended.select_related("person").order_by("-ended_at", "-pk")
