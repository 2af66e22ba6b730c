"""Six questions for each role, and figures with the records behind each."""
