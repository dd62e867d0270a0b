"""Two languages, one truth: what one edition says, the other says."""
