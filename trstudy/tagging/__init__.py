"""Sentences to tags, with the evidence for each."""
