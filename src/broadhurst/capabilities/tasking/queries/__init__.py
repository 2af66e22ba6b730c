"""Queries of tasking.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
Boards, meetings, capabilities, bookings and demand are open to all, because they name no OCG.
"""
