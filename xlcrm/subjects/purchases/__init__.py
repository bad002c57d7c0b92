"""Purchases: what customers bought, and what they still owe."""
