"""Where sessions are kept: as Django keeps them, with the officer and the posting beside."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Session

BEGAN = "began_at"


class SessionStore(DatabaseStore):
    """Keeps whose session it is in columns, because its data cannot be searched."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of a session, with whose it is."""
        kept = data if BEGAN in data else data | {BEGAN: clock.now().isoformat()}
        made = super().create_model_instance(kept)
        if not isinstance(made, Session):
            raise TypeError("Sessions are kept in our own table.")
        made.ref = sha256(str(made.session_key).encode()).hexdigest()[:16]
        made.officer_id = data.get(SESSION_KEY)
        made.posting_id = data.get("posting")
        made.began_at = datetime.fromisoformat(kept[BEGAN])
        return made
