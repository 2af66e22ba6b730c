"""The saved filters of a list."""

from django.db.models import QuerySet

from broadhurst.foundation.lists.models import SavedFilter


def saved_filters(key: str = "") -> QuerySet[SavedFilter]:
    """Return the filters that the actor has or shares, of one list or of all."""
    rows = SavedFilter.objects.select_related("made_by").order_by("name", "pk")
    return rows.filter(list=key) if key else rows
