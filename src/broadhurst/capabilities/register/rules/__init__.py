"""Rules of the register. Pure: each returns its objections."""
