"""Merging the rows of another file into a book: what becomes of each, and what is to be written."""

from xlcrm.importing.changes import Addition, Changes
from xlcrm.importing.plan import ON_MATCH, OnMatch, Outcome, Plan, plan_import

__all__ = ["ON_MATCH", "Addition", "Changes", "OnMatch", "Outcome", "Plan", "plan_import"]
