"""Rules of meetings: pure functions that return objections as sentences, and the invitation."""
