"""The values that people type: one kind a module, each with what reads a cell and what writes it back."""

from xlcrm.reading.values.convert import convert_column
from xlcrm.reading.values.reading import CellNote, Context, Reading

__all__ = ["CellNote", "Context", "Reading", "convert_column"]
