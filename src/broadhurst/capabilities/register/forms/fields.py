"""The field that asks for an OCG."""

from typing import Any

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.govuk.fields import ModelSelectField

NOT_YOURS = "You cannot see an OCG with this reference. Check the reference"


class OcgField(ModelSelectField):
    """One OCG with its reference, because cover names repeat. The value is the reference."""

    searched = ("name", "ref")

    def label_from_instance(self, obj: Ocg) -> str:
        return f"{obj.name}, {obj.ref}"


class OwnOcgField(OcgField):
    """An OCG that the actor may see, if any: `offer_own` says which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Ocg.objects.none(),
            to_field_name="ref",
            required=False,
            empty_label="None",
            error_messages={"invalid_choice": NOT_YOURS},
            **kwargs,
        )

    def offer_own(self) -> None:
        """Offer the OCGs that the actor may see. The wall hides the others."""
        rows = Ocg.objects.select_related("dossier").order_by("name", "ref")
        self.queryset = within_reach(rows)
