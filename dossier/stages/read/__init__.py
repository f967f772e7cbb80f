"""Folder -> RawContent, Captures, templates and words: files are opened, nothing is understood yet."""

from dossier.stages.read.captures import captures
from dossier.stages.read.content import content
from dossier.stages.read.templates import templates, words

__all__ = ["captures", "content", "templates", "words"]
