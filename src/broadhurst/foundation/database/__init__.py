"""Database access beyond the ORM."""
