"""Rules about findings and responses. Pure: every rule returns its objections."""
