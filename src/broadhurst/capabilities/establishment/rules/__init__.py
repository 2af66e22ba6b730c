"""Rules on changes of organisations, units, officers and postings. Pure."""
