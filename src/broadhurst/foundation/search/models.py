"""The search index, and each officer's recent searches."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer

EVERYONE = 0  # the principal in `readers` of a record that every signed-in user may read


class Document(models.Model):
    """The words of one record, as search finds them. Triggers write it with the record itself.

    The application's role cannot read this table. It only asks `search_candidates`, which returns
    ids of records that the reader may see. `readers` is the same as that of the dossier, and a
    trigger keeps it so. It is the first column of the index, so that a search only touches what its
    reader may see.
    """

    kind = models.CharField(max_length=12)
    record_id = models.BigIntegerField()
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    readers = ArrayField(models.BigIntegerField())
    keys = ArrayField(models.TextField(), help_text="The reference and identifiers, normalised.")
    text = models.TextField(help_text="Reference and names, folded.")
    words = SearchVectorField(help_text="The words of `text`.")
    described = SearchVectorField(help_text="The words of a description, as stems.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "record_id"), name="document_once"),)
        indexes = (
            GinIndex(
                "readers", "keys", OpClass("text", name="gin_trgm_ops"), "words", "described",
                name="document_by_all",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class RecentSearch(models.Model):
    """A recent search of an officer. Only that officer can read or delete it."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+", db_index=False)
    text = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("officer", "text"), name="recent_search_once"),
        )

    def __str__(self) -> str:
        return self.text
