"""Export the base as one web page that fetches nothing and works without JavaScript."""
