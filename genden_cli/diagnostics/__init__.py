"""How errors and warnings are shown and explained."""
