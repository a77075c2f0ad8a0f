"""Operations on strings: sanitize, normalize, compare, find quotes, split into paragraphs and sentences."""
