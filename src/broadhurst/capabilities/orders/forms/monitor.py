"""The choice of who monitors an order."""

from django.forms import Form

from broadhurst.capabilities.establishment.queries.organisations import staffed, units_in_force
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import ADMINISTRATORS, Officer, Posting, in_force_on


def narrow_monitors(form: Form) -> None:
    """Offer the units that have somebody posted to them, and the officers posted to any."""
    today = clock.today()
    units = staffed(units_in_force(today), today).order_by("name", "pk")
    posted = Posting.objects.filter(in_force_on(today))
    posted = posted.exclude(roles__overlap=sorted(ADMINISTRATORS))
    officers = Officer.objects.filter(is_active=True, pk__in=posted.values("officer"))
    form.fields["monitor_unit"].queryset = units  # type: ignore[attr-defined]
    form.fields["monitor"].queryset = officers.order_by("name", "pk")  # type: ignore[attr-defined]
