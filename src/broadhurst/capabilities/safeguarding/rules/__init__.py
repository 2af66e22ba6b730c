"""Rules on referrals of people at risk. Pure: each returns its objections."""
