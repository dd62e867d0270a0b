"""Safe content: rules that keep harm out."""
