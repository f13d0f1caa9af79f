"""Notebooks to reports."""
