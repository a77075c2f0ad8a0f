// The texts of the passages, column by column: title, names, about, quote, note, phrasings, id. The data has all texts,
// names and addresses.
const passageTexts = (base) => base.passages;
const recordIds = ({ ids }) => Object.fromEntries(Object.entries(ids).map(([section, text]) => [section, wordsOf(text)]));
const shownNames = () => [];
const shownLinks = () => [];
