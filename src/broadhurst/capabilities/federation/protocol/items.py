"""What of an entry is compared with another instance: exact identifiers alone, one text each."""

SEPARATOR = "\x1f"


def written(kind: str, version: int, form: str) -> str:
    """The text of one identifier: forms of different kinds or rules never meet."""
    return SEPARATOR.join((kind, str(version), form))
