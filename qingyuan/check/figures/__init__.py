"""Figures: every number has its source, and adds up."""
