"""Read Welsh versions, and the published records that can have one."""

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.practice.models import PublicNote
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency

MOST = 100  # of each kind, that a Welsh version is offered for


def welsh_versions() -> QuerySet[WelshVersion]:
    """Return the Welsh versions that the reader may see: those of the own unit."""
    return WelshVersion.objects.select_related(
        "dossier", "unit__agency", "written_by", "published_by"
    )


def locked_version(version: WelshVersion) -> WelshVersion:
    """Lock the version's row, and return it as it is now."""
    return lock(welsh_versions(), version)


def published_by(agency: Agency) -> dict[str, str]:
    """Return the titles of what an organisation published, by reference, the newest first."""
    texts: dict[str, str] = {}
    for rows in (
        Publication.objects.filter(body=agency, replaced_by=None),
        PublicMessage.objects.filter(agency=agency),
        PublicNote.objects.filter(agency=agency),
    ):
        texts |= dict(rows.values_list("ref", "title")[:MOST])
    return texts


def texts_of(title: str, text: str) -> list[Text]:
    """Return the texts that become public, to look for names of the register in."""
    return [Text("the title", title, "title"), Text("the text", text, "text")]
