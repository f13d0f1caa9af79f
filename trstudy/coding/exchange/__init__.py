"""Codes in the forms of other tools: tables, JSON lines, doccano, Label Studio, INCEpTION."""
