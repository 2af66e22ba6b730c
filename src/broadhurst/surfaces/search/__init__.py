"""One search box over every kind of record."""
