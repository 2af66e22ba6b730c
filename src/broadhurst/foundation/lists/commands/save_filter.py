"""Save the filters, sort and columns of a list under a name."""

from django import forms
from django.http import QueryDict

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, TextField
from broadhurst.foundation.lists.declared import List
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.queries import query_to_keep
from broadhurst.foundation.lists.rules import LONGEST_QUERY, objections_to_save
from broadhurst.foundation.lists.state import read
from broadhurst.foundation.workflow import at, refuse_if


class SaveFilterForm(CommandForm):
    name = TextField(label="Name", help_text="For example, Reviews due in Bolton", max_length=60)
    shared = BooleanField(label="Share it with my unit", required=False)
    query = TextField(
        label="Filters", max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput,
        help_text="The query string of the list, such as tab=mine&sort=name",
    )  # fmt: skip


@command
@for_readers
def save_filter(*, actor: Actor, listed: List, name: str, shared: bool, query: str) -> SavedFilter:
    """Save a list's filters, sort and columns under a name, for yourself or your unit.

    Nothing else of the query string is kept. Otherwise a shared filter could begin a download in a
    colleague's name, or select every row.
    """
    address = query_to_keep(read(listed, QueryDict(query)))
    principal = actor.unit.principal if shared else actor.officer.principal
    beside = SavedFilter.objects.filter(list=listed.key, principal=principal)
    refuse_if(
        at(
            "name",
            objections_to_save(
                name,
                list(beside.values_list("name", flat=True)),
                is_shared=shared,
                has_unit=actor.unit.principal in actor.principals,
                query=address,
            ),
        )
    )

    saved = SavedFilter.objects.create(
        ref=new_reference("FLT"), list=listed.key, name=name, query=address,
        principal=principal, made_by=actor.officer, made_at=clock.now(),
    )  # fmt: skip

    record(actor, "filter.saved", saved.ref, dossier=None, list=listed.label, shared=shared or None)
    return saved
