// The texts of the passages, column by column: title, names, about, quote, note, phrasings, id.
const passageTexts = (base) => base.passages;
