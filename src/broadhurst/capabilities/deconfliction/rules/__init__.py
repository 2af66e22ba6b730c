"""Rules on who may check, answer hits, verify and expire, and by when. Pure."""
