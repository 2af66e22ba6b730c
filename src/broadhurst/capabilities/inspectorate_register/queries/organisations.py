"""Find the organisation that the register names in an entry's address."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

from broadhurst.foundation.agencies.models import Agency

_ENDINGS = re.compile(r"-(police|constabulary|police-service|constabulary-police)$")


def by_address() -> dict[str, Agency]:
    """Return organisations by the names that an address can give them.

    Its key comes first, then the names of police forces, with and without “Police” at the end.
    """
    agencies = list(Agency.objects.order_by("pk"))
    forces = [agency for agency in agencies if agency.kind == Agency.Kind.POLICE_FORCE]
    by_name = {agency.key: agency for agency in agencies}
    for several in (forces, agencies):
        for agency in several:
            for name in _names(agency):
                by_name.setdefault(name, agency)
    return by_name


def _names(agency: Agency) -> Iterable[str]:
    names = [slugify(agency.name), slugify(agency.short_name)]
    return [*names, *(_ENDINGS.sub("", name) for name in names)]
