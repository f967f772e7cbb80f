"""Words: pure functions on str. No files, no model."""
