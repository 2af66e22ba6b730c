"""Read the templates, signatories, pictures and house style of a unit's letters."""

from django.db.models import F, Prefetch, QuerySet

from broadhurst.capabilities.letters.models import (
    HouseStyle,
    Picture,
    Signatory,
    Template,
    TemplateVersion,
)
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit


def templates() -> QuerySet[Template]:
    """Return the templates that the reader may see, including withdrawn ones."""
    return Template.objects.select_related("dossier", "unit__agency", "written_by")


def locked_template(template: Template) -> Template:
    """Lock the template's row, and return it as it is now."""
    return lock(templates(), template)


def with_newest(rows: QuerySet[Template]) -> QuerySet[Template]:
    """Add the newest version to each template, as a list with one version."""
    newest = TemplateVersion.objects.filter(number=F("template__version"))
    return rows.prefetch_related(Prefetch("versions", newest, to_attr="newest"))


def newest_version(template: Template) -> TemplateVersion:
    """Return the version that new letters are made with."""
    return template.versions.order_by("-number")[0]


def versions_of(template: Template) -> QuerySet[TemplateVersion]:
    """Return every version, newest first."""
    return template.versions.select_related("written_by")


def other_titles(unit: Unit, template: Template | None = None) -> list[str]:
    """Return the titles of the unit's other templates."""
    rows = Template.objects.filter(unit=unit, withdrawn_at=None)
    if template:
        rows = rows.exclude(pk=template.pk)
    return list(rows.values_list("title", flat=True))


def signatories() -> QuerySet[Signatory]:
    """Return the signatories that the reader may see, including withdrawn ones."""
    return Signatory.objects.select_related(
        "dossier", "unit__agency", "changed_by", "signature"
    ).defer("signature__content")


def locked_signatory(signatory: Signatory) -> Signatory:
    """Lock the signatory's row, and return it as it is now."""
    return lock(signatories(), signatory)


def style_of(unit: Unit) -> HouseStyle | None:
    """Return the house style of a unit, if it has set one."""
    rows = HouseStyle.objects.select_related("dossier", "unit__agency", "changed_by", "crest")
    return rows.filter(unit=unit).first()


def pictures() -> QuerySet[Picture]:
    """Return the pictures that the reader may see."""
    return Picture.objects.all()
