"""Questions on method, such as how good a source is or what would settle a claim, and their answers."""
