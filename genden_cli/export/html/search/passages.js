// The texts of the passages, column by column: title, names, about, quote, note, phrasings, id. Those of claims and of
// evidence stand in the page: `q` is a quote, `em` its translation, and `cite` names who translated it.
function passageTexts(base, entries, facets, { sections, kindOf }, { visible, facets: letters, stances }) {
  const invisible = new RegExp(`[${Object.keys(visible).join("")}]`, "gu");
  const asVisible = (text) => (isAscii(text) ? text : text.replace(invisible, (sign) => visible[sign]));
  const joined = (parts) => asVisible(Array.from(parts, (each) => each.textContent).join(" · "));
  const others = [...base.texts];
  const items = new Map();

  // The items of evidence of a claim that stand under a stance, in the order of the base.
  function itemsOf(claim, stance) {
    const key = `${claim.id} ${stance}`;
    if (!items.has(key)) items.set(key, [...claim.querySelector(`:scope > .${stance}`).children]);
    return items.get(key);
  }

  const quotesOf = (element) => joined(element.querySelectorAll("q, em"));

  function ofClaim(claim) {
    const [title, about] = [titleOf(claim.firstElementChild), claim.querySelectorAll(":scope > .because")];
    const made = [...claim.querySelectorAll(":scope > .made")];
    const notes = [...claim.querySelectorAll(":scope > .note"), ...made.flatMap((each) => [...each.querySelectorAll("cite")])];
    return [asVisible(title), "", joined(about), made.map(quotesOf).join(" · "), joined(notes)];
  }

  const ofNote = (item) => ["", "", "", quotesOf(item), joined(item.querySelectorAll("cite, p"))];

  function textsOf({ n, kind, id }) {
    if (kind !== "claim" && kind !== "note") return others.shift();
    const claim = document.getElementById(`claim-${id}`);
    if (kind === "claim") return ofClaim(claim);
    const stance = stances.find((each) => facets[n - 1].has(letters.stance + each));
    return ofNote(itemsOf(claim, stance).shift());
  }

  const asked = new Map();
  for (const [section, records] of Object.entries(base.asked)) {
    for (const [at, texts] of Object.entries(records)) {
      asked.set(`${kindOf[section]} ${sections[section][at]}`, asVisible(texts.join(" · ")));
    }
  }
  return entries.map((entry) => {
    const key = `${entry.kind} ${entry.id}`;
    return [...textsOf(entry), asked.get(key) ?? "", entry.kind === "note" ? "" : entry.id];
  });
}

// The sentence of a claim: its summary without the verdict.
const titleOf = (summary) => Array.from(summary.childNodes).slice(1).map((each) => each.textContent).join("").trim();
