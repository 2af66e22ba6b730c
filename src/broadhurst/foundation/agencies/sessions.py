"""The session store: Django's database store, with the officer and posting in columns."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Session

BEGAN = "began_at"
LAST_VISIT = "last_visit"  # the officer's last sign-in at least a day before


class SessionStore(DatabaseStore):
    """Stores the officer and posting of a session in columns, so that they can be searched."""

    stored: str | None = None

    def take(self, stored: str) -> None:
        """Use the stored data of this session, which was read already, when it is first needed."""
        self.stored = stored

    def load(self) -> dict[str, Any]:
        """Return the session's data, from the database unless it was taken."""
        stored, self.stored = self.stored, None
        loaded: dict[str, Any] = self.decode(stored) if stored else super().load()
        return loaded

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session, with its officer, posting and start."""
        kept = data if BEGAN in data else data | {BEGAN: clock.now().isoformat()}
        session = super().create_model_instance(kept)
        if not isinstance(session, Session):
            raise TypeError("Sessions must be stored in our own table.")
        session.ref = sha256(str(session.session_key).encode()).hexdigest()[:16]
        session.officer_id = data.get(SESSION_KEY)
        session.posting_id = data.get("posting")
        session.began_at = datetime.fromisoformat(kept[BEGAN])
        return session
