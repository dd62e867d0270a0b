"""The editor's desk: a site made in memory, shown in a browser, and made again after a save."""
