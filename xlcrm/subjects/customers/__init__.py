"""Customers: who they are."""
