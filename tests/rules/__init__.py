"""Tests of the rules: every rule has a case that shows what it finds and what it lets pass."""
