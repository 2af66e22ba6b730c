"""Published responses, messages and practice, for anyone."""
