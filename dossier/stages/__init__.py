"""Verbs, in flow order: read, validate, anchor, trace, link, verify, compose, render, export, write.

Each takes a frozen type and returns one, or raises BuildFailed with every problem that it found.
"""
