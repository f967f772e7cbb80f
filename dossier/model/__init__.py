"""Nouns: the frozen types that pass between the stages. No input, no output."""
