"""The law itself: reading official XML, holding versions side by side, and keeping up to date."""
