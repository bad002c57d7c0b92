"""Judges of what the package computes, written from the definitions alone: they import nothing that computes."""
