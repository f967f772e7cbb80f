"""The engine: captures and YAML in, a checked static site out. `pipeline.py` shows the whole flow."""
