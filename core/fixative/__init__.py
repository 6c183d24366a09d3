"""Fixative: a cloak against AI training, and the words that forbid it, for pictures before they are published."""
