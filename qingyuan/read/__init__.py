"""From disk to the model, with file, line and column of everything.

Nothing is gathered here: whoever finds that no file has changed loads `discover` and no more.
"""
