"""The text of an exact identifier that two instances compare."""

SEPARATOR = "\x1f"


def written(kind: str, version: int, form: str) -> str:
    """Return the text of one identifier. Different kinds or versions never match."""
    return SEPARATOR.join((kind, str(version), form))
