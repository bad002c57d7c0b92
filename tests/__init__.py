"""Tests of xlcrm; they mirror the package."""
