"""Terms that must not leave the register: cover names, people and identifiers."""

from django.db import models

from broadhurst.capabilities.register.models.ocg import Protected


class Term(Protected):
    """A name or identifier of the register, folded for comparison with a text.

    Database triggers write these rows with the record itself (`migrations/wall/terms.py`),
    so a command cannot forget one. No other code writes them. `source` is the record, like
    "ocg 12".
    """

    class Kind(models.TextChoices):
        COVER_NAME = "cover_name", "Cover name"
        PERSON = "person", "Person"
        IDENTIFIER = "identifier", "Identifier"

    key = models.CharField(max_length=180)
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=32)

    class Meta:
        indexes = (
            models.Index(fields=("key",), include=("kind", "dossier"), name="term_by_key"),
            models.Index(fields=("source",), name="term_by_source"),
        )

    def __str__(self) -> str:
        return self.source
