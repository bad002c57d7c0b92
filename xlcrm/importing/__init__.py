"""Merging the rows of another file into a book: what becomes of each, and what is to be written."""

from xlcrm.importing.plan import ON_MATCH, ImportPlan, OnMatch, RowFate, plan_import

__all__ = ["ON_MATCH", "ImportPlan", "OnMatch", "RowFate", "plan_import"]
