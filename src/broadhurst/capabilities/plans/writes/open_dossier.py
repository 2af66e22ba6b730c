"""Open a dossier beside that of an action, for a unit that can see only the action."""

from django.db import connection

from broadhurst.capabilities.plans.models import Action
from broadhurst.foundation.access.models import Dossier


def open_dossier_beside(action: Action, about: str) -> Dossier:
    """Open a dossier below that of the action's OCG, which the actor need not see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT plans_open_dossier(%s, %s)", [action.pk, about])
        return Dossier(pk=cursor.fetchone()[0], about=about)
