"""What is done with strings, whoever wrote them: made inert, folded, compared, cut into sentences."""
