"""Qingyuan: a static site generator for bilingual prevention education."""
