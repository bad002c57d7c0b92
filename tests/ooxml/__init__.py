"""Tests of the layer that edits a user's package."""
