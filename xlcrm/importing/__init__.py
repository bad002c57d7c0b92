"""Merging the rows of another file into a book: what becomes of each, and what is to be written."""

from xlcrm.importing.plan import ImportPlan, OnMatch, plan_import

__all__ = ["ImportPlan", "OnMatch", "plan_import"]
