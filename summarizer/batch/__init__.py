"""Unattended runs over watchlists."""
