"""Rules of letters: variables, texts, templates, and who issues a letter. Pure."""
