"""The model: frozen values, standard library only."""
