"""The reference of a protected row to its dossier."""

from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from broadhurst.foundation.access.models import Dossier


class _UnreadDossier(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """Return the dossier by its id. Its other fields are read when they are asked for."""

    def get_object(self, instance: models.Model) -> Any:
        """Return a dossier that has nothing but its id."""
        key = self.field.value_from_object(instance)
        return Dossier.from_db(instance._state.db, ["id"], [key])


class DossierKey(models.ForeignKey[Dossier, Dossier]):
    """A foreign key to a dossier, which is not read until more than its id is needed.

    Commands record events on a dossier and open others below it by its id alone. An actor who sees
    the row in part cannot read the dossier itself.
    """

    forward_related_accessor_class = _UnreadDossier

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return an ordinary foreign key, which is all that a migration needs."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
