"""Read a spreadsheet of people and identifiers. Pure."""
