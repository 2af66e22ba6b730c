"""Keep the content of files in PostgreSQL. Row-level security applies to it as to the file."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from broadhurst.capabilities.files.models import StoredContent


class InPostgreSQL(Storage):
    """A storage of Django that adds and reads. Nothing in it is changed or deleted."""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        stored = StoredContent.objects.filter(name=name).first()
        if stored is None:
            raise FileNotFoundError(name)
        return ContentFile(bytes(stored.content), name=name)

    def _save(self, name: str, content: File[Any]) -> str:
        StoredContent.objects.create(name=name, content=content.read())
        return name

    def exists(self, name: str) -> bool:
        """Return whether there is content of this name, as far as the reader may see."""
        return StoredContent.objects.filter(name=name).exists()
