"""Sessions with their officer, so that the sessions of a leaver can be ended at once."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from broadhurst.foundation.agencies.models.people import Officer, Posting


class Sessions(BaseSessionManager["Session"]):
    """Finds sessions in this table. Django's own session manager is for Django's table."""


class Session(AbstractBaseSession):
    """A session in a browser. Its key is a credential, so pages show `ref` instead."""

    ref = models.CharField(max_length=20, blank=True, db_index=True)
    officer = models.ForeignKey(
        Officer, models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    posting = models.ForeignKey(Posting, models.CASCADE, null=True, blank=True, related_name="+")
    began_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Sessions] = Sessions()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        ordering = ("ref",)

    def __str__(self) -> str:
        return self.ref
